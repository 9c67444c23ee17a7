/// What somebody may want to do with a ticket.
public enum TicketAction: Sendable, Hashable, CaseIterable {
    /// See it and its public messages.
    case read
    /// See internal notes, the mails' originals and traces.
    case readInternal
    /// Add a public message.
    case reply
    case note
    /// Status, assignee, priority.
    case change
    /// A requester's own "it is solved" and "it is not".
    case resolveOwn
}

/// Who may do what: the one place that pages, API, search, attachments and commands ask. Deny by default.
public enum AccessPolicy {
    public static func allows(_ action: TicketAction, on ticket: Ticket, to person: Person) -> Bool {
        guard person.isActive else { return false }
        if works(person, on: ticket) { return true }
        switch action {
        case .read: return ticket.isParticipant(person.address) || audits(person, ticket)
        case .readInternal: return audits(person, ticket)
        case .reply, .resolveOwn: return ticket.isParticipant(person.address)
        case .note, .change: return false
        }
    }

    /// Whether a person who may read the ticket sees this entry of it. Whom a mail brought in later does not see what
    /// was written before: its author may not have known all that stands there.
    public static func shows(_ entry: Entry, of ticket: Ticket, to person: Person) -> Bool {
        if allows(.readInternal, on: ticket, to: person) { return true }
        guard entry.kind != .note else { return false }
        if entry.isRating { return ticket.requester.id == person.id }
        return ticket.joined[person.id].map { entry.createdAt >= $0 } ?? true
    }

    /// What the requester says of it is for the desk, and for themselves.
    public static func showsRating(of ticket: Ticket, to person: Person) -> Bool {
        ticket.requester.id == person.id || allows(.readInternal, on: ticket, to: person)
    }

    /// May work the desk's tickets: agent, lead or administrator of it, or of all desks.
    public static func works(_ person: Person, on ticket: Ticket) -> Bool {
        ([ticket.desk] + ticket.linkedDesks).contains { works(person, desk: $0) }
    }

    public static func works(_ person: Person, desk: String) -> Bool {
        person.isActive
            && person.memberships.contains {
                [.agent, .lead, .administrator].contains($0.role) && ($0.desk == nil || $0.desk == desk)
            }
    }

    /// Works at least one desk, and so has an agent's pages.
    public static func isAgent(_ person: Person) -> Bool {
        person.isActive && person.memberships.contains { [.agent, .lead, .administrator].contains($0.role) }
    }

    /// Sees the ledger and everybody's tickets, of all desks.
    public static func isAdministrator(_ person: Person) -> Bool {
        person.isActive && person.memberships.contains { $0.role == .administrator && $0.desk == nil }
    }

    /// May change what the desk is set up with; without a desk, what all desks share.
    public static func administers(_ person: Person, desk: String?) -> Bool {
        person.isActive
            && person.memberships.contains {
                $0.role == .administrator && ($0.desk == nil || (desk != nil && $0.desk == desk))
            }
    }

    /// May read the ledger of mails: agents for their desks, auditors, administrators.
    public static func readsLedger(_ person: Person, desk: String?) -> Bool {
        guard person.isActive else { return false }
        if isAdministrator(person) { return true }
        return person.memberships.contains {
            [.agent, .lead, .administrator, .auditor].contains($0.role) && ($0.desk == nil || $0.desk == desk)
        }
    }

    /// Leads the desk, or all of them.
    public static func leads(_ person: Person, desk: String) -> Bool {
        person.isActive && person.memberships.contains { $0.role == .lead && ($0.desk == nil || $0.desk == desk) }
    }

    /// Has the role for the desk, or for all of them.
    public static func has(_ role: Role, _ person: Person, desk: String) -> Bool {
        person.isActive && person.memberships.contains { $0.role == role && ($0.desk == nil || $0.desk == desk) }
    }

    /// May see what the desk did in figures: its leads, auditors and administrators. They tell of single agents where a
    /// desk is small, so agents do not see them.
    public static func readsReports(_ person: Person, desk: String) -> Bool {
        person.isActive
            && person.memberships.contains {
                [.lead, .administrator, .auditor].contains($0.role) && ($0.desk == nil || $0.desk == desk)
            }
    }

    /// Sees the reports of at least one desk, and so has a page of them.
    public static func readsSomeReports(_ person: Person) -> Bool {
        person.isActive && person.memberships.contains { [.lead, .administrator, .auditor].contains($0.role) }
    }

    /// May have the desk's reports sent.
    public static func sendsReports(_ person: Person, desk: String) -> Bool {
        leads(person, desk: desk) || administers(person, desk: desk)
    }

    /// May see what goes out. It is of all desks, so it is for those who see all of them.
    public static func readsOutgoing(_ person: Person) -> Bool { readsLedger(person, desk: nil) }

    /// May send it again, or never.
    public static func worksOutgoing(_ person: Person) -> Bool {
        person.isActive
            && person.memberships.contains { [.agent, .lead, .administrator].contains($0.role) && $0.desk == nil }
    }

    /// May say that an address gets mail again.
    public static func liftsSuppressions(_ person: Person) -> Bool { isAdministrator(person) }

    private static func audits(_ person: Person, _ ticket: Ticket) -> Bool {
        person.memberships.contains { $0.role == .auditor && ($0.desk == nil || $0.desk == ticket.desk) }
    }
}
