/// What a template is for: one kind of message, in all its versions and languages.
public struct TemplateKey: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: String

    /// Nil unless it is 1 to 64 of `a-z`, `0-9` and `-`, beginning with a letter.
    public init?(rawValue: String) {
        let bytes = rawValue.utf8
        guard let first = bytes.first, bytes.count <= 64, Self.isLetter(first) else { return nil }
        let isPlain = bytes.allSatisfy { Self.isLetter($0) || Self.isDigit($0) || $0 == UInt8(ascii: "-") }
        guard isPlain else { return nil }
        self.rawValue = rawValue
    }

    private init(known name: String) {
        rawValue = name
    }

    /// To the requester: the request has arrived. It quotes nothing of what was sent, not even a name.
    public static let acknowledgement = TemplateKey(known: "acknowledgement")
    /// To the participants: somebody of the desk has answered.
    public static let publicReply = TemplateKey(known: "public-reply")
    /// To agents: a colleague has left a note that the requester does not see.
    public static let note = TemplateKey(known: "note")
    /// To agents: somebody from outside has written on a ticket they work on.
    public static let newMessage = TemplateKey(known: "new-message")
    /// To an agent: a ticket is theirs now.
    public static let assignment = TemplateKey(known: "assignment")
    /// To whoever a ticket waits for: it still waits.
    public static let reminder = TemplateKey(known: "reminder")
    /// To agents and leads: a ticket needs somebody now.
    public static let escalation = TemplateKey(known: "escalation")
    /// To the requester: the ticket has another status.
    public static let statusChange = TemplateKey(known: "status-change")
    /// To the requester: it should be solved; is it?
    public static let resolved = TemplateKey(known: "resolved")
    /// To the agents, and to the requester: a resolved ticket is open again.
    public static let reopened = TemplateKey(known: "reopened")
    /// To an approver: a decision is asked for.
    public static let approvalRequest = TemplateKey(known: "approval-request")
    /// To an approver: the decision is still open.
    public static let approvalReminder = TemplateKey(known: "approval-reminder")
    /// To requester, agents and approvers: it was decided.
    public static let approvalDecided = TemplateKey(known: "approval-decided")
    /// To requester, agents and approvers: nobody decided in time.
    public static let approvalExpired = TemplateKey(known: "approval-expired")
    /// To an approver whose mail decided nothing: why, and how to decide.
    public static let approvalUnclear = TemplateKey(known: "approval-unclear")
    /// To an approver, or to whoever asks: what somebody said about a decision that is waited for.
    public static let approvalComment = TemplateKey(known: "approval-comment")
    /// To an approver who is not signed in: the code that lets them in to one approval.
    public static let approvalCode = TemplateKey(known: "approval-code")
    /// To a person whom an approver named: for how long they may decide in that approver's place.
    public static let substituteNamed = TemplateKey(known: "substitute-named")
    /// To the author of a message: it could not be delivered.
    public static let deliveryFailure = TemplateKey(known: "delivery-failure")
    /// To a person who asked: where their own tickets stand.
    public static let statusAnswer = TemplateKey(known: "status-answer")
    /// To a person: what happened, and what waits for them.
    public static let digest = TemplateKey(known: "digest")
    /// To whoever subscribed to it: figures, tables and a chart.
    public static let report = TemplateKey(known: "report")
    /// To a person: the link that signs them in.
    public static let signInLink = TemplateKey(known: "sign-in-link")
    /// To a person who is new on the desk: the link that sets up the account.
    public static let invitation = TemplateKey(known: "invitation")
    /// To a person whose choice of mail was changed by the link in a mail: what was changed.
    public static let preferencesChanged = TemplateKey(known: "preferences-changed")
    /// To the requester of a closed ticket: how was it?
    public static let survey = TemplateKey(known: "survey")

    /// Every key that Martlet sends by.
    public static let all: [TemplateKey] = [
        .acknowledgement, .publicReply, .note, .newMessage, .assignment, .reminder, .escalation,
        .statusChange, .resolved, .reopened, .approvalRequest, .approvalReminder, .approvalDecided, .approvalExpired,
        .approvalUnclear, .approvalComment, .approvalCode, .substituteNamed, .deliveryFailure, .statusAnswer, .digest,
        .report, .signInLink, .invitation, .preferencesChanged, .survey,
    ]

    /// Carries what lets its reader in: its words are those of the whole installation, and what was sent is shown to
    /// nobody.
    public var isPersonal: Bool { [.signInLink, .invitation, .approvalCode].contains(self) }

    public var description: String { rawValue }

    public static func < (left: TemplateKey, right: TemplateKey) -> Bool {
        left.rawValue < right.rawValue
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
