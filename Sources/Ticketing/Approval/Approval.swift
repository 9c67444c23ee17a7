public import struct Foundation.Date

/// A decision that a ticket waits for: what is asked, of whom, and what they said.
///
/// Steps follow each other. Within one, approvers are asked at once, and its rule says what their answers come to.
public struct Approval: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        case pending, approved, rejected, expired, withdrawn
    }

    public var id: ApprovalID
    public var ticket: TicketID
    /// Who asks for it.
    public var author: Person
    public var content: ApprovalContent
    public var state: State
    public var steps: [ApprovalStep]
    public var createdAt: Date
    /// Until when it can be decided; nil: for as long as it takes.
    public var expiresAt: Date?
    /// What it comes to when nobody decides in time; nil: it expires undecided.
    public var defaultVerdict: ApprovalVerdict?
    public var settledAt: Date?
    /// Grows with each change, so that of two at once one is first.
    public var revision: Int64
    /// The rule of the desk that asked in the author's name; nil: somebody asked.
    public var deskRule: String?
    /// What was said about it without deciding, oldest first.
    public var comments: [ApprovalComment] = []

    public init(
        id: ApprovalID, ticket: TicketID, author: Person, content: ApprovalContent, state: State = .pending,
        steps: [ApprovalStep], createdAt: Date, expiresAt: Date? = nil, defaultVerdict: ApprovalVerdict? = nil,
        settledAt: Date? = nil, revision: Int64 = 0
    ) {
        self.id = id
        self.ticket = ticket
        self.author = author
        self.content = content
        self.state = state
        self.steps = steps
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.defaultVerdict = defaultVerdict
        self.settledAt = settledAt
        self.revision = revision
    }

    /// Steps that wait for their approvers now: one that counts, and those beside it that do not hold it up.
    public var openSteps: [ApprovalStep] { state == .pending ? steps.filter { $0.state == .open } : [] }

    /// Whose decision is waited for now; nobody's on a vacant seat.
    public var waitingFor: [Person] {
        openSteps.filter { !$0.isPassive }.flatMap(\.undecidedSeats).filter { $0.vacantSince == nil }.map(\.person)
    }

    /// All decisions that count, in the order of steps and of time.
    public var decisions: [ApprovalDecision] { steps.flatMap(\.decisions) }
}

/// People who are asked at the same time.
public struct ApprovalStep: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Its turn has not come.
        case waiting
        case open, approved, rejected
        /// It never came to it, or nobody needs it any more.
        case skipped
    }

    /// 1 is the first.
    public var position: Int64
    public var rule: ApprovalRule
    /// Its answers are heard and kept, and decide nothing.
    public var isPassive: Bool
    public var state: State
    public var seats: [ApprovalSeat]
    /// About the content as it is now, at most one from each approver, oldest first.
    public var decisions: [ApprovalDecision]
    public var openedAt: Date?
    /// Seconds after its opening when it should be decided; nil: whenever.
    public var dueAfter: Double?
    /// May decide in the place of whoever has not, once it is due.
    public var escalatesTo: Person?
    /// As what that person may; nil: by their own address.
    public var escalatesAs: ApproverStanding?
    public var escalatedAt: Date?
    public var remindedAt: Date?
    public var reminders: Int64 = 0

    public init(
        position: Int64, rule: ApprovalRule, isPassive: Bool = false, state: State = .waiting, approvers: [Person],
        decisions: [ApprovalDecision] = [], openedAt: Date? = nil
    ) {
        self.position = position
        self.rule = rule
        self.isPassive = isPassive
        self.state = state
        seats = approvers.map { ApprovalSeat($0) }
        self.decisions = decisions
        self.openedAt = openedAt
    }

    public var undecided: [Person] {
        undecidedSeats.map(\.person)
    }

    public var dueAt: Date? {
        guard let openedAt, let dueAfter else { return nil }
        return openedAt.addingTimeInterval(dueAfter)
    }

    /// What its decisions come to; nil while both are possible.
    var outcome: ApprovalVerdict? {
        rule.outcome(seats: seats.count, decisions: decisions.map(\.verdict))
    }
}

/// What one approver said.
public struct ApprovalDecision: Sendable, Hashable {
    /// Who was asked.
    public var approver: Person
    /// Who decided: the approver, or whoever stands in for them.
    public var author: Person
    public var verdict: ApprovalVerdict
    /// Plain text, may be empty.
    public var reason: String
    public var channel: Channel
    public var at: Date
    /// The mail that decided.
    public var mail: MailID?

    public init(
        approver: Person, author: Person, verdict: ApprovalVerdict, reason: String, channel: Channel, at: Date,
        mail: MailID? = nil
    ) {
        self.approver = approver
        self.author = author
        self.verdict = verdict
        self.reason = reason
        self.channel = channel
        self.at = at
        self.mail = mail
    }
}
