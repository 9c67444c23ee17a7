public import InternetMessage

public import struct Foundation.Date

/// An outgoing message as the ledger shows it.
public struct OutgoingRecord: Sendable, Hashable {
    public var id: OutgoingID
    public var state: OutgoingState
    public var template: String
    public var version: Int
    public var language: String
    public var recipient: Mailbox
    public var ticket: TicketNumber?
    public var messageID: MessageID
    public var attempts: Int
    /// The next hop's last words, or why it was not sent.
    public var lastReply: String?
    public var createdAt: Date
    public var nextAttemptAt: Date?
    public var priority: OutgoingPriority
    public var settledAt: Date?

    public init(
        id: OutgoingID, state: OutgoingState, template: String, version: Int, language: String, recipient: Mailbox,
        ticket: TicketNumber?, messageID: MessageID, attempts: Int, lastReply: String?, createdAt: Date,
        nextAttemptAt: Date?, priority: OutgoingPriority = .notice, settledAt: Date? = nil
    ) {
        self.id = id
        self.state = state
        self.template = template
        self.version = version
        self.language = language
        self.recipient = recipient
        self.ticket = ticket
        self.messageID = messageID
        self.attempts = attempts
        self.lastReply = lastReply
        self.createdAt = createdAt
        self.nextAttemptAt = nextAttemptAt
        self.priority = priority
        self.settledAt = settledAt
    }
}

/// One thing that happened to an outgoing message.
public struct OutgoingAttempt: Sendable, Hashable {
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case sent, deferred, failed
        /// A report came back: it was handed on, and did not arrive.
        case bounced
        /// A report came back: another mail system still tries.
        case delayed
    }

    public var at: Date
    public var outcome: Outcome
    /// The server's words, or the report's.
    public var reply: String

    public init(at: Date, outcome: Outcome, reply: String) {
        self.at = at
        self.outcome = outcome
        self.reply = reply
    }
}

/// An outgoing message with its attempts, oldest first.
public struct OutgoingDetail: Sendable, Hashable {
    public var record: OutgoingRecord
    public var attempts: [OutgoingAttempt]
    /// Whether there are bytes to show.
    public var isComposed: Bool

    public init(record: OutgoingRecord, attempts: [OutgoingAttempt], isComposed: Bool) {
        self.record = record
        self.attempts = attempts
        self.isComposed = isComposed
    }
}

/// What waits in the outgoing queue.
public struct OutgoingCensus: Sendable, Hashable {
    public var counts: [OutgoingState: Int]
    /// Since when the message that waits longest has been due; nil when nothing is.
    public var oldestDueAt: Date?
    /// Addresses that get no mail.
    public var suppressedAddresses: Int

    public init(counts: [OutgoingState: Int], oldestDueAt: Date?, suppressedAddresses: Int) {
        self.counts = counts
        self.oldestDueAt = oldestDueAt
        self.suppressedAddresses = suppressedAddresses
    }
}
