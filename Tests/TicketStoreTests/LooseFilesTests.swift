import Foundation
import InternetMessage
import TestSupport
import Testing
import Ticketing

@testable import TicketStore

/// Bytes that stand in a file: more than go into a row.
private func large(_ letter: String) -> String {
    String(repeating: letter, count: StoredBlob.inlineLimit + 1)
}

@Suite("Files that nothing names")
struct LooseFilesTests {
    private static let yesterday = Date() - 90_000
    private static let limit = Date() - 86_400

    /// As if all that was written had been written a day ago.
    private func age(_ test: TestStore, notes: Bool = true) async throws {
        for path in try files(test) {
            try FileManager.default.setAttributes([.modificationDate: Self.yesterday], ofItemAtPath: path)
        }
        guard notes else { return }
        try await test.store.core.database.write { connection throws(StoreError) in
            _ = try connection.execute("UPDATE loose_file SET since = $1", [SQLValue(Self.yesterday)])
        }
    }

    private func files(_ test: TestStore) throws -> [String] {
        let blobs = URL(filePath: test.configuration.blobs)
        guard FileManager.default.fileExists(atPath: blobs.path) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: blobs.path)
            .filter { $0.contains("/") }.map { blobs.appending(path: $0).path }
    }

    private func collect(_ store: Store) async throws -> Int {
        try await store.retention.collectFiles(olderThan: Self.limit, until: { false })
    }

    private func notes(_ test: TestStore) async throws -> Int64 {
        try await test.store.core.database.read { connection throws(StoreError) in
            try connection.first("SELECT count(*) FROM loose_file", [])?.integer(0) ?? -1
        }
    }

    @Test(arguments: StoreKind.available)
    func `what a kill left between file and row is collected a day later`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let text = large("a")
        // All that comes before the row.
        _ = try await test.store.core.keep(Array(text.utf8))
        #expect(try await collect(test.store) == 0)
        #expect(try files(test).count == 1)
        try await age(test)
        #expect(try await collect(test.store) == 1)
        #expect(try files(test).isEmpty)
        #expect(try await notes(test) == 0)
        let id = try #require(try await test.store.incoming.enqueue(Samples.arrival(1, text: text)).first)
        #expect(try await test.store.ledger.raw(id).bytes == Array(text.utf8))
    }

    @Test(arguments: StoreKind.available)
    func `what a row names stays, and its note goes`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let id = try #require(try await test.store.incoming.enqueue(Samples.arrival(1, text: large("a"))).first)
        try await age(test)
        #expect(try await collect(test.store) == 0)
        #expect(try await notes(test) == 0)
        #expect(try await test.store.ledger.raw(id).bytes.count == StoredBlob.inlineLimit + 1)
    }

    @Test(arguments: StoreKind.available)
    func `a mail that is known in other words leaves no file`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        _ = try await test.store.incoming.enqueue(Samples.arrival(1, text: large("a")))
        // The digest of a mail leaves trace fields out; its bytes differ.
        _ = try await test.store.incoming.enqueue(Samples.arrival(1, text: "Received: again\r\n" + large("a")))
        #expect(try files(test).count == 2)
        try await age(test)
        #expect(try await collect(test.store) == 1)
        #expect(try files(test).count == 1)
    }

    @Test(arguments: StoreKind.available)
    func `a file that a writer has just found there is left`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let bytes = Array(large("a").utf8)
        _ = try await test.store.core.keep(bytes)
        try await age(test)
        // A mail being accepted: it has its file, and its row is not written yet.
        let blob = try await test.store.core.keep(bytes)
        // Not even when only the file's time speaks for it.
        try await test.store.core.database.write { connection throws(StoreError) in
            _ = try connection.execute("UPDATE loose_file SET since = $1", [SQLValue(Self.yesterday)])
        }
        #expect(try await collect(test.store) == 0)
        #expect(try test.store.core.blobs.files.read(sha256: blob.sha256, size: bytes.count) == bytes)
    }

    @Test(arguments: StoreKind.available)
    func `a note that was renewed meanwhile is not forgotten`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let digest = Samples.digest(1)
        let left = try await test.store.core.database.write { connection throws(StoreError) in
            let loose = LooseFiles(connection: connection)
            try loose.note([digest], at: Date())
            try loose.forget([digest], notedBefore: Self.limit)
            let young = try loose.noted(before: Self.limit, after: [], limit: 9)
            let all = try loose.noted(before: Date() + 60, after: [], limit: 9)
            return (young, all)
        }
        #expect(left.0.isEmpty)
        #expect(left.1 == [digest])
    }

    @Test(arguments: StoreKind.available)
    func `attachments of a change are in files before its rows`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let number = try await test.store.tickets.open(Samples.plan(), at: Samples.now).ticket.number
        let bytes = Array(large("b").utf8)
        let attachment = Attachment(
            name: "a.log", type: "text/plain", bytes: bytes, disposition: .attachment)
        let record = try await test.store.tickets.change(number, at: Samples.now) { record in
            TicketPlan(
                target: .existing(record.ticket.id),
                events: [.entryAdded(Samples.entry(attachments: [attachment]))])
        }
        let stored = try #require(record.entries.last?.attachments.first)
        #expect(try await test.store.tickets.attachment(stored.id).bytes == bytes)
        #expect(record.entries.count == 2)
        #expect(try await notes(test) == 1)
    }

    @Test(arguments: StoreKind.available)
    func `writers and collectors of several daemons lose nothing`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let others = [test.store, try await test.openAgain(), try await test.openAgain()]
        for round in 0..<25 {
            let text = large(String(UnicodeScalar(UInt8(97 + round))))
            // Somebody was killed here the day before.
            _ = try await test.store.core.keep(Array(text.utf8))
            try await age(test)
            let id = try await withThrowingTaskGroup(of: MailID?.self) { group in
                for store in others.dropFirst() {
                    group.addTask {
                        _ = try await collect(store)
                        return nil
                    }
                }
                group.addTask { try await others[0].incoming.enqueue(Samples.arrival(round + 1, text: text)).first }
                return try await group.reduce(nil) { $0 ?? $1 }
            }
            #expect(try await test.store.ledger.raw(try #require(id)).bytes == Array(text.utf8))
            _ = try await collect(test.store)
            #expect(try await test.store.ledger.raw(try #require(id)).bytes.count == text.utf8.count)
        }
        #expect(try files(test).count == 25)
    }
}

@Suite("A file between its places")
struct StrayFilesTests {
    private static let bytes = Array("the bytes".utf8)
    private static let digest = StoredBlob(of: bytes).sha256
    private let directory = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString)")
    private var files: BlobFiles { BlobFiles(directory: directory.path) }
    private let collector: StrayFiles

    init() throws {
        collector = StrayFiles(files: BlobFiles(directory: directory.path), moment: Date() - 86_400)
        try files.write(Self.bytes, sha256: Self.digest)
    }

    private func age(_ path: String) throws {
        try FileManager.default.setAttributes([.modificationDate: Date() - 90_000], ofItemAtPath: path)
    }

    private func names() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: directory.path).filter { $0.contains("/") }
    }

    @Test func `a file set aside is read from there`() throws {
        let aside = files.pathAside(Self.digest)
        try FileManager.default.moveItem(atPath: files.path(Self.digest), toPath: aside)
        #expect(try files.read(sha256: Self.digest, size: Self.bytes.count) == Self.bytes)
        #expect(aside != files.pathAside(Self.digest))
    }

    @Test func `a kill of the collector takes nothing away`() throws {
        let aside = files.pathAside(Self.digest)
        try FileManager.default.moveItem(atPath: files.path(Self.digest), toPath: aside)
        try age(aside)
        #expect(collector.removeDrafts(inFolder: Int(Self.digest[0])) == 0)
        #expect(try names().count == 1)
        #expect(FileManager.default.fileExists(atPath: files.path(Self.digest)))
        // It is young again: whoever wrote the same bytes meanwhile counts on this one now.
        #expect(collector.remove([Self.digest]).isEmpty)
    }

    @Test func `whoever comes while a file is aside writes it again, and keeps it`() throws {
        let aside = files.pathAside(Self.digest)
        try FileManager.default.moveItem(atPath: files.path(Self.digest), toPath: aside)
        try files.write(Self.bytes, sha256: Self.digest)
        try age(aside)
        #expect(collector.removeDrafts(inFolder: Int(Self.digest[0])) == 0)
        #expect(collector.remove([Self.digest]).isEmpty)
        #expect(try files.read(sha256: Self.digest, size: Self.bytes.count) == Self.bytes)
        #expect(try names().count == 1)
    }

    @Test func `an old file goes, a young one and none stay as they are`() throws {
        #expect(collector.remove([Self.digest]).isEmpty)
        try age(files.path(Self.digest))
        #expect(collector.remove([Self.digest]) == [StrayFiles.Removed(digest: Self.digest, wasThere: true)])
        #expect(collector.remove([Self.digest]) == [StrayFiles.Removed(digest: Self.digest, wasThere: false)])
    }

    @Test(arguments: ["", ".", ".gone-", ".gone-00", ".gone-zz-1", "00", ".4711-1"])
    func `other names are no file set aside`(_ name: String) {
        #expect(BlobFiles.place(ofFileSetAside: name) == nil)
    }

    @Test func `a writer and two collectors at once leave the bytes, thousands of times`() throws {
        let (files, path) = (files, files.path(Self.digest))
        for _ in 0..<2_000 {
            try age(path)
            DispatchQueue.concurrentPerform(iterations: 3) { worker in
                if worker == 0 {
                    do { try files.write(Self.bytes, sha256: Self.digest) } catch { Issue.record(error) }
                } else {
                    _ = collector.remove([Self.digest])
                }
            }
            #expect(try files.read(sha256: Self.digest, size: Self.bytes.count) == Self.bytes)
        }
        #expect(try names().count == 1)
    }
}
