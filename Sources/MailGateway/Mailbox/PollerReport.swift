/// What a poller tells of itself: for the log, the metrics and the readiness page.
public enum PollerReport: Sendable, Hashable {
    /// Signed in, mailbox selected.
    case connected
    /// The mailbox's UIDVALIDITY changed: it is read from the start.
    case startedOver
    /// A visit came to its end.
    case idle(accepted: Int)
    /// Part of a backlog is read; at least `remaining` messages follow.
    case progress(accepted: Int, remaining: Int)
    /// The server does not wait for news as it should: the mailbox is looked at every interval.
    case idleRefused(String)
    /// A message that is too large stays in the mailbox.
    case left(uid: UInt32, size: Int?)
    /// Visits broke off at this message again and again; it stays in the mailbox.
    case unreadable(uid: UInt32)
    /// A message is ours, but the server would not mark, move or delete it.
    case unfinished(uid: UInt32, String)
    /// The visit broke off; another follows.
    case failed(PollerTrouble)
}

/// Why a visit to a mailbox broke off.
public enum PollerTrouble: Error, Sendable, Hashable {
    case server(MailboxFailure)
    /// Our own side could not take the message; it stays where it is.
    case notAccepted(uid: UInt32)
    /// What has been read could not be looked up or stored.
    case cursor
}

extension PollerTrouble: CustomStringConvertible {
    /// For the log.
    public var description: String {
        switch self {
        case .server(let failure): "\(failure)"
        case .notAccepted(let uid): "message \(uid) could not be stored"
        case .cursor: "what has been read could not be looked up or stored"
        }
    }
}
