public import InternetMessage

/// Something somebody wants done to a ticket, through whichever door.
public enum TicketCommand: Sendable, Hashable {
    /// A public message; an agent's goes to the participants but these.
    case reply(text: String, leavingOut: [MailAddress] = [])
    /// A work note that only agents see.
    case note(text: String)
    case setState(TicketState)
    /// nil takes the ticket from whoever has it.
    case assign(Person?)
    case setPriority(Priority)
    /// Gets public answers from now on, and sees what comes from now on.
    case addParticipant(Mailbox)

    /// What the policy is asked.
    func action(by person: Person, on ticket: Ticket) -> TicketAction {
        switch self {
        case .reply: return .reply
        case .note: return .note
        case .assign, .setPriority, .addParticipant: return .change
        case .setState(let state):
            let isOwn = state == .resolved || (state == .inProgress && ticket.state == .resolved)
            return isOwn && !AccessPolicy.works(person, on: ticket) ? .resolveOwn : .change
        }
    }
}

/// Who does it, and through which door.
public struct Actor: Sendable, Hashable {
    public var person: Person
    public var channel: Channel

    public init(person: Person, channel: Channel) {
        self.person = person
        self.channel = channel
    }
}
