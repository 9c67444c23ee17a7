public import struct Foundation.Date

/// What happened at a mailbox.
public enum MailboxEvent: Sendable, Hashable {
    /// All that was there has been read; so many messages were taken.
    case read(taken: Int)
    /// Part of a backlog has been read.
    case progress(taken: Int, remaining: Int)
    /// A message stays in the mailbox for its size.
    case leftTooLarge
    /// A message stays in the mailbox for it cannot be fetched.
    case leftUnreadable
    /// So many messages of a visit went none of the ways that a message can go.
    case unaccounted(Int)
    /// The mailbox was made anew on its server: what had been left in the old one no longer counts.
    case startedOver
    /// The visit broke off. The words are for people and hold no secret.
    case failed(MailboxTrouble, String)
}

/// How the visits to a mailbox went.
public struct MailboxState: Sendable, Hashable {
    public struct Failure: Sendable, Hashable {
        public var trouble: MailboxTrouble
        /// The server's or the system's words.
        public var words: String
        public var at: Date
        /// The first failure after the last success.
        public var since: Date
        /// Failures in a row.
        public var count: Int

        public init(trouble: MailboxTrouble, words: String, at: Date, since: Date, count: Int) {
            self.trouble = trouble
            self.words = words
            self.at = at
            self.since = since
            self.count = count
        }
    }

    /// The last visit that came to its end.
    public var succeededAt: Date?
    /// What is wrong now; nil after a visit that came to its end.
    public var failure: Failure?
    /// Messages of the last visit that took any, and when that was.
    public var taken = 0
    public var takenAt: Date?
    /// At least so many messages still wait in the mailbox.
    public var remaining = 0
    /// Messages that were left in the mailbox, so far.
    public var leftTooLarge = 0
    public var leftUnreadable = 0
    /// Messages of which nobody knows what became of them, so far.
    public var unaccounted = 0

    public init() {}

    /// Bytes of a failure's words that are kept.
    public static let wordsLimit = 300
    /// Seconds for which a success like the last one is not worth a write.
    public static let writeInterval = 300.0

    public func after(_ event: MailboxEvent, at now: Date) -> MailboxState {
        var state = self
        switch event {
        case .read(let taken):
            state.succeededAt = now
            state.failure = nil
            state.remaining = 0
            if taken > 0 { (state.taken, state.takenAt) = (taken, now) }
        case .progress(let taken, let remaining):
            (state.taken, state.takenAt, state.remaining) = (taken, now, remaining)
        case .leftTooLarge: state.leftTooLarge += 1
        case .leftUnreadable: state.leftUnreadable += 1
        case .unaccounted(let count): state.unaccounted += min(abs(count), 1_000_000)
        case .startedOver: (state.leftTooLarge, state.leftUnreadable) = (0, 0)
        case .failed(let trouble, let words):
            state.failure = Failure(
                trouble: trouble, words: Self.shortened(words), at: now, since: failure?.since ?? now,
                count: min(failure?.count ?? 0, 1_000_000) + 1)
        }
        return state
    }

    /// Whether it is worth a write where `stored` stands: a mailbox that holds nothing new wakes no disk each minute.
    public func isWorthWriting(over stored: MailboxState) -> Bool {
        var alike = self
        alike.succeededAt = stored.succeededAt
        guard alike == stored, let succeededAt, let known = stored.succeededAt else { return self != stored }
        // A clock that was set back does not put it off.
        return abs(succeededAt.timeIntervalSince(known)) >= Self.writeInterval
    }

    /// On one line, cut between scalars.
    private static func shortened(_ words: String) -> String {
        var kept = String.UnicodeScalarView()
        var bytes = 0
        for scalar in words.unicodeScalars {
            bytes += Unicode.UTF8.width(scalar)
            guard bytes <= wordsLimit else { break }
            kept.append(scalar.value < 0x20 || scalar.value == 0x7F ? "?" : scalar)
        }
        return String(kept)
    }
}
