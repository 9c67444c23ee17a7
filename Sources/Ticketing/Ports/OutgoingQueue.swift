public import InternetMessage

public import struct Foundation.Date

/// What became of an outgoing message. See CONTRACT: the ledger's states.
public enum OutgoingState: String, Sendable, Hashable, CaseIterable {
    case queued, deferred, sent, failed, suppressed
    case notSent = "not-sent"
}

/// A claimed outgoing message with all that composing needs.
public struct OutgoingEntry: Sendable {
    public var id: OutgoingID
    public var notification: Notification
    /// nil for mail about no ticket, such as a sign-in link.
    public var ticket: Ticket?
    /// The entry it carries; for a message that carries none, the newest public message of the ticket.
    public var entry: Entry?
    /// Identifiers of the ticket's messages, oldest first, without this one.
    public var thread: [MessageID]
    /// Language, zone and id of the recipient where the desk knows the person.
    public var recipient: Person?
    /// Set once the message has been composed; later attempts send these bytes.
    public var composed: RawMessage?
    public var attempts: Int
    public var createdAt: Date

    public init(
        id: OutgoingID, notification: Notification, ticket: Ticket?, entry: Entry?, thread: [MessageID],
        recipient: Person?, composed: RawMessage?, attempts: Int, createdAt: Date
    ) {
        self.id = id
        self.notification = notification
        self.ticket = ticket
        self.entry = entry
        self.thread = thread
        self.recipient = recipient
        self.composed = composed
        self.attempts = attempts
        self.createdAt = createdAt
    }
}

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

    public init(
        id: OutgoingID, state: OutgoingState, template: String, version: Int, language: String, recipient: Mailbox,
        ticket: TicketNumber?, messageID: MessageID, attempts: Int, lastReply: String?, createdAt: Date,
        nextAttemptAt: Date?
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
    }
}

/// How an attempt ended, for `OutgoingQueue.settle`.
public enum OutgoingSettlement: Sendable, Hashable {
    case sent(reply: String)
    case retry(at: Date, reply: String)
    case failed(reply: String)
    case notSent(reason: String)
}

/// Messages to be sent: at least once, with the same bytes and Message-ID each time (RFC 1047).
public protocol OutgoingQueue: Sendable {
    /// Adds messages that no ticket event causes, such as a sign-in link.
    func enqueue(_ notifications: [Notification], at now: Date) async throws(StoreError)
    /// Takes up to `limit` messages that are due, for `lease` seconds.
    func claim(limit: Int, lease: Double, at now: Date) async throws(StoreError) -> [OutgoingEntry]
    /// Keeps the composed bytes; durable when it returns.
    func storeComposed(_ id: OutgoingID, _ message: RawMessage) async throws(StoreError)
    /// A permanent failure also leaves a `change` entry on the ticket, and reopens a resolved one.
    func settle(_ id: OutgoingID, _ settlement: OutgoingSettlement, at now: Date) async throws(StoreError)
    func awaitWork(seconds: Double) async

    /// Newest first.
    func list(states: [OutgoingState], cursor: String?, limit: Int) async throws(StoreError) -> Page<OutgoingRecord>
    /// The composed bytes, once there are any.
    func composed(_ id: OutgoingID) async throws(StoreError) -> RawMessage?
    /// Due at once, whatever its state was, unless it was sent.
    func retry(_ id: OutgoingID, at now: Date) async throws(StoreError)
    /// Never sent any more; kept in the ledger with the reason.
    func drop(_ id: OutgoingID, reason: String, at now: Date) async throws(StoreError)
}
