import Foundation
import InternetMessage
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Retention")
struct RetentionTests {
    private static let later = Samples.now + 1_000

    /// A mail that was settled a moment after it came.
    private func settled(
        _ seed: Int, _ state: MailState, in test: TestStore, text: String? = nil, plan: TicketPlan? = nil
    ) async throws -> MailID {
        let id = try #require(try await test.store.incoming.enqueue(Samples.arrival(seed, text: text)).first)
        try await test.store.tickets.commit(Samples.intake(plan, state: state), settling: id, at: Samples.now)
        return id
    }

    private func removeRaw(_ test: TestStore, limit: Int = 100) async throws -> Int {
        try await test.store.retention.removeRaw(settledBefore: Self.later, limit: limit, at: Self.later)
    }

    @Test(arguments: StoreKind.available)
    func `bytes go, the row stays, and what waits or is parked keeps its bytes`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let ledger = test.store.ledger
        let waiting = try #require(try await test.store.incoming.enqueue(Samples.arrival(1)).first)
        let parked = try await settled(2, .parked, in: test)
        let ticketed = try await settled(3, .ticketed, in: test, plan: Samples.plan())
        #expect(try await removeRaw(test) == 1)
        #expect(try await removeRaw(test) == 0)
        let mail = try await ledger.mail(ticketed)
        #expect(mail.rawRemovedAt == Self.later)
        #expect(mail.trace == ["class: person", "open: new"])
        #expect(await failure { _ = try await ledger.raw(ticketed) }?.isConflict(naming: "removed") == true)
        for id in [waiting, parked] { #expect(try await !ledger.raw(id).bytes.isEmpty) }
        let number = try #require(mail.ticket)
        #expect(try await test.store.tickets.record(number).entries.first?.text == "It is stuck.")
    }

    @Test(arguments: StoreKind.available)
    func `what is younger stays, and batches are as small as asked`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        for seed in 1...3 { _ = try await settled(seed, .ignored, in: test) }
        let retention = test.store.retention
        #expect(try await retention.removeRaw(settledBefore: Samples.now, limit: 9, at: Self.later) == 0)
        #expect(try await removeRaw(test, limit: 2) == 2)
        #expect(try await retention.removeIgnored(settledBefore: Samples.now, limit: 9) == 0)
        #expect(try await retention.removeIgnored(settledBefore: Self.later, limit: 2) == 2)
        #expect(try await retention.removeIgnored(settledBefore: Self.later, limit: 2) == 1)
        #expect(try await test.store.ledger.counts().isEmpty)
    }

    @Test(arguments: StoreKind.available)
    func `an ignored mail that went may come again`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        _ = try await settled(1, .ignored, in: test)
        let kept = try await settled(2, .recorded, in: test)
        #expect(try await test.store.retention.removeIgnored(settledBefore: Self.later, limit: 9) == 1)
        let again = try await settled(1, .ignored, in: test)
        #expect(try await test.store.ledger.raw(again).bytes == Samples.arrival(1).raw.bytes)
        #expect(try await !test.store.ledger.raw(kept).bytes.isEmpty)
    }

    @Test(arguments: StoreKind.available)
    func `bytes that something else still needs stay`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let text = "Subject: shared\r\n\r\nHello"
        let attachment = Attachment(
            name: "mail.eml", type: "message/rfc822", bytes: Array(text.utf8), disposition: .attachment)
        let plan = Samples.plan([.entryAdded(Samples.entry(attachments: [attachment]))])
        let first = try await settled(1, .ticketed, in: test, text: text, plan: plan)
        let parked = try await settled(2, .parked, in: test, text: text)
        #expect(try await removeRaw(test) == 1)
        #expect(try await test.store.ledger.raw(parked).bytes == Array(text.utf8))
        let number = try #require(try await test.store.ledger.mail(first).ticket)
        let stored = try #require(try await test.store.tickets.record(number).entries.first?.attachments.first)
        #expect(try await test.store.tickets.attachment(stored.id).bytes == Array(text.utf8))
    }

    @Test(arguments: StoreKind.available)
    func `old files of removed bytes and old drafts are collected, and no others`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let large = { (letter: String) in String(repeating: letter, count: 300 << 10) }
        let kept = try await settled(1, .parked, in: test, text: large("a"))
        _ = try await settled(2, .ignored, in: test, text: large("b"))
        let blobs = URL(filePath: test.configuration.blobs)
        func files() throws -> [String] {
            try FileManager.default.subpathsOfDirectory(atPath: blobs.path).filter { $0.contains("/") }
        }
        let folder = try #require(try files().first?.split(separator: "/").first)
        try Data("half".utf8).write(to: blobs.appending(path: "\(folder)/.4711-1"))
        let foreign = blobs.appending(path: "\(folder)/\(String(repeating: "0", count: 62))")
        try Data("of another desk".utf8).write(to: foreign)
        #expect(try await removeRaw(test) == 1)
        let retention = test.store.retention
        #expect(try await retention.collectFiles(olderThan: Date() - 3_600, until: { false }) == 0)
        #expect(try files().count == 4)
        #expect(try await retention.collectFiles(olderThan: Date() + 3_600, until: { false }) == 2)
        #expect(try await test.store.ledger.raw(kept).bytes.count == 300 << 10)
        #expect(try files().count == 2)
        #expect(FileManager.default.fileExists(atPath: foreign.path))
    }

    @Test(arguments: StoreKind.available)
    func `a file that a writer asked for again is young`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let text = String(repeating: "c", count: 300 << 10)
        _ = try await settled(1, .ignored, in: test, text: text)
        #expect(try await test.store.retention.removeIgnored(settledBefore: Self.later, limit: 9) == 1)
        let blobs = URL(filePath: test.configuration.blobs)
        let name = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: blobs.path).first { $0.contains("/") })
        let path = blobs.appending(path: name).path
        try FileManager.default.setAttributes([.modificationDate: Date() - 200_000], ofItemAtPath: path)
        let again = try await settled(1, .ignored, in: test, text: text)
        let age = Date().timeIntervalSince(
            try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date))
        #expect(age < 3_600)
        #expect(try await test.store.retention.collectFiles(olderThan: Date() - 86_400, until: { false }) == 0)
        #expect(try await test.store.ledger.raw(again).bytes.count == text.utf8.count)
    }

    @Test(arguments: StoreKind.available)
    func `the trace keeps who took a parked mail through again`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let id = try await settled(1, .parked, in: test)
        try await test.store.ledger.retry(id, by: "bo@martlet.example", at: Samples.now + 1)
        try await test.store.tickets.commit(Samples.intake(Samples.plan()), settling: id, at: Samples.now + 2)
        let trace = try await test.store.ledger.mail(id).trace
        #expect(trace.count == 5)
        #expect(trace.dropFirst(2).first?.hasPrefix("taken through again by bo@martlet.example at ") == true)
    }
}
