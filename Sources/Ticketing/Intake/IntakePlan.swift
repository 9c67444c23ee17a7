public import InternetMessage

/// What is to be done with a mail.
public enum IntakeDecision: Sendable, Hashable {
    case open(flags: [TicketFlag])
    case append(TicketID, flags: [TicketFlag])
    /// An agent's answer, which goes on to the participants.
    case answer(TicketID, flags: [TicketFlag])
    /// An agent's words for the desk alone.
    case note(TicketID, flags: [TicketFlag])
    /// The same mail for another desk became this ticket: link the desk.
    case link(TicketID)
    /// A report about our own mail.
    case record(TicketID?, reason: String)
    /// Answered with the author's own tickets.
    case query
    /// An approver's decision.
    case decide(ApprovalVerdict, reason: String)
    /// An answer to a request for approval that decides nothing: a note on its ticket. The obstacle is what its author is
    /// told; nil: nothing.
    case undecided(TicketID, ApprovalObstacle?, flags: [TicketFlag])
    /// An approver's own words about what is asked, or an answer to them: they decide nothing, and go to whom they are for.
    /// The obstacle is what an approver is told besides.
    case comment(TicketID, String, ApprovalObstacle?, flags: [TicketFlag])
    case ignore(reason: String)
    /// A person should look.
    case park(reason: String)

    /// The word of `martlet mail explain`: `open`, `append`, `query`, `record`, `park`, `ignore`.
    public var action: String {
        switch self {
        case .open: "open"
        case .append, .answer, .note, .link, .undecided, .comment: "append"
        case .decide: "decide"
        case .query: "query"
        case .record: "record"
        case .ignore: "ignore"
        case .park: "park"
        }
    }
}

/// A decision with the rules that led to it.
public struct IntakeVerdict: Sendable, Hashable {
    public var decision: IntakeDecision
    /// Name of the rule that answered; `open` when none did.
    public var decidedBy: String
    /// Names of the rules that had nothing to say, in order.
    public var passed: [String]
    /// One sentence.
    public var reason: String

    public init(decision: IntakeDecision, decidedBy: String, passed: [String], reason: String) {
        self.decision = decision
        self.decidedBy = decidedBy
        self.passed = passed
        self.reason = reason
    }
}

/// Everything that one mail's commit writes.
public struct IntakePlan: Sendable {
    public var verdict: IntakeVerdict
    /// The state in which the ledger keeps the mail.
    public var state: MailState
    public var ticket: TicketPlan?
    /// Messages about no ticket.
    public var notifications: [Notification] = []
    public var trace: [String]
    public var problems: [String]
    public var messageID: MessageID?
    public var author: String?
    public var subject: String?
    /// All identifiers the mail names, so that a second mail with the same unseen parent meets the first.
    public var references: [MessageID]
    /// What the mail says became of a message of ours.
    public var report: ReportedDelivery?
    /// An address that mail can come from, by its authentication: whatever held mail to it back no longer does.
    public var provenAddress: MailAddress?

    public init(
        verdict: IntakeVerdict, state: MailState, ticket: TicketPlan?, trace: [String], problems: [String],
        messageID: MessageID?, author: String?, subject: String?, references: [MessageID]
    ) {
        self.verdict = verdict
        self.state = state
        self.ticket = ticket
        self.trace = trace
        self.problems = problems
        self.messageID = messageID
        self.author = author
        self.subject = subject
        self.references = references
    }
}
