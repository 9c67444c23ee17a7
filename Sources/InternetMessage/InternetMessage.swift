public import struct Foundation.Date

/// A mail that has been read: every value decoded, with a word on whatever was malformed.
///
/// Building one never fails. However broken the bytes are, the value holds what a person could still make of them,
/// and `problems` says how it was read.
///
/// - Standard: RFC 5322, RFC 2045–2047, RFC 2231, RFC 6532
public struct InternetMessage: Sendable {
    public var messageID: MessageID?
    /// The author's date, or nil when missing or unreadable. Never used for ordering.
    public var date: Date?
    /// `From`. More than one mailbox, or more than one field, makes the author ambiguous: see `author`.
    public var from: [Mailbox] = []
    /// `From` names nobody: `from` holds the mailbox of `Sender` or `Reply-To`, to answer to, never to believe.
    public var isAuthorStandIn = false
    public var sender: Mailbox?
    public var replyTo: [Mailbox] = []
    public var to: [Mailbox] = []
    public var cc: [Mailbox] = []
    /// Decoded, unfolded, at most 2,000 scalars, no controls. Empty when missing.
    public var subject = ""
    /// `References`, then those of `In-Reply-To` not among them; oldest first.
    public var references: [MessageID] = []
    /// Language the text seems to be written in, as a BCP 47 tag, or nil when there is too little to tell.
    public var language: String?
    /// How the message, or part of it, is encrypted; what cannot be read is kept among `attachments`.
    public var encryption: Encryption?
    /// The whole message as plain text, from the text part or from HTML.
    public var text = ""
    /// HTML of the message's HTML part, decoded to UTF-8 but **not** sanitised. Only `SafeHTML` may be shown.
    public var unsafeHTML: String?
    /// Sanitised HTML, or nil when there was none.
    public var html: String?
    public var fresh = FreshText(text: "")
    public var attachments: [Attachment] = []
    /// The first event of a calendar part; its card stands in `text`, and the file among `attachments`.
    public var invitation: CalendarInvitation?
    public var messageClass = MessageClass.person
    /// Per-recipient results when this is a report.
    public var deliveryStatus: [RecipientStatus] = []
    /// Parts that reports are made of, decoded: filled by the reader, judged by `judged(reversePath:)`.
    public var reportParts: [ReportPart] = []
    /// Message-ID of the message a report is about, where the report carries it.
    public var reportedMessageID: MessageID?
    /// Fields that later rules ask for (`auto-submitted`, `precedence`, `list-id`, `received`, …).
    public var header = HeaderSection()
    public var problems: [String] = []
    /// The parser's child gave no structure: header and parts were read by the plain Swift scanner.
    public var wasReadByFallback = false
    /// A limit cut something off; the original has all of it.
    public var isTruncated = false

    public init() {}

    /// The one author, or nil when `From` is missing, unreadable, without a domain or names more than one.
    ///
    /// - Standard: RFC 5322 §3.6.2
    public var author: Mailbox? {
        guard !isAuthorStandIn, from.count == 1, header.count(of: "from") == 1, let only = from.first,
            only.address.isComplete
        else { return nil }
        return only
    }
}

/// What only the holder of a key can read.
///
/// - Standard: RFC 8551 §3.3 (S/MIME), RFC 3156 §4 and RFC 9580 §6.2 (OpenPGP)
public enum Encryption: String, Sendable, Hashable {
    case smime
    case openPGP = "openpgp"
}

/// A leaf of the MIME tree that is not the text itself.
///
/// - Standard: RFC 2183
public struct Attachment: Sendable, Hashable {
    public enum Disposition: String, Sendable, Hashable { case attachment, inline }

    /// Display name, cleaned: no path, controls or bidirectional overrides, at most 240 bytes, never empty.
    public var name: String
    /// Lower-case media type without parameters.
    public var type: String
    /// Decoded bytes.
    public var bytes: [UInt8]
    /// `inline` only where the HTML shows the part; all else is listed, whatever it says of itself.
    public var disposition: Disposition
    /// Without angle brackets.
    public var contentID: String?
    /// The detached signature of words beside it: proof for programs, nothing to read for people.
    public var isSignature = false

    public init(name: String, type: String, bytes: [UInt8], disposition: Disposition, contentID: String? = nil) {
        self.name = name
        self.type = type
        self.bytes = bytes
        self.disposition = disposition
        self.contentID = contentID
    }
}
