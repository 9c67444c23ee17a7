public import InternetMessage

public import struct Foundation.Date

/// What became of an outgoing message. See CONTRACT: the ledger's states.
public enum OutgoingState: String, Sendable, Hashable, CaseIterable {
    case queued, deferred, sent, failed, suppressed
    case notSent = "not-sent"
}

/// The right to settle a message that was taken: each claim has a number of its own, so that a worker who comes late
/// does not overwrite what another one has found out since.
public struct OutgoingClaim: Sendable, Hashable {
    public var id: OutgoingID
    /// Grows with each claim of the message.
    public var number: Int64

    public init(id: OutgoingID, number: Int64) {
        self.id = id
        self.number = number
    }
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
    /// Number of this claim.
    public var claimNumber: Int64
    /// Why nothing is sent to this address; nil where mail may go.
    public var suppression: String?
    /// When the desk last touched the ticket; read for a reminder that is not composed yet.
    public var touchedAt: Date?
    /// With their bytes, of an answer that is to be composed.
    public var files: [Attachment] = []
    /// Who asked for the approval that it puts before somebody.
    public var asker: Mailbox?

    public init(
        id: OutgoingID, notification: Notification, ticket: Ticket?, entry: Entry?, thread: [MessageID],
        recipient: Person?, composed: RawMessage?, attempts: Int, createdAt: Date, claimNumber: Int64 = 1,
        suppression: String? = nil
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
        self.claimNumber = claimNumber
        self.suppression = suppression
    }

    public var claim: OutgoingClaim { OutgoingClaim(id: id, number: claimNumber) }
}

/// How an attempt ended, for `OutgoingQueue.settle`.
public enum OutgoingSettlement: Sendable, Hashable {
    case sent(reply: String)
    case retry(at: Date, reply: String)
    case failed(reply: String)
    /// Failed because the address is no good: it gets no more mail until that is lifted.
    case undeliverable(reply: String)
    /// Nothing was tried: the address gets no mail.
    case suppressed(reason: String)
    case notSent(reason: String)
}

/// Messages to be sent: at least once, with the same bytes and Message-ID each time (RFC 1047).
public protocol OutgoingQueue: Sendable {
    /// Adds messages that no ticket event causes, such as a sign-in link.
    func enqueue(_ notifications: [Notification], at now: Date) async throws(StoreError)
    /// Takes up to `limit` messages that are due, for `lease` seconds, in the order of `OutgoingPriority`.
    func claim(limit: Int, lease: Double, at now: Date) async throws(StoreError) -> [OutgoingEntry]
    /// Holds messages for another `lease` seconds from now; those that somebody else has taken stay theirs.
    func renew(_ claims: [OutgoingClaim], lease: Double, at now: Date) async throws(StoreError)
    /// Gives a message back untried, to be claimed again from `moment`.
    func release(_ claim: OutgoingClaim, until moment: Date) async throws(StoreError)
    /// Bytes of a file that an answer carries.
    func file(_ id: AttachmentID) async throws(StoreError) -> [UInt8]
    /// Bytes of a file that an approval is about; throws `notFound` when it is not about it.
    func file(_ sha256: String, of approval: ApprovalID) async throws(StoreError) -> [UInt8]
    /// Keeps the composed bytes; durable when it returns. `conflict` when another worker holds the message.
    func storeComposed(_ claim: OutgoingClaim, _ message: RawMessage) async throws(StoreError)
    /// A permanent failure also leaves a `change` entry on the ticket, reopens a resolved one, and queues `messages`
    /// that tell of it. What a claim that is over says counts only where it says `sent`.
    func settle(
        _ claim: OutgoingClaim, _ settlement: OutgoingSettlement, telling messages: [Notification], at now: Date
    ) async throws(StoreError)
    func awaitWork(seconds: Double) async

    /// Newest first.
    func list(states: [OutgoingState], cursor: String?, limit: Int) async throws(StoreError) -> Page<OutgoingRecord>
    func detail(_ id: OutgoingID) async throws(StoreError) -> OutgoingDetail
    /// The composed bytes, once there are any.
    func composed(_ id: OutgoingID) async throws(StoreError) -> RawMessage?
    /// How full the queue is, and since when something waits.
    func census(at now: Date) async throws(StoreError) -> OutgoingCensus
    /// Due at once, whatever its state was, unless it was sent.
    func retry(_ id: OutgoingID, at now: Date) async throws(StoreError)
    /// Never sent any more; kept in the ledger with the reason.
    func drop(_ id: OutgoingID, reason: String, at now: Date) async throws(StoreError)
}

extension OutgoingQueue {
    public func settle(
        _ claim: OutgoingClaim, _ settlement: OutgoingSettlement, at now: Date
    ) async throws(StoreError) {
        try await settle(claim, settlement, telling: [], at: now)
    }
}
