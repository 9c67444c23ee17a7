/// Writes a message: CRLF line ends, ASCII throughout (but for addresses that have no ASCII form), nothing that a
/// value holds can end a line or begin a field.
///
/// The same message always gives the same bytes: boundaries come from the Message-ID.
///
/// - Standard: RFC 5322 §2.1.1, §3.6; RFC 2045–2047; RFC 2231; RFC 3834 §5; RFC 8058 §3.1
public enum MessageComposer {
    public static func compose(_ message: OutgoingMessage) -> RawMessage {
        let content = OutgoingContent.entity(of: message)
        var writer = HeaderWriter()
        writer.tokens("Date", [DateWriter.text(message.date)])
        writer.tokens("From", AddressWriter.tokens([message.from]))
        writer.tokens("To", message.to.isEmpty ? ["undisclosed-recipients:;"] : AddressWriter.tokens(message.to))
        if !message.cc.isEmpty { writer.tokens("Cc", AddressWriter.tokens(message.cc)) }
        if let replyTo = message.replyTo { writer.tokens("Reply-To", AddressWriter.tokens([replyTo])) }
        writer.unstructured("Subject", message.subject)
        writeIdentification(of: message, to: &writer)
        if let conversation = message.conversation {
            writer.tokens("Thread-Index", [conversation.index.text])
            if !conversation.topic.isEmpty { writer.unstructured("Thread-Topic", conversation.topic) }
        }
        if message.autoSubmitted != .no {
            writer.tokens("Auto-Submitted", [message.autoSubmitted.rawValue])
            // Not standard, and understood: by absence notes from before RFC 3834, and by Exchange.
            writer.tokens("Precedence", ["bulk"])
            writer.tokens("X-Auto-Response-Suppress", ["All"])
        }
        if let url = message.unsubscribe { writeUnsubscribe(url, to: &writer) }
        if let language = message.language.flatMap(languageTag) { writer.tokens("Content-Language", [language]) }
        writer.tokens("MIME-Version", ["1.0"])
        var bytes = writer.bytes
        var boundaries = BoundarySource(seed: message.messageID.value)
        content.write(to: &bytes, boundaries: &boundaries)
        return RawMessage(bytes)
    }

    /// - Standard: RFC 5322 §3.6.4
    private static func writeIdentification(of message: OutgoingMessage, to writer: inout HeaderWriter) {
        if let own = identifier(message.messageID) { writer.tokens("Message-ID", [own]) }
        if let answered = message.inReplyTo.flatMap(identifier) { writer.tokens("In-Reply-To", [answered]) }
        var references = message.references.compactMap(identifier)
        // The first keeps the thread's root, the last ones its branch; all of a long thread would outgrow the header.
        if references.count > 21 { references = references.prefix(1) + references.suffix(20) }
        if !references.isEmpty { writer.tokens("References", references) }
    }

    /// An address that anything but printable ASCII would be lost of is not written at all.
    ///
    /// - Standard: RFC 2369 §3.2, RFC 8058 §3.1
    private static func writeUnsubscribe(_ url: String, to writer: inout HeaderWriter) {
        let isPlain = url.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>\"\\".utf8.contains($0) }
        let isSecure = ASCII.hasPrefix(url.utf8, "https://")
        guard isPlain, url.utf8.count <= longestURL, isSecure || ASCII.hasPrefix(url.utf8, "http://") else { return }
        writer.tokens("List-Unsubscribe", ["<\(url)>"])
        if isSecure { writer.tokens("List-Unsubscribe-Post", ["List-Unsubscribe=One-Click"]) }
    }

    private static let longestURL = 900

    /// The identifier in angle brackets; nil when it cannot be written.
    private static func identifier(_ messageID: MessageID) -> String? {
        let clean = messageID.value.utf8.filter {
            (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
        }
        return clean.isEmpty || clean.count > 900 ? nil : "<\(String(decoding: clean, as: UTF8.self))>"
    }

    private static func languageTag(_ tag: String) -> String? {
        let fits = !tag.isEmpty && tag.utf8.count <= 35
        return fits && tag.utf8.allSatisfy { ASCII.isAlphanumeric($0) || $0 == 0x2D } ? tag : nil
    }
}
