/// Which of the messages that are due goes out first.
///
/// What somebody waits for goes before what is only told, and that before what is summed up. Within one priority the
/// message that has been due longest is first. Nothing starves: a message counts as one of the priority above once it
/// has been due for its `handicap`.
public enum OutgoingPriority: Int64, Sendable, Hashable, CaseIterable, Comparable {
    /// A person's words, a link that somebody waits for, a decision that is asked for.
    case answer = 0
    case notice = 1
    case digest = 2

    /// Seconds that a due message of this priority stands behind one of the first that is due just now.
    public var handicap: Double {
        switch self {
        case .answer: 0
        case .notice: 3_600
        case .digest: 86_400
        }
    }

    public var name: String {
        switch self {
        case .answer: "answer"
        case .notice: "notice"
        case .digest: "digest"
        }
    }

    public static func < (left: OutgoingPriority, right: OutgoingPriority) -> Bool { left.rawValue < right.rawValue }
}

extension Notification {
    public var priority: OutgoingPriority {
        if nature == .personal || Notification.awaited.contains(template) || template.hasPrefix("approval-") {
            return .answer
        }
        return template.hasSuffix("digest") ? .digest : .notice
    }

    /// Templates of mail that its reader asked for a moment ago.
    private static let awaited: Set<String> = ["sign-in-link", "invitation"]
}
