public import InternetMessage

extension Correlation {
    /// Looks for our tokens everywhere a mail system may have left the address it was sent to.
    public init(message: InternetMessage, envelope: Envelope, digest: [UInt8], policy: IntakePolicy) {
        let destinations =
            envelope.forwardPaths.map(\.address) + message.to.map(\.address) + message.cc.map(\.address)
            + Correlation.destinationFields.flatMap { name in
                message.header.bodies(of: name).prefix(20).flatMap { body -> [MailAddress] in
                    // A trace field's address is bare, and may be one that no address field could hold.
                    [Correlation.plainAddress(body)].compactMap { $0 }
                        + AddressList(parsing: body, limit: 100).mailboxes.map(\.address)
                }
            }
        var tokens: [ReplyToken] = []
        var returned: [OutgoingID] = []
        var approvalKeys: [ApprovalKey] = []
        for address in destinations.prefix(1_000) {
            guard policy.desks.desk(owning: address) != nil, let detail = address.detail else { continue }
            if let token = ReplyToken(detail: detail, key: policy.key), !tokens.contains(token), tokens.count < 10 {
                tokens.append(token)
            }
            let key = ApprovalKey(presented: detail)
            if !approvalKeys.contains(key), approvalKeys.count < 10 { approvalKeys.append(key) }
            if let message = ReturnToken(detail: detail, key: policy.key)?.message, !returned.contains(message),
                returned.count < 10
            {
                returned.append(message)
            }
        }
        let prefixes = policy.desks.desks.map(\.prefix)
        let tags = SubjectTag.find(in: message.subject, prefixes: prefixes).compactMap { TicketNumber($0) }
        let citations = SubjectTag.citations(in: message.subject, prefixes: prefixes).compactMap { TicketNumber($0) }
        self.init(
            tokens: tokens, returned: returned, references: Array(message.references.suffix(100)),
            tags: Array(tags.prefix(10)),
            citations: Array(citations.prefix(10)), author: message.author?.address, digest: digest,
            messageID: message.messageID)
        self.approvalKeys = approvalKeys
        statusQuery = StatusQuery(message)
    }

    /// Besides To and Cc.
    private static let destinationFields = [
        "bcc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to", "resent-to",
    ]

    /// The address of a trace field, which is bare: `support+abc@example.com`.
    private static func plainAddress(_ body: [UInt8]) -> MailAddress? {
        let text = String(decoding: body, as: UTF8.self).trimmingASCIISpace()
        let bare = text.hasPrefix("<") && text.hasSuffix(">") ? String(text.dropFirst().dropLast()) : text
        guard let at = bare.utf8.lastIndex(of: UInt8(ascii: "@")), bare.utf8.count <= 320 else { return nil }
        return MailAddress(localPart: String(bare[..<at]), domain: String(bare[bare.utf8.index(after: at)...]))
    }
}
