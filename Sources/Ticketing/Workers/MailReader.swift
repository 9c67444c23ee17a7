public import InternetMessage

/// Reads a mail: limits first, structure from the parser's child, values by the core, HTML by the child again.
///
/// Reading never fails. What the child cannot do, the plain scanner does, and the message says so in its problems.
public struct MailReader: Sendable {
    private let parser: any MessageParsing
    private let limits: MessageLimits

    public init(parser: any MessageParsing, limits: MessageLimits = MessageLimits()) {
        self.parser = parser
        self.limits = limits
    }

    /// - usesFallback: leaves the child out, for a mail that was in hand when too many daemons died.
    public func read(_ raw: RawMessage, envelope: Envelope, usesFallback: Bool = false) async -> InternetMessage {
        let message = await structured(raw, usesFallback: usesFallback)
        var tree: HTMLNode?
        if !usesFallback, let html = message.unsafeHTML, html.utf8.count <= limits.htmlBytes {
            tree = await parser.htmlTree(of: Array(html.utf8))
        }
        return message.reading(html: tree).judged(reversePath: envelope.reversePath)
    }

    /// The one mail that hangs on this one, read as well: an agent may be passing it on.
    public func forwarded(in message: InternetMessage) async -> InternetMessage? {
        let mails = message.attachments.filter(\.isMessage)
        guard let mail = mails.first, mails.count == 1, message.messageClass == .person else { return nil }
        // Whoever delivered it once, it was no report's empty path.
        let unknown = ReversePath.mailbox(MailAddress(localPart: "unknown", domain: "sender.invalid"))
        return await read(RawMessage(mail.bytes), envelope: Envelope(reversePath: unknown, forwardPaths: []))
    }

    /// The fields and decoded parts, without what is drawn from them.
    public func structured(_ raw: RawMessage, usesFallback: Bool = false) async -> InternetMessage {
        guard !usesFallback else { return InternetMessage(unstructured: raw, limits: limits) }
        switch PreScan.check(raw.bytes, limits: limits) {
        case .parse(let cleaned):
            guard let structure = await parser.structure(of: RawMessage(cleaned)) else {
                return InternetMessage(unstructured: raw, limits: limits)
            }
            return InternetMessage(raw: raw, structure: structure, limits: limits)
        case .fallback(let reason):
            var message = InternetMessage(unstructured: raw, limits: limits)
            message.problems.insert(reason, at: 0)
            return message
        }
    }
}
