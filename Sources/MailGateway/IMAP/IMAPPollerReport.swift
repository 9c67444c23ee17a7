/// What a poller tells of itself: for the log, the metrics and the readiness page.
public enum IMAPPollerReport: Sendable, Hashable {
    /// Signed in, mailbox selected.
    case connected
    /// The mailbox's UIDVALIDITY changed: it is read from the start.
    case startedOver
    /// A visit came to its end.
    case idle(accepted: Int)
    /// A message that is too large stays in the mailbox.
    case left(uid: UInt32, size: Int?)
    /// A message is ours, but the server would not mark, move or delete it.
    case unfinished(uid: UInt32, String)
    /// The visit broke off; another follows.
    case failed(IMAPPollerTrouble)
}

/// Why a visit to a mailbox broke off.
public enum IMAPPollerTrouble: Error, Sendable, Hashable {
    case server(IMAPFailure)
    /// Our own side could not take the message; it stays where it is.
    case notAccepted(uid: UInt32)
    /// The cursor could not be read or stored.
    case cursor
}

/// How long to wait before the next visit.
enum PollSchedule {
    private static let longest: Duration = .seconds(900)

    /// The interval, doubled with each failure in a row, up to a quarter of an hour (or the interval, if longer).
    static func pause(after failures: Int, interval: Duration) -> Duration {
        let doubled = interval * (1 << min(max(0, failures - 1), 10))
        return failures == 0 ? interval : min(doubled, max(longest, interval))
    }
}
