public import InternetMessage

public import struct Foundation.Date

/// Which approvals, for a list, newest first.
public struct ApprovalQuery: Sendable, Hashable {
    public var ticket: TicketID?
    /// Of one of these tickets, at least one; nil: of all.
    public var tickets: [TicketID]?
    public var states: [Approval.State] = []
    /// Waits for this person now, in their own place or in one that they stand in for.
    public var waitingFor: PersonID?
    /// Decided by this person.
    public var decidedBy: PersonID?
    /// Asked for by this person.
    public var author: PersonID?
    /// Of tickets of these desks; nil: all.
    public var desks: [String]?
    public var cursor: String?
    public var limit = 50

    public init() {}
}

/// Seats whose holders can decide no more: disabled, or not any more what they were asked as.
public struct MisplacedSeats: Sendable, Hashable {
    public var desk: String
    /// Addresses in each of the desk's groups, as the configuration has them.
    public var groups: [String: [MailAddress]]
    /// Also those that nobody could be found for before, and steps whose latecomer can decide no more.
    public var includesVacant: Bool
    /// Only approvals after this one.
    public var after: ApprovalID?
    public var limit = 50

    public init(desk: String, groups: [String: [MailAddress]], includesVacant: Bool) {
        self.desk = desk
        self.groups = groups
        self.includesVacant = includesVacant
    }
}

/// One link of the chain, with what is known of the people it speaks of.
public struct EvidenceRecord: Sendable, Hashable {
    public struct Fact: Sendable, Hashable {
        public var name: String
        /// nil when it was erased.
        public var value: String?
        /// Lower-case hexadecimal; nil when it was erased.
        public var salt: String?

        public init(name: String, value: String?, salt: String?) {
            self.name = name
            self.value = value
            self.salt = salt
        }
    }

    public var sequence: Int64
    /// The text that the digest is of.
    public var record: String
    /// SHA-256, lower-case hexadecimal.
    public var digest: String
    public var facts: [Fact]
    /// Under which it is kept.
    public var approval: ApprovalID?

    public init(sequence: Int64, record: String, digest: String, facts: [Fact]) {
        self.sequence = sequence
        self.record = record
        self.digest = digest
        self.facts = facts
    }
}

/// A message that asked for a decision.
public struct AskedMail: Sendable, Hashable {
    public var message: OutgoingID
    /// SHA-256 of the key in it, lower-case hexadecimal.
    public var keyDigest: String
    /// nil before it was sent.
    public var composed: RawMessage?
    /// It went with a person.
    public var isErased = false

    public init(message: OutgoingID, keyDigest: String, composed: RawMessage?) {
        self.message = message
        self.keyDigest = keyDigest
        self.composed = composed
    }
}

/// The desk's approvals, and who stands in for whom.
public protocol Approvals: Sendable {
    /// Reads the ticket and the delegations in force, asks `decide` and writes its plan in one transaction.
    func request(
        _ number: TicketNumber, at now: Date,
        _ decide: @escaping @Sendable (Ticket, [Delegation]) throws(ApprovalRefusal) -> TicketPlan
    ) async throws(ApprovalError) -> ApprovalCase

    /// Reads the approval, asks `decide` and writes its plan, all in one transaction that no other change of the
    /// approval or its ticket can come between.
    @discardableResult
    func change(
        _ id: ApprovalID, at now: Date,
        _ decide: @escaping @Sendable (ApprovalCase) throws(ApprovalRefusal) -> TicketPlan
    ) async throws(ApprovalError) -> ApprovalCase

    func find(_ id: ApprovalID, at now: Date) async throws(StoreError) -> ApprovalCase
    func list(_ query: ApprovalQuery, at now: Date) async throws(StoreError) -> Page<ApprovalCase>
    /// How many there are, whatever the query's page.
    func count(_ query: ApprovalQuery, at now: Date) async throws(StoreError) -> Int
    /// Pending ones whose time is over, at most `limit`, longest over first.
    func overdue(limit: Int, at now: Date) async throws(StoreError) -> [ApprovalID]
    /// Pending ones of a desk with a step that is due, or whose approvers were last asked or reminded before `moment`
    /// (nil: nobody is reminded) and not yet `ApprovalPlanner.mostReminders` times.
    func unanswered(
        desk: String, askedBefore moment: Date?, limit: Int, at now: Date
    ) async throws(StoreError) -> [ApprovalID]
    /// Pending ones of a desk with such a seat, undecided, in an open or coming step; in the order of their numbers.
    func misplaced(_ query: MisplacedSeats) async throws(StoreError) -> [ApprovalID]
    /// Oldest first.
    func evidence(of id: ApprovalID) async throws(StoreError) -> [EvidenceRecord]
    /// Of all approvals, after `sequence`, oldest first: to check the chain.
    func evidence(after sequence: Int64, limit: Int) async throws(StoreError) -> [EvidenceRecord]
    /// nil while there is no record.
    func evidenceHead() async throws(StoreError) -> EvidenceHead?
    /// The messages that asked for it, oldest first.
    func asked(of id: ApprovalID) async throws(StoreError) -> [AskedMail]
    /// The pages that decisions came from, oldest first.
    func pages(of id: ApprovalID) async throws(StoreError) -> [KeptPage]
    /// All versions of what was to be decided, oldest first.
    func contents(of id: ApprovalID) async throws(StoreError) -> [ApprovalContent]
    /// Bytes of a file of any of its versions, by their digest; throws `notFound` when it has none of it.
    func file(_ sha256: String, of id: ApprovalID) async throws(StoreError) -> [UInt8]

    /// Queues the messages in the same transaction.
    func delegate(
        from approver: PersonID, to substitute: PersonID, from start: Date, until end: Date,
        telling messages: [Notification], at now: Date
    ) async throws(StoreError) -> Delegation
    /// Throws `notFound` when it is none of this person's.
    func revoke(_ id: DelegationID, of approver: PersonID, at now: Date) async throws(StoreError)
    /// That are in force or to come; of or to this person, nil: everybody's.
    func delegations(of person: PersonID?, at now: Date) async throws(StoreError) -> [Delegation]
}

extension Approvals {
    /// Without telling anybody.
    public func delegate(
        from approver: PersonID, to substitute: PersonID, from start: Date, until end: Date, at now: Date
    ) async throws(StoreError) -> Delegation {
        try await delegate(from: approver, to: substitute, from: start, until: end, telling: [], at: now)
    }
}
