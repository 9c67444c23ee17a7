/// How long to wait before the next visit.
enum PollSchedule {
    private static let longest: Duration = .seconds(900)

    /// The interval, doubled with each failure in a row, up to a quarter of an hour (or the interval, if longer).
    static func pause(after failures: Int, interval: Duration) -> Duration {
        let doubled = interval * (1 << min(max(0, failures - 1), 10))
        return failures == 0 ? interval : min(doubled, max(longest, interval))
    }
}

/// How a visit to a mailbox ended, for the schedule.
enum VisitEnd: Sendable, Hashable {
    case ended
    /// Broken off; `wasRead` when all that was there had been read before.
    case broke(wasRead: Bool)
    /// None was made: another daemon reads the mailbox.
    case elsewhere

    /// Failures in a row, this one included. A session that ends after it was of use is no sign of trouble.
    func failures(after failures: Int) -> Int {
        switch self {
        case .ended, .elsewhere: 0
        case .broke(wasRead: true): 1
        case .broke(wasRead: false): failures + 1
        }
    }

    /// A lease that another daemon lost is not left lying for a long interval.
    func pause(after failures: Int, interval: Duration) -> Duration {
        self == .elsewhere
            ? min(interval, MailboxLease.renewal) : PollSchedule.pause(after: failures, interval: interval)
    }
}
