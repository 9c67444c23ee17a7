public import struct Foundation.Date

/// A requester's word on a solution, by the link that came with it.
public enum ResolutionAnswer: Sendable, Hashable {
    case solved
    /// With what is still wrong.
    case unsolved(String)
}

/// What an answer to "is it solved?" means: pure functions.
///
/// Security: a link is for one resolution. Once the ticket was opened again or closed, it opens nothing; the next
/// resolution has links of its own, which only its requester is mailed. So whoever holds a forwarded mail can close a
/// ticket that would close by itself, or add one message to it, which stands there as `unverified`.
public enum ResolutionPlan {
    /// Longest text of what is still wrong, in bytes of UTF-8.
    public static let longestText = 16 << 10

    /// Whether the ticket still waits for this answer.
    public static func isOpen(_ link: TicketLink, on record: TicketRecord, at now: Date) -> Bool {
        let ticket = record.ticket
        guard link.question == .resolution, link.ticket == ticket.id, link.isLive(at: now), ticket.state == .resolved,
            ticket.requester.id == link.person, ticket.requester.isActive,
            let last = record.entries.last(where: { $0.change?.field == "status" })
        else { return false }
        return last.change?.to == TicketState.resolved.rawValue && link.isOf(last.createdAt)
    }

    /// In the requester's name, through the portal. Refuses a text that is empty or too long.
    public static func events(
        _ answer: ResolutionAnswer, on ticket: Ticket
    ) throws(TicketRefusal) -> [TicketEvent] {
        let author = ticket.requester.mailbox
        switch answer {
        case .solved: return [.stateChanged(from: ticket.state, to: .closed, by: author, via: .portal)]
        case .unsolved(let text):
            let text = try Ticket.checked(text)
            guard text.utf8.count <= longestText else {
                throw .textTooLong(limit: longestText, actual: text.utf8.count)
            }
            let draft = EntryDraft(
                kind: .message, direction: .incoming, channel: .portal, author: author, text: text,
                flags: [.unverified])
            return [.entryAdded(draft), .stateChanged(from: ticket.state, to: .inProgress, by: author, via: .portal)]
        }
    }
}
