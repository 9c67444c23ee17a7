public import InternetMessage

/// What a mail says about the conversation it belongs to, before anybody has looked anything up.
///
/// - Standard: RFC 5233 (detail), RFC 5322 §3.6.4 (identification fields)
public struct Correlation: Sendable, Hashable {
    /// Signed reply tokens that verified, from the envelope, destination fields and their kin.
    public var tokens: [ReplyToken]
    /// Messages of ours that it was returned to, by the signed return address, from the same places; at most 10.
    public var returned: [OutgoingID]
    /// References and In-Reply-To, at most 100, newest last.
    public var references: [MessageID]
    /// Ticket tags in the subject, `[IT-1042]`, at most 10.
    public var tags: [TicketNumber]
    /// Ticket numbers that the subject mentions in any form, at most 10: they relate, and never attach.
    public var citations: [TicketNumber]
    public var author: MailAddress?
    /// Digest of the content, to find what another desk made of the same mail.
    public var digest: [UInt8]
    /// The mail's own identifier.
    public var messageID: MessageID?

    /// Keys of approvals, from the same places; at most 10. Whether they are any, the store knows.
    public var approvalKeys: [ApprovalKey] = []

    /// Set when the mail asks for its author's own tickets.
    var statusQuery: StatusQuery?

    /// The author's own tickets are wanted.
    public var asksForTickets: Bool { statusQuery != nil }

    public init(
        tokens: [ReplyToken], returned: [OutgoingID] = [], references: [MessageID], tags: [TicketNumber],
        citations: [TicketNumber], author: MailAddress?, digest: [UInt8], messageID: MessageID? = nil
    ) {
        self.tokens = tokens
        self.returned = returned
        self.references = references
        self.tags = tags
        self.citations = citations
        self.author = author
        self.digest = digest
        self.messageID = messageID
    }
}
