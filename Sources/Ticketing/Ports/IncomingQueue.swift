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
    /// In which words our mail system vouches for the author of a copy of it.
    public var alignedBy: String?

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

/// The entry that a mail has become, or was already.
public struct Reception: Sendable, Hashable {
    public var id: MailID
    /// The same content stood there before; the entry counts it.
    public var isCopy: Bool

    public init(id: MailID, isCopy: Bool) {
        self.id = id
        self.isCopy = isCopy
    }
}

/// Mail that is on disk and not yet understood.
public protocol IncomingQueue: Sendable {
    /// Stores the bytes once and an entry per desk, in one durable transaction; returns when it is on disk.
    ///
    /// The same content for the same desk is the entry that stands already, which remembers how often it came. One
    /// entry per forward-path, in order.
    func receive(_ arrival: Arrival) async throws(StoreError) -> [Reception]

    /// Our mail system vouches, in these words, for the author of copies of these mails: what was made of them, or will
    /// be, loses the flag `unverified`.
    func align(_ ids: [MailID], by words: String, at now: Date) async throws(StoreError)

    /// Takes up to `limit` entries that are due, oldest first, for `lease` seconds. Entries whose lease ran out are
    /// due again, and count a death.
    func claim(limit: Int, lease: Double, at now: Date) async throws(StoreError) -> [QueueEntry]

    /// Gives an entry back after a failure of its own, to be claimed again from `retryAt`.
    func release(_ id: MailID, failure: String, retryAt: Date, at now: Date) async throws(StoreError)

    /// Returns when something may be due: a new entry in this process, or after `seconds`.
    func awaitWork(seconds: Double) async
}

extension IncomingQueue {
    /// As `receive`, where it makes no difference whether the mail was there before.
    public func enqueue(_ arrival: Arrival) async throws(StoreError) -> [MailID] {
        try await receive(arrival).map(\.id)
    }
}
