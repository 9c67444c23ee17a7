public import InternetMessage

public import struct Foundation.Date

/// The record of what somebody asked a desk for.
public struct Ticket: Sendable, Hashable {
    public var id: TicketID
    public var number: TicketNumber
    public var subject: String
    public var state: TicketState
    public var kind: TicketKind
    public var priority: Priority
    /// Name of the desk that answers.
    public var desk: String
    /// Desks the same mail was also sent to.
    public var linkedDesks: [String]
    public var requester: Person
    /// Everybody who may read and add to it by mail, the requester among them.
    public var participants: [Person]
    public var assignee: Person?
    /// Language of the mail that opened it, where it could be told.
    public var language: String?
    public var flags: [TicketFlag]
    public var createdAt: Date
    public var updatedAt: Date
    /// Increases with each change; a page that was rendered from an older one says so before it overwrites.
    public var version: Int64
    /// Participants who do not see what came before a moment: a later mail brought them in.
    public var joined: [PersonID: Date] = [:]
    /// The ticket that goes on with this closed one.
    public var successor: TicketID?
    /// Of the mail that opened it, where Outlook wrote one.
    public var threadIndex: ThreadIndex?
    /// What promises are measured by.
    public var clock = ServiceClock()
    /// What its requester says of it.
    public var rating: Rating?
    /// How many decisions it waits for.
    public var pendingApprovals = 0

    public init(
        id: TicketID, number: TicketNumber, subject: String, state: TicketState, kind: TicketKind, priority: Priority,
        desk: String, linkedDesks: [String], requester: Person, participants: [Person], assignee: Person?,
        language: String?, flags: [TicketFlag], createdAt: Date, updatedAt: Date, version: Int64
    ) {
        self.id = id
        self.number = number
        self.subject = subject
        self.state = state
        self.kind = kind
        self.priority = priority
        self.desk = desk
        self.linkedDesks = linkedDesks
        self.requester = requester
        self.participants = participants
        self.assignee = assignee
        self.language = language
        self.flags = flags
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
    }

    public func isParticipant(_ address: MailAddress) -> Bool {
        participants.contains { $0.address == address }
    }
}

/// One item on a ticket's timeline.
public struct Entry: Sendable, Hashable {
    public var id: EntryID
    public var kind: EntryKind
    public var direction: EntryDirection?
    public var channel: Channel
    public var author: Mailbox
    public var text: String
    /// Already sanitised.
    public var html: String?
    /// What the sender wrote now, where a quotation or signature was folded away; nil when that is everything.
    public var fresh: String?
    /// For `change`: which field, from what, to what.
    public var change: FieldChange?
    public var flags: [TicketFlag]
    public var createdAt: Date
    /// The incoming mail it was made from.
    public var mail: MailID?
    /// Message-ID of the mail, in or out, that carried it.
    public var messageID: MessageID?
    public var attachments: [StoredAttachment]
    /// Where the mail asked for its answers, if not at the author's.
    public var replyTo: [MailAddress] = []
    /// For a note: the approval that it is a comment on.
    public var approval: ApprovalID?

    public init(
        id: EntryID, kind: EntryKind, direction: EntryDirection?, channel: Channel, author: Mailbox, text: String,
        html: String?, fresh: String?, change: FieldChange?, flags: [TicketFlag], createdAt: Date, mail: MailID?,
        messageID: MessageID?, attachments: [StoredAttachment]
    ) {
        self.id = id
        self.kind = kind
        self.direction = direction
        self.channel = channel
        self.author = author
        self.text = text
        self.html = html
        self.fresh = fresh
        self.change = change
        self.flags = flags
        self.createdAt = createdAt
        self.mail = mail
        self.messageID = messageID
        self.attachments = attachments
    }
}

extension Entry {
    /// A requester's answer to how it was; its text is the comment.
    public var isRating: Bool { change?.field == FieldChange.rating }
}

/// A field of a ticket that changed: `status`, `assignee`, `priority`, `desk`, `rating`. Values as the API writes them.
public struct FieldChange: Sendable, Hashable {
    /// Somebody else is asked to decide.
    public static let approver = "approver"
    public static let rating = "rating"

    public var field: String
    public var from: String?
    public var to: String?

    public init(field: String, from: String?, to: String?) {
        self.field = field
        self.from = from
        self.to = to
    }
}

/// An attachment without its bytes.
public struct StoredAttachment: Sendable, Hashable {
    public var id: AttachmentID
    public var name: String
    public var type: String
    public var size: Int64
    /// Lower-case hexadecimal of the decoded bytes.
    public var sha256: String
    public var contentID: String?

    public init(id: AttachmentID, name: String, type: String, size: Int64, sha256: String, contentID: String?) {
        self.id = id
        self.name = name
        self.type = type
        self.size = size
        self.sha256 = sha256
        self.contentID = contentID
    }
}

/// A ticket with its timeline, oldest entry first.
public struct TicketRecord: Sendable, Hashable {
    public var ticket: Ticket
    public var entries: [Entry]

    public init(ticket: Ticket, entries: [Entry]) {
        self.ticket = ticket
        self.entries = entries
    }
}
