public import InternetMessage

public import struct Foundation.Date

/// A message on its way in, before anybody has read it.
public struct Arrival: Sendable {
    public var envelope: Envelope
    public var raw: RawMessage
    public var provenance: Provenance
    /// SHA-256 of the message without its leading trace fields: the key against taking it twice.
    public var digest: [UInt8]
    /// Desk of each forward-path, in the envelope's order.
    public var desks: [String]
    public var receivedAt: Date

    public init(
        envelope: Envelope, raw: RawMessage, provenance: Provenance, digest: [UInt8], desks: [String], receivedAt: Date
    ) {
        self.envelope = envelope
        self.raw = raw
        self.provenance = provenance
        self.digest = digest
        self.desks = desks
        self.receivedAt = receivedAt
    }
}

/// One message for one desk, claimed for understanding.
public struct QueueEntry: Sendable {
    public var id: MailID
    public var desk: String
    public var envelope: Envelope
    public var raw: RawMessage
    public var provenance: Provenance
    public var digest: [UInt8]
    public var receivedAt: Date
    /// Failures that were this mail's own.
    public var failures: Int
    /// Claims whose holder died; at ten, while alone in hand, the mail is read by the fallback.
    public var deaths: Int
    /// It was ignored, and somebody took it through again as a person's mail.
    public var isVouchedFor: Bool

    public init(
        id: MailID, desk: String, envelope: Envelope, raw: RawMessage, provenance: Provenance, digest: [UInt8],
        receivedAt: Date, failures: Int, deaths: Int, isVouchedFor: Bool = false
    ) {
        self.id = id
        self.desk = desk
        self.envelope = envelope
        self.raw = raw
        self.provenance = provenance
        self.digest = digest
        self.receivedAt = receivedAt
        self.failures = failures
        self.deaths = deaths
        self.isVouchedFor = isVouchedFor
    }
}

/// Mail that is on disk and not yet understood.
public protocol IncomingQueue: Sendable {
    /// Stores the bytes once and an entry per desk, in one durable transaction; returns when it is on disk.
    ///
    /// The same content for the same desk is the entry that stands already. One id per forward-path, in order.
    func enqueue(_ arrival: Arrival) async throws(StoreError) -> [MailID]

    /// Takes up to `limit` entries that are due, oldest first, for `lease` seconds. Entries whose lease ran out are
    /// due again, and count a death.
    func claim(limit: Int, lease: Double, at now: Date) async throws(StoreError) -> [QueueEntry]

    /// Gives an entry back after a failure of its own, to be claimed again from `retryAt`.
    func release(_ id: MailID, failure: String, retryAt: Date, at now: Date) async throws(StoreError)

    /// Returns when something may be due: a new entry in this process, or after `seconds`.
    func awaitWork(seconds: Double) async
}
