/// A kind of notice that a person may stop and begin again.
///
/// What answers somebody, what somebody asked for just now and what waits for a decision is none: acknowledgements,
/// replies, sign-in links, approvals.
public enum NotificationKind: String, Sendable, Hashable, CaseIterable {
    /// To the requester: the ticket has another status, or should be solved.
    case statusChange = "status-change"
    /// To an agent: a ticket is theirs now.
    case assignment
    /// To those who work on a ticket: somebody from outside has written.
    case newMessage = "new-message"
    /// To those who work on a ticket: a colleague has left a note.
    case note
    /// To those who work on a ticket, or to its requester: it is open again.
    case reopened
    /// To the assignee: nobody of the desk has touched the ticket for long.
    case reminder
    /// To the assignee and the desk's leads: a promise is missed, or soon will be.
    case escalation
    /// To the requester of a closed ticket: how was it?
    case survey
    /// To whoever chose it: what happened and what waits, once a day. It tells of the others and is told by none.
    case digest

    /// The kind that messages of a template belong to.
    public init?(template: String) {
        self.init(rawValue: template == "resolved" ? Self.statusChange.rawValue : template)
    }

    /// Only who works on tickets gets these.
    public var isForAgents: Bool {
        switch self {
        case .assignment, .newMessage, .note, .reminder, .escalation: true
        case .statusChange, .reopened, .survey, .digest: false
        }
    }

    /// A question is asked by itself, with its links, and a digest is in no other.
    public var mayBeInDigest: Bool { self != .survey && self != .digest }

    /// Whether time causes it and no event does.
    var isOfTime: Bool {
        switch self {
        case .reminder, .escalation, .survey, .digest: true
        case .statusChange, .assignment, .newMessage, .note, .reopened: false
        }
    }
}

/// Whether, and by which way, somebody is told of one kind of things. What nobody settled is told at once.
public struct NotificationPreference: Sendable, Hashable {
    public enum Channel: String, Sendable, Hashable, CaseIterable { case mail }
    public enum Manner: String, Sendable, Hashable, CaseIterable {
        case atOnce = "at-once"
        /// Not by a message of its own: the person's digest tells it.
        case digest
        case never
    }

    public var kind: NotificationKind
    public var channel: Channel
    public var manner: Manner

    public init(_ kind: NotificationKind, by channel: Channel = .mail, _ manner: Manner) {
        self.kind = kind
        self.channel = channel
        self.manner = manner
    }
}

extension Person {
    public func manner(
        of kind: NotificationKind, by channel: NotificationPreference.Channel = .mail
    ) -> NotificationPreference.Manner {
        let manner = preferences.first { $0.kind == kind && $0.channel == channel }?.manner ?? .atOnce
        return manner == .digest && !kind.mayBeInDigest ? .atOnce : manner
    }

    /// Whether they hear of it at all. Nobody has a digest unasked.
    public func wants(_ kind: NotificationKind, by channel: NotificationPreference.Channel = .mail) -> Bool {
        kind == .digest ? digest != nil : manner(of: kind, by: channel) != .never
    }
}

extension NotificationKind {
    /// Those that the person gets, and that a digest may tell.
    public static func offered(to person: Person) -> [NotificationKind] {
        allCases.filter { $0 != .digest && (!$0.isForAgents || AccessPolicy.isAgent(person)) }
    }
}
