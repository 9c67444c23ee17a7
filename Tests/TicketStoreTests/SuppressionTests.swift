import Foundation
import InternetMessage
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Addresses that get no mail")
struct SuppressionTests {
    private let wang = Fixtures.wang.address

    /// A resolved ticket with one public reply to Wang, claimed.
    private func claimed(_ store: Store) async throws -> (ticket: TicketNumber, entry: OutgoingEntry) {
        let opened = try await store.tickets.open(Samples.plan(), at: Samples.now)
        let record = try await store.tickets.change(opened.ticket.number, at: Samples.now) { record in
            TicketPlan(
                target: .existing(record.ticket.id),
                events: [
                    .entryAdded(Samples.entry("Try again.", direction: .outgoing)),
                    .stateChanged(from: .new, to: .resolved, by: Fixtures.lina.mailbox, via: .portal),
                ],
                notifications: [Samples.notification("reply", nature: .personal, entryEvent: 0)])
        }
        let entry = try await store.outgoing.claim(limit: 1, lease: 60, at: Samples.now).first
        return (record.ticket.number, try #require(entry))
    }

    @Test(arguments: StoreKind.available)
    func `an address that is no good gets no mail of any kind until that is lifted`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let store = test.store
        let (number, entry) = try await claimed(store)
        #expect(entry.suppression == nil)
        let told = Samples.notification("told", to: Fixtures.lina.mailbox, nature: .notice)
        try await store.outgoing.settle(
            entry.claim, .undeliverable(reply: "550 5.1.1 unknown"), telling: [told], at: Samples.now + 1)
        let found = try #require(try await store.suppressions.find(Fixtures.address("WANG@Customer.example")))
        #expect(found.source == .smtp && found.reason == "550 5.1.1 unknown" && found.message == entry.id)
        #expect(try await store.outgoing.census(at: Samples.now).suppressedAddresses == 1)
        #expect(try await store.tickets.record(number).ticket.state == .inProgress)
        #expect(
            try await store.outgoing.claim(limit: 9, lease: 60, at: Samples.now + 2).map(\.ticket?.number) == [number])

        try await store.outgoing.enqueue([Samples.notification("link", nature: .notice)], at: Samples.now + 3)
        let held = try #require(try await store.outgoing.claim(limit: 1, lease: 60, at: Samples.now + 3).first)
        #expect(held.suppression == "550 5.1.1 unknown")
        try await store.outgoing.settle(held.claim, .suppressed(reason: "550 5.1.1 unknown"), at: Samples.now + 4)
        #expect(try await store.outgoing.detail(held.id).record.state == .suppressed)
        #expect(try await store.outgoing.detail(held.id).attempts.isEmpty)

        try await store.suppressions.lift(wang)
        await #expect(throws: StoreError.notFound) { try await store.suppressions.lift(wang) }
        try await store.outgoing.retry(held.id, at: Samples.now + 5)
        #expect(try await store.outgoing.claim(limit: 1, lease: 60, at: Samples.now + 5).first?.suppression == nil)
    }

    @Test(arguments: StoreKind.available)
    func `a ticket is told that nothing was sent, and stays resolved`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let (number, entry) = try await claimed(test.store)
        try await test.store.outgoing.settle(entry.claim, .suppressed(reason: "550 5.1.1 gone"), at: Samples.now + 1)
        let record = try await test.store.tickets.record(number)
        #expect(record.ticket.state == .resolved)
        let told = record.entries.filter { $0.change?.field == "delivery-suppressed" }
        #expect(told.map(\.text) == ["550 5.1.1 gone"])
        #expect(told.first?.change?.to == "wang@customer.example")
    }

    @Test(arguments: StoreKind.available)
    func `a report marks what was sent, and an authenticated mail lifts what it brought`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let store = test.store
        let (number, entry) = try await claimed(store)
        try await store.outgoing.settle(entry.claim, .sent(reply: "250 ok"), at: Samples.now + 1)
        var correlation = Samples.correlation()
        correlation.returned = [entry.id, OutgoingID(rawValue: 999_999)]
        let context = try await store.tickets.context(for: correlation, at: Samples.now + 2)
        #expect(context.returned.map(\.id) == [entry.id])
        #expect(context.returned.first?.recipient == wang)
        #expect(context.returned.first?.author?.address == Fixtures.wang.address)
        #expect(context.returned.first?.ticket.flatMap { context.ticket($0) }?.number == number)

        try await commit(store, 1) {
            $0.report = ReportedDelivery(
                message: entry.id, reply: "4.4.7 still trying", status: "4.4.7", isFailure: false,
                isAboutAddress: false)
        }
        #expect(try await store.outgoing.detail(entry.id).record.state == .sent)
        try await commit(store, 2) {
            $0.report = ReportedDelivery(
                message: entry.id, reply: "5.1.1 unknown", status: "5.1.1", isFailure: true, isAboutAddress: true)
        }
        let detail = try await store.outgoing.detail(entry.id)
        #expect(detail.record.state == .failed)
        #expect(detail.record.lastReply == "5.1.1 unknown")
        #expect(detail.attempts.map(\.outcome) == [.sent, .delayed, .bounced])
        #expect(try await store.suppressions.list(cursor: nil, limit: 5).items.map(\.source) == [.report])

        try await commit(store, 3) { _ in }
        #expect(try await store.suppressions.find(wang) != nil)
        try await commit(store, 4) { $0.provenAddress = wang }
        #expect(try await store.suppressions.find(wang) == nil)
    }

    @Test(arguments: StoreKind.available)
    func `a report about a message that is not there is about nothing`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        try await commit(test.store, 1) {
            $0.report = ReportedDelivery(
                message: OutgoingID(rawValue: 404), reply: "5.1.1", status: "5.1.1", isFailure: true,
                isAboutAddress: true)
        }
        #expect(try await test.store.suppressions.list(cursor: nil, limit: 5).items.isEmpty)
    }

    @Test(arguments: StoreKind.available)
    func `who was first keeps the row, and the list goes on by cursor`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let suppressions = test.store.suppressions
        for index in 1...3 {
            try await suppressions.suppress(
                Fixtures.address("p\(index)@x.example"), reason: "first", at: Samples.now)
        }
        try await suppressions.suppress(Fixtures.address("P1@x.example"), reason: "second", at: Samples.now + 1)
        #expect(try await suppressions.find(Fixtures.address("p1@x.example"))?.reason == "first")
        let page = try await suppressions.list(cursor: nil, limit: 2)
        #expect(page.items.map(\.address.localPart) == ["p3", "p2"])
        let rest = try await suppressions.list(cursor: page.nextCursor, limit: 2)
        #expect(rest.items.map(\.address.localPart) == ["p1"])
        #expect(rest.nextCursor == nil)
    }

    /// Commits a mail that opens nothing.
    private func commit(_ store: Store, _ seed: Int, _ change: (inout IntakePlan) -> Void) async throws {
        let id = try #require(try await store.incoming.enqueue(Samples.arrival(seed)).first)
        var plan = Samples.intake(nil, state: .recorded)
        change(&plan)
        try await store.tickets.commit(plan, settling: id, at: Samples.now + 10)
    }
}
