/// The life of a ticket. *Pending* waits for somebody outside; *resolved* may be reopened, *closed* may not.
public enum TicketState: String, Sendable, Hashable, CaseIterable {
    case new
    case inProgress = "in_progress"
    case pending, resolved, closed, cancelled

    /// Nobody has anything left to do.
    public var isFinal: Bool { self == .closed || self == .cancelled }
    /// An agent still has it on the desk.
    public var isOpen: Bool { self == .new || self == .inProgress || self == .pending }
}

public enum TicketKind: String, Sendable, Hashable, CaseIterable {
    case incident
    case serviceRequest = "service_request"
    case question
}

public enum Priority: String, Sendable, Hashable, CaseIterable {
    case low, normal, high, urgent
}

/// The door something came through or left by.
public enum Channel: String, Sendable, Hashable, CaseIterable {
    case mail, portal, api, dingtalk, wecom, system
}

public enum EntryKind: String, Sendable, Hashable, CaseIterable {
    case message, note, change, decision
}

/// Which way a message went, seen from the desk.
public enum EntryDirection: String, Sendable, Hashable, CaseIterable {
    case incoming = "in"
    case outgoing = "out"
}

/// What a reader should know before believing an entry or a ticket.
public enum TicketFlag: Sendable, Hashable, CustomStringConvertible {
    /// Nobody vouched for the author's address.
    case unverified
    /// `From` names nobody, or more than one.
    case ambiguous
    /// Read by the fallback, or with parts that were malformed.
    case malformed
    /// More than the limits allow: the rest is in the original.
    case truncated
    /// All of the mail, or part of it, is encrypted: the desk has no key to read it with.
    case encrypted
    /// The author's domain is not one of ours, but is made to be read as one.
    case lookalike
    /// The mail asks for its answers at an address that is not the author's. They go to the author, unless a program
    /// wrote for one person.
    case replyElsewhere
    /// Seems to say thanks and nothing else, on a resolved ticket, which stays resolved.
    case thanks
    /// Another mail of the ticket bears the same Message-ID, with other content.
    case repeated
    /// The mail cited this ticket but had no key to it, or goes on with it after it was closed.
    case related(TicketNumber)

    public init?(_ text: String) {
        switch text {
        case "unverified": self = .unverified
        case "ambiguous": self = .ambiguous
        case "malformed": self = .malformed
        case "truncated": self = .truncated
        case "encrypted": self = .encrypted
        case "lookalike": self = .lookalike
        case "reply-elsewhere": self = .replyElsewhere
        case "repeated": self = .repeated
        case "thanks": self = .thanks
        default:
            guard text.hasPrefix("related:"), let number = TicketNumber(text.dropFirst(8)) else { return nil }
            self = .related(number)
        }
    }

    public var description: String {
        switch self {
        case .unverified: "unverified"
        case .ambiguous: "ambiguous"
        case .malformed: "malformed"
        case .truncated: "truncated"
        case .encrypted: "encrypted"
        case .lookalike: "lookalike"
        case .replyElsewhere: "reply-elsewhere"
        case .repeated: "repeated"
        case .thanks: "thanks"
        case .related(let number): "related:\(number)"
        }
    }
}
