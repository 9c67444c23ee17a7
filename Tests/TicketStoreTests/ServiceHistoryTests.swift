import Foundation
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("What reports are made of")
struct ServiceHistoryTests {
    @Test(arguments: StoreKind.available)
    func `a desk's tickets are told with their answers and states`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        defer { withExtendedLifetime(test) {} }
        let tickets = test.store.tickets
        let start = Samples.now
        func change(_ number: TicketNumber, _ events: [TicketEvent], after seconds: Double) async throws {
            _ = try await tickets.change(number, at: start + seconds) { record in
                TicketPlan(target: .existing(record.ticket.id), events: events)
            }
        }
        func state(_ from: TicketState, _ to: TicketState) -> TicketEvent {
            .stateChanged(from: from, to: to, by: Fixtures.lina.mailbox, via: .portal)
        }
        let old = try await tickets.open(Samples.plan(), at: start - 50).ticket.number
        try await change(old, [state(.new, .resolved)], after: -40)
        let number = try await tickets.open(Samples.plan(), at: start).ticket.number
        try await change(number, [.entryAdded(Samples.entry(kind: .note, direction: nil))], after: 5)
        try await change(
            number, [.entryAdded(Samples.entry(direction: .outgoing)), state(.new, .inProgress)], after: 10)
        try await change(number, [.entryAdded(Samples.entry(direction: .outgoing))], after: 20)
        try await change(number, [state(.inProgress, .resolved)], after: 100)
        var draft = Samples.draft()
        draft.desk = "hr"
        _ = try await tickets.open(Samples.plan(draft: draft), at: start)

        try await change(
            number, [.priorityChanged(from: .normal, to: .high, by: Fixtures.lina.mailbox, via: .portal)], after: 110)
        func expected(_ answered: Double?, _ changes: [TicketHistory.Change]) -> TicketHistory {
            var history = TicketHistory(
                createdAt: start, channel: .mail, firstAnswerAt: answered.map { start + $0 }, changes: changes)
            history.priority = .high
            return history
        }
        let history = test.store.history
        let first = TicketHistory.Change(to: .inProgress, at: start + 10)
        #expect(
            try await history.histories(desk: "it", from: start, to: start + 100) == [expected(10, [first])])
        // Settled before, but within this longer time.
        let both = try await history.histories(desk: "it", from: start - 45, to: start + 101)
        #expect(both.map(\.createdAt) == [start - 50, start])
        #expect(both.map(\.changes.last?.state) == [.resolved, .resolved])
        // An answer from the end on is not told of.
        let early = try await history.histories(desk: "it", from: start, to: start + 10)
        #expect(early == [expected(nil, [])])
        #expect(try await history.histories(desk: "it", from: start + 200, to: start + 300) == [])
    }
}
