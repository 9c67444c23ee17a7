import Foundation
import InternetMessage
import Testing
import TicketStore
import Ticketing

@Suite("Backup")
struct BackupTests {
    @Test func `a copy holds everything, large bytes too, and needs no directory`() async throws {
        let test = try await StoreKind.sqlite.open()
        let large = String(repeating: "x", count: 300 << 10)
        let id = try #require(try await test.store.incoming.enqueue(Samples.arrival(1, text: large)).first)
        let record = try await test.store.tickets.open(Samples.plan(), at: Samples.now)
        let copy = test.directory.appending(path: "copy.db").path
        try await Store.backup(test.configuration, to: copy)
        let elsewhere = StoreConfiguration(
            url: "sqlite:\(test.directory.path)/new/restored.db", blobs: test.directory.appending(path: "none").path)
        try await Store.restore(copy, to: elsewhere)
        let restored = try await Store.open(elsewhere)
        #expect(try await restored.ledger.raw(id).bytes.count == large.utf8.count)
        #expect(try await restored.tickets.record(record.ticket.number) == record)
        await restored.close()
        #expect(await failure { try await Store.restore(copy, to: elsewhere) }?.isConflict(naming: "exists") == true)
    }

    @Test func `what is no copy is not put back`() async throws {
        let test = try await StoreKind.sqlite.open()
        let file = test.directory.appending(path: "letter.txt")
        try Data("Dear desk".utf8).write(to: file)
        let target = StoreConfiguration(url: "sqlite:\(test.directory.path)/target.db", blobs: "/none")
        #expect(await failure { try await Store.restore(file.path, to: target) } != nil)
        #expect(!FileManager.default.fileExists(atPath: "\(test.directory.path)/target.db"))
    }

    @Test func `a log that an older database left is not read into the copy`() async throws {
        let test = try await StoreKind.sqlite.open()
        let copy = test.directory.appending(path: "copy.db").path
        try await Store.backup(test.configuration, to: copy)
        try Data("log".utf8).write(to: test.directory.appending(path: "target.db-wal"))
        let target = StoreConfiguration(url: "sqlite:\(test.directory.path)/target.db", blobs: "/none")
        #expect(await failure { try await Store.restore(copy, to: target) }?.isConflict(naming: "-wal exists") == true)
    }
}
