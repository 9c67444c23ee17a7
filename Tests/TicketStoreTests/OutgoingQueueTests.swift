import Foundation
import InternetMessage
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Outgoing queue")
struct OutgoingQueueTests {
    /// A ticket with one public reply to Wang, queued.
    private func replied(_ store: Store) async throws -> TicketRecord {
        let opened = try await store.tickets.open(
            Samples.plan([.entryAdded(Samples.entry(messageID: "m1@customer"))]), at: Samples.now)
        return try await store.tickets.change(opened.ticket.number, at: Samples.now) { record in
            TicketPlan(
                target: .existing(record.ticket.id),
                events: [
                    .entryAdded(Samples.entry("Try again.", direction: .outgoing)),
                    .stateChanged(from: .new, to: .resolved, by: Fixtures.lina.mailbox, via: .portal),
                ],
                notifications: [Samples.notification("reply", nature: .personal, entryEvent: 0)])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a claim brings ticket, entry, thread and recipient`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let record = try await replied(test.store)
        let entry = try #require(try await test.store.outgoing.claim(limit: 5, lease: 60, at: Samples.now).first)
        #expect(entry.ticket == record.ticket)
        #expect(entry.entry?.text == "Try again.")
        #expect(entry.entry?.messageID == MessageID("reply@desk.example"))
        #expect(entry.thread == [MessageID("m1@customer")])
        #expect(entry.recipient?.address == Fixtures.wang.address)
        #expect(entry.notification.values == ["a": "b"])
        #expect(entry.notification.version == 3)
        #expect(try await test.store.outgoing.claim(limit: 5, lease: 60, at: Samples.now + 59).isEmpty)
        #expect(try await test.store.outgoing.claim(limit: 5, lease: 60, at: Samples.now + 61).count == 1)
    }

    @Test(arguments: StoreKind.available)
    func `copies of one answer share what the header says`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let guest = Mailbox(displayName: "客人, \"G\"", address: Fixtures.address("guest@customer.example"))
        let names = Destinations(to: [Fixtures.wang.mailbox], cc: [guest])
        let copies = ["one", "two"].map { id in
            var copy = Samples.notification(
                id, to: id == "one" ? Fixtures.wang.mailbox : guest, nature: .personal, entryEvent: 0)
            copy.destinations = names
            if id == "two" { copy.copyOf = MessageID("one@desk.example") }
            return copy
        }
        let opened = try await test.store.tickets.open(Samples.plan(), at: Samples.now)
        let record = try await test.store.tickets.change(opened.ticket.number, at: Samples.now) { record in
            TicketPlan(
                target: .existing(record.ticket.id),
                events: [.entryAdded(Samples.entry("Try again.", direction: .outgoing))], notifications: copies)
        }
        #expect(record.entries.last?.messageID == MessageID("one@desk.example"))
        let entries = try await test.store.outgoing.claim(limit: 5, lease: 60, at: Samples.now)
        #expect(entries.map(\.notification.headerID.value) == ["one@desk.example", "one@desk.example"])
        #expect(entries.allSatisfy { $0.notification.destinations == names && $0.thread == [] })
        let listed = try await test.store.outgoing.list(states: [], cursor: nil, limit: 5).items
        #expect(listed.map(\.messageID.value) == ["one@desk.example", "one@desk.example"])
        let found = try await test.store.tickets.context(
            for: Samples.correlation(references: ["one@desk.example"]), at: Samples.now)
        #expect(found.tickets.map(\.id) == [record.ticket.id])
    }

    @Test(arguments: StoreKind.available)
    func `a ticket keeps the conversation of its mail, and knows whose address is suppressed`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        var draft = Samples.draft()
        draft.threadIndex = ThreadIndex(begun: Samples.now, identifier: Array(0..<16))
        let opened = try await test.store.tickets.open(Samples.plan(draft: draft), at: Samples.now)
        #expect(opened.ticket.threadIndex == draft.threadIndex)
        #expect(opened.ticket.requester.suppression == nil)
        try await test.store.suppressions.suppress(Fixtures.wang.address, reason: "left", at: Samples.now)
        let record = try await test.store.tickets.record(opened.ticket.number)
        #expect(record.ticket.participants.map(\.suppression) == ["left"])
    }

    @Test(arguments: StoreKind.available)
    func `what was composed first is what each attempt sends`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let outgoing = test.store.outgoing
        try await outgoing.enqueue([Samples.notification("link")], at: Samples.now)
        let entry = try #require(try await outgoing.claim(limit: 1, lease: 60, at: Samples.now).first)
        #expect(entry.composed == nil)
        #expect(entry.ticket == nil)
        try await outgoing.storeComposed(entry.claim, RawMessage(Array("first".utf8)))
        try await outgoing.storeComposed(entry.claim, RawMessage(Array("first".utf8)))
        await #expect(throws: StoreError.self) {
            try await outgoing.storeComposed(entry.claim, RawMessage(Array("second".utf8)))
        }
        try await outgoing.settle(entry.claim, .retry(at: Samples.now + 100, reply: "451 later"), at: Samples.now + 1)
        #expect(try await outgoing.claim(limit: 1, lease: 60, at: Samples.now + 99).isEmpty)
        let again = try #require(try await outgoing.claim(limit: 1, lease: 60, at: Samples.now + 100).first)
        #expect(again.composed == RawMessage(Array("first".utf8)))
        #expect(again.attempts == 1)
        try await outgoing.settle(again.claim, .sent(reply: "250 ok"), at: Samples.now + 101)
        let record = try #require(try await outgoing.list(states: [.sent], cursor: nil, limit: 5).items.first)
        #expect(record.attempts == 2)
        #expect(record.lastReply == "250 ok")
        #expect(record.nextAttemptAt == nil)
        #expect(try await outgoing.composed(entry.id) == RawMessage(Array("first".utf8)))
        await #expect(throws: StoreError.self) { try await outgoing.retry(entry.id, at: Samples.now + 102) }
        await #expect(throws: StoreError.self) {
            try await outgoing.drop(entry.id, reason: "no", at: Samples.now + 102)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a permanent failure is told to the ticket once, and reopens a resolved one`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let record = try await replied(test.store)
        let entry = try #require(try await test.store.outgoing.claim(limit: 5, lease: 60, at: Samples.now).first)
        let before = try #require(try await test.store.tickets.events(after: 0, limit: 100).last).sequence
        for _ in 0..<2 {
            try await test.store.outgoing.settle(entry.claim, .failed(reply: "550 5.1.1 unknown"), at: Samples.now + 5)
        }
        let after = try await test.store.tickets.record(record.ticket.number)
        #expect(after.ticket.state == .inProgress)
        #expect(after.ticket.version == record.ticket.version + 1)
        let told = after.entries.filter { $0.change?.field == "delivery" }
        #expect(told.map(\.text) == ["550 5.1.1 unknown"])
        #expect(told.first?.change?.to == "wang@customer.example")
        #expect(try await test.store.tickets.events(after: before, limit: 100).map(\.type) == ["ticket.changed"])
        #expect(try await test.store.outgoing.claim(limit: 5, lease: 60, at: Samples.now + 9_999).isEmpty)
        try await test.store.outgoing.retry(entry.id, at: Samples.now + 10_000)
        #expect(try await test.store.outgoing.claim(limit: 5, lease: 60, at: Samples.now + 10_000).count == 1)
    }

    @Test(arguments: StoreKind.available)
    func `a message whose bytes are lost fails by itself`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let outgoing = test.store.outgoing
        try await outgoing.enqueue(["lost", "whole"].map { Samples.notification($0) }, at: Samples.now)
        let lost = try #require(try await outgoing.claim(limit: 1, lease: 60, at: Samples.now).first)
        try await outgoing.storeComposed(lost.claim, RawMessage([UInt8](repeating: 0x61, count: 300 << 10)))
        try FileManager.default.removeItem(atPath: test.configuration.blobs)
        let later = Samples.now + 61
        let claimed = try await outgoing.claim(limit: 5, lease: 60, at: later)
        #expect(claimed.map(\.notification.messageID.value) == ["whole@desk.example"])
        let failed = try await outgoing.list(states: [.failed], cursor: nil, limit: 5)
        #expect(failed.items.map(\.id) == [lost.id])
        #expect(failed.items.first?.lastReply?.contains("is missing") == true)
    }

    @Test(arguments: StoreKind.available)
    func `a start makes due what a clock that was ahead has put off`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let ahead = Samples.now + 400 * 86_400
        try await test.store.outgoing.enqueue([Samples.notification("a")], at: ahead)
        _ = try await test.store.incoming.enqueue(Samples.arrival(at: ahead))
        #expect(try await test.store.outgoing.claim(limit: 5, lease: 60, at: Samples.now).isEmpty)
        #expect(try await test.store.incoming.claim(limit: 5, lease: 60, at: Samples.now).isEmpty)
        try await test.store.reclaimLeases(at: Samples.now)
        #expect(try await test.store.outgoing.claim(limit: 5, lease: 60, at: Samples.now).count == 1)
        #expect(try await test.store.incoming.claim(limit: 5, lease: 60, at: Samples.now).map(\.deaths) == [0])
    }

    @Test(arguments: StoreKind.available)
    func `a dropped message is never sent and says why`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        try await test.store.outgoing.enqueue([Samples.notification("a"), Samples.notification("a")], at: Samples.now)
        let page = try await test.store.outgoing.list(states: [.queued], cursor: nil, limit: 5)
        let record = try #require(page.items.first)
        #expect(page.items.count == 1)
        try await test.store.outgoing.drop(record.id, reason: "typo", at: Samples.now)
        #expect(try await test.store.outgoing.claim(limit: 5, lease: 60, at: Samples.now + 60).isEmpty)
        let dropped = try await test.store.outgoing.list(states: [.notSent], cursor: nil, limit: 5)
        #expect(dropped.items.first?.lastReply == "typo")
    }
}
