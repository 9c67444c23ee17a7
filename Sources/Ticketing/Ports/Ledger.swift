public import InternetMessage

public import struct Foundation.Date

/// What became of an incoming mail.
public enum MailState: String, Sendable, Hashable, CaseIterable {
    case received, ticketed, attached, decided, answered, recorded, ignored, parked

    /// May be taken through again: a person looks at what was parked, and may find that what was ignored, or answered
    /// by the desk itself, is a person's.
    public var isRetriable: Bool { self == .parked || isVouchable }
    /// Taken through again it is a person's mail, whatever it looked like.
    public var isVouchable: Bool { self == .ignored || self == .answered }
}

/// An incoming mail as the ledger shows it.
public struct LedgerMail: Sendable, Hashable {
    public var id: MailID
    public var state: MailState
    /// Why it is in this state.
    public var reason: String?
    public var desk: String
    public var reversePath: ReversePath
    public var recipients: [MailAddress]
    public var transport: String
    public var size: Int64
    /// Lower-case hexadecimal.
    public var digest: String
    public var messageID: MessageID?
    public var author: String?
    public var subject: String?
    public var ticket: TicketNumber?
    /// Each step and rule that spoke, in order.
    public var trace: [String]
    public var problems: [String]
    public var failures: Int
    public var receivedAt: Date
    public var settledAt: Date?
    /// When retention took its bytes out; nil while they are there.
    public var rawRemovedAt: Date?
    /// When they went with a person; by retention, or not at all, where this is nil.
    public var erasedAt: Date?
    /// The mailbox in which the mail itself lies; what we have is a notice of it. Nil for mail that we have.
    public var leftIn: String?
    /// How often the very same mail came again, and what was kept of the last time.
    public var copies = 0
    public var copiedAt: Date?
    /// The way by which it came: `lmtp`, `stdin`, or its place in a mailbox.
    public var copiedBy: String?

    public init(
        id: MailID, state: MailState, reason: String?, desk: String, reversePath: ReversePath,
        recipients: [MailAddress], transport: String, size: Int64, digest: String, messageID: MessageID?,
        author: String?, subject: String?, ticket: TicketNumber?, trace: [String], problems: [String], failures: Int,
        receivedAt: Date, settledAt: Date?, rawRemovedAt: Date? = nil,
        leftIn: String? = nil
    ) {
        self.id = id
        self.state = state
        self.reason = reason
        self.desk = desk
        self.reversePath = reversePath
        self.recipients = recipients
        self.transport = transport
        self.size = size
        self.digest = digest
        self.messageID = messageID
        self.author = author
        self.subject = subject
        self.ticket = ticket
        self.trace = trace
        self.problems = problems
        self.failures = failures
        self.receivedAt = receivedAt
        self.settledAt = settledAt
        self.rawRemovedAt = rawRemovedAt
        self.leftIn = leftIn
    }
}

/// The permanent list of every mail that came in.
public protocol Ledger: Sendable {
    /// Newest first; `desks` and `states` that are nil or empty are all.
    func list(states: [MailState], desks: [String]?, cursor: String?, limit: Int) async throws(StoreError)
        -> Page<LedgerMail>
    func mail(_ id: MailID) async throws(StoreError) -> LedgerMail
    /// The bytes as they came; `conflict` when retention has removed them, or they were erased.
    func raw(_ id: MailID) async throws(StoreError) -> RawMessage
    /// Takes a parked mail through again, or an ignored one as a person's; one that lies in its mailbox is to be fetched
    /// from there. Its trace keeps what was said before, and who asked for it.
    func retry(_ id: MailID, by actor: String, at now: Date) async throws(StoreError)
    /// How many mails are in each state; `desks` that are nil are all.
    func counts(desks: [String]?) async throws(StoreError) -> [MailState: Int]
}

extension Ledger {
    public func counts() async throws(StoreError) -> [MailState: Int] { try await counts(desks: nil) }
}

/// How far each mailbox has been read. Names and positions are the poller's own words.
public protocol PollCursors: Sendable {
    func cursor(of mailbox: String) async throws(StoreError) -> String?
    func save(_ position: String, of mailbox: String) async throws(StoreError)
    /// Messages of a maildrop that need no fetching, for protocols that number nothing for good.
    func seen(in maildrop: String) async throws(StoreError) -> Set<String>
    func remember(_ messages: [String], in maildrop: String) async throws(StoreError)
    func forget(_ messages: [String], in maildrop: String) async throws(StoreError)
}
