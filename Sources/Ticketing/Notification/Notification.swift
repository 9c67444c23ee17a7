public import InternetMessage
public import TemplateEngine

/// One message to be sent, planned: who gets it, from which template at which version, in which language.
///
/// It is written to the outgoing queue in the transaction of the events that cause it, rendered and composed later,
/// and its composed bytes are stored before the first attempt.
public struct Notification: Sendable, Hashable {
    /// How a message answers for itself (RFC 3834 §3, §5).
    public enum Nature: String, Sendable, Hashable, CaseIterable {
        /// A person's own words: unmarked, failures come back to us.
        case personal
        /// `auto-replied`, with the null reverse-path: an acknowledgement.
        case acknowledgement = "auto-replied"
        /// `auto-generated`: a notice nobody asked for just now.
        case notice = "auto-generated"
    }

    /// Key of the template, such as `acknowledgement`.
    public var template: String
    public var version: Int
    /// BCP 47 tag of the variant that was chosen.
    public var language: String
    public var recipient: Mailbox
    public var nature: Nature
    /// Of this copy alone, so that it is queued once.
    public var messageID: MessageID
    /// Identifier of the first copy of the same answer, which all of them bear; nil on a message of its own.
    public var copyOf: MessageID?
    /// Whom the header names; nil: the recipient.
    public var destinations: Destinations?
    /// How long it waits in the queue.
    public var hold = NotificationHold()
    /// It is no message of its own: its reader's digest tells it.
    public var isForDigest = false
    /// Desk whose address and title it goes out under.
    public var desk: String
    /// Index into the plan's events of the entry it carries to the reader; its Message-ID becomes this message's.
    public var entryEvent: Int?
    /// Values beyond what ticket, desk and recipient give, such as `status.to`.
    public var values: [String: String]

    /// What stands in the header.
    ///
    /// - Standard: RFC 5322 §3.6.4
    public var headerID: MessageID { copyOf ?? messageID }

    public init(
        template: String, version: Int, language: String, recipient: Mailbox, nature: Nature, messageID: MessageID,
        desk: String, entryEvent: Int? = nil, values: [String: String] = [:]
    ) {
        self.template = template
        self.version = version
        self.language = language
        self.recipient = recipient
        self.nature = nature
        self.messageID = messageID
        self.desk = desk
        self.entryEvent = entryEvent
        self.values = values
    }
}

extension TemplateKey {
    /// How the messages of this key answer for themselves.
    public var nature: Notification.Nature {
        switch self {
        case .acknowledgement, .statusAnswer, .approvalUnclear: .acknowledgement
        case .publicReply: .personal
        default: .notice
        }
    }
}
