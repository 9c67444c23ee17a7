import Ticketing

import struct Foundation.Date

/// Whose decision a ticket waits for, and since when.
struct AwaitedDecision: Sendable {
    let people: [Person]
    let since: Date

    /// nil where nobody's is.
    init?(_ approvals: [ApprovalCase]) {
        var people: [Person] = []
        var since: Date?
        for approval in approvals.map(\.approval) {
            for step in approval.openSteps where !step.isPassive {
                // Who can decide no more is named only where nobody else is waited for.
                let present = step.undecidedSeats.filter { $0.vacantSince == nil }.map(\.person)
                let asked = present.isEmpty ? step.undecided : present
                people += asked.filter { person in !people.contains { $0.id == person.id } }
                let opened = step.openedAt ?? approval.createdAt
                since = min(since ?? opened, opened)
            }
        }
        guard let since, !people.isEmpty else { return nil }
        self.people = people
        self.since = since
    }

    func sentence(_ words: Words) -> String { words.waitsFor(people.map(\.label)) }
}

extension Portal {
    /// Of those tickets of a list that wait for a decision.
    func awaited(_ tickets: [Ticket]) async throws -> [TicketID: AwaitedDecision] {
        let waiting = tickets.filter { $0.state == .pending }.map(\.id)
        guard !waiting.isEmpty else { return [:] }
        var query = ApprovalQuery()
        query.tickets = waiting
        query.states = [.pending]
        query.limit = 200
        let items = try await ports.approvals.list(query, at: now()).items
        return Dictionary(grouping: items, by: \.ticket.id).compactMapValues { AwaitedDecision($0) }
    }

    /// The ticket's approvals that this person may see, newest first.
    func approvals(of ticket: Ticket, for person: Person) async throws -> [ApprovalCase] {
        var query = ApprovalQuery()
        query.ticket = ticket.id
        query.limit = 200
        return try await approvals(query, for: person).items
    }
}
