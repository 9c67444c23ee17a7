import Ticketing

/// Whose tickets and mails a person's lists show. The policy decides each ticket; this is the same for a query.
struct PersonReach: Sendable {
    let person: Person

    init(_ person: Person) {
        self.person = person
    }

    private var memberships: [Membership] {
        guard person.isActive else { return [] }
        return person.memberships.filter { [.agent, .lead, .administrator, .auditor].contains($0.role) }
    }

    /// Sees tickets of desks, not only their own.
    var seesDesks: Bool { !memberships.isEmpty }

    /// Desks whose tickets and mails they see; nil is all of them.
    var desks: [String]? {
        if memberships.contains(where: { $0.desk == nil }) { return nil }
        return memberships.compactMap(\.desk)
    }

    func sees(desk: String) -> Bool { desks?.contains(desk) ?? true }

    /// The query, held to what the person may see.
    func limited(_ query: TicketQuery) -> TicketQuery {
        var query = query
        guard seesDesks else {
            query.participant = person.id
            return query
        }
        if let mine = desks { query.desks = query.desks.map { $0.filter(mine.contains) } ?? mine }
        return query
    }
}
