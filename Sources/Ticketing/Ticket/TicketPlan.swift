public import InternetMessage

/// What is to be written about one ticket in one transaction: the ticket's events and the messages they cause.
///
/// A plan is made by pure functions and carried out by the store, which gives out the numbers.
public struct TicketPlan: Sendable, Hashable {
    public enum Target: Sendable, Hashable {
        case new(TicketDraft)
        case existing(TicketID)
    }

    public var target: Target
    public var events: [TicketEvent]
    public var notifications: [Notification]
    /// The approval that the events are about, as it is to be.
    public var approval: ApprovalChange?
    /// Asked in the same transaction, if it was not before.
    public var survey: SurveyRequest?
    /// A request for approval that a rule of the desk is to make, or has made.
    public var ruleRequest: RuleRequestStep?

    public init(target: Target, events: [TicketEvent], notifications: [Notification] = []) {
        self.target = target
        self.events = events
        self.notifications = notifications
    }
}

/// The two ends of a request that a desk's rule makes.
public enum RuleRequestStep: Sendable, Hashable {
    /// To be made, by the rule of that name.
    case due(rule: String)
    /// Made, or told why not. The store refuses with `notFound` when it is not due any more.
    case done
}

/// A ticket before it has a number.
public struct TicketDraft: Sendable, Hashable {
    public var desk: String
    /// Prefix of the number, the desk's.
    public var prefix: String
    public var subject: String
    public var kind: TicketKind
    public var priority: Priority
    public var requester: Mailbox
    public var language: String?
    public var flags: [TicketFlag]
    /// The closed ticket that this one goes on with.
    public var predecessor: TicketID?
    /// Of the mail that opens it, where Outlook wrote one.
    public var threadIndex: ThreadIndex?

    public init(
        desk: String, prefix: String, subject: String, kind: TicketKind = .question, priority: Priority = .normal,
        requester: Mailbox, language: String? = nil, flags: [TicketFlag] = []
    ) {
        self.desk = desk
        self.prefix = prefix
        self.subject = subject
        self.kind = kind
        self.priority = priority
        self.requester = requester
        self.language = language
        self.flags = flags
    }
}

/// Something that happened to a ticket. People are named by mailbox: the store knows or makes them.
public enum TicketEvent: Sendable, Hashable {
    case entryAdded(EntryDraft)
    case stateChanged(from: TicketState, to: TicketState, by: Mailbox, via: Channel)
    case assigned(from: Mailbox?, to: Mailbox?, by: Mailbox, via: Channel)
    case priorityChanged(from: Priority, to: Priority, by: Mailbox, via: Channel)
    /// Gets public answers from now on, and sees what comes from now on.
    case participantAdded(Mailbox)
    /// The same mail was also sent to this desk.
    case deskLinked(String)
    case flagged(TicketFlag)
    /// A public answer that nobody gets: no participant but its author has an address that a person reads.
    case sentToNobody(by: Mailbox, via: Channel)
    /// An approval was asked for, maybe by a rule of the desk, asked for anew, or is over.
    case approvalChanged(
        from: Approval.State?, to: Approval.State, by: Mailbox, via: Channel, rule: String? = nil)
    case decided(ApprovalDecision)
}

/// A message, note or decision before it is stored.
public struct EntryDraft: Sendable, Hashable {
    public var kind: EntryKind
    public var direction: EntryDirection?
    public var channel: Channel
    public var author: Mailbox
    public var text: String
    /// Sanitised.
    public var html: String?
    /// nil when all of `text` is new.
    public var fresh: String?
    public var flags: [TicketFlag]
    public var mail: MailID?
    public var messageID: MessageID?
    public var attachments: [Attachment]
    /// Where the mail asks for its answers, if not at the author's.
    public var replyTo: [MailAddress] = []
    /// Of a change: what changed. Of a note: what it is about.
    public var change: FieldChange?
    /// Of a public answer: who is not to be mailed.
    public var choice = AnswerChoice()

    public init(
        kind: EntryKind, direction: EntryDirection?, channel: Channel, author: Mailbox, text: String,
        html: String? = nil, fresh: String? = nil, flags: [TicketFlag] = [], mail: MailID? = nil,
        messageID: MessageID? = nil, attachments: [Attachment] = []
    ) {
        self.kind = kind
        self.direction = direction
        self.channel = channel
        self.author = author
        self.text = text
        self.html = html
        self.fresh = fresh
        self.flags = flags
        self.mail = mail
        self.messageID = messageID
        self.attachments = attachments
    }
}
