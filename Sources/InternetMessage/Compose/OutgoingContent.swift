/// The MIME tree of a message to be written.
///
/// - Standard: RFC 2046 §5.1, RFC 2387 (related), RFC 2183
indirect enum OutgoingContent {
    case leaf(fields: [(name: String, tokens: [String])], body: [UInt8])
    case multipart(subtype: String, children: [OutgoingContent])

    static func entity(of message: OutgoingMessage) -> OutgoingContent {
        var content = text(message.text, subtype: "plain")
        let isInline: (Attachment) -> Bool = { $0.disposition == .inline && $0.contentID != nil && message.html != nil }
        if let html = message.html {
            var shown = text(html, subtype: "html")
            let images = message.attachments.filter(isInline)
            if !images.isEmpty { shown = .multipart(subtype: "related", children: [shown] + images.map(attachment)) }
            content = .multipart(subtype: "alternative", children: [content, shown])
        }
        let attached = message.attachments.filter { !isInline($0) }
        return attached.isEmpty ? content : .multipart(subtype: "mixed", children: [content] + attached.map(attachment))
    }

    private static func text(_ text: String, subtype: String) -> OutgoingContent {
        let encoded = TransferEncodingWriter.text(text)
        return .leaf(
            fields: [
                ("Content-Type", ["text/\(subtype);", "charset=utf-8"]),
                ("Content-Transfer-Encoding", [encoded.encoding]),
            ], body: encoded.bytes)
    }

    private static func attachment(_ attachment: Attachment) -> OutgoingContent {
        var fields: [(name: String, tokens: [String])] = [
            ("Content-Type", [mediaType(attachment.type)]), ("Content-Transfer-Encoding", ["base64"]),
            (
                "Content-Disposition",
                ["\(attachment.disposition.rawValue);"] + ParameterWriter.tokens("filename", attachment.name)
            ),
        ]
        if let id = attachment.contentID.map({
            $0.utf8.filter { (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E }
        }), !id.isEmpty,
            id.count <= 900
        {
            fields.append(("Content-ID", ["<\(String(decoding: id, as: UTF8.self))>"]))
        }
        return .leaf(fields: fields, body: Base64Writer.lines(attachment.bytes))
    }

    /// Composite types may not be base64, and a malformed type is no type.
    ///
    /// - Standard: RFC 2046 §5.2.1
    private static func mediaType(_ type: String) -> String {
        let parts = type.lowercased().utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let isToken =
            parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.count <= 100
                    && part.allSatisfy { ASCII.isAlphanumeric($0) || "!#$&-^_.+".utf8.contains($0) }
            }
        guard isToken, let first = parts.first,
            !["multipart", "message"].contains(String(decoding: first, as: UTF8.self))
        else {
            return "application/octet-stream"
        }
        return type.lowercased()
    }

    /// Writes the entity's own fields, an empty line, and its body.
    func write(to bytes: inout [UInt8], boundaries: inout BoundarySource) {
        var header = HeaderWriter()
        switch self {
        case .leaf(let fields, let body):
            for field in fields { header.tokens(field.name, field.tokens) }
            bytes += header.bytes + [0x0D, 0x0A] + body
        case .multipart(let subtype, let children):
            let written = children.map { child in
                var part: [UInt8] = []
                child.write(to: &part, boundaries: &boundaries)
                return part
            }
            let boundary = boundaries.next(absentFrom: written)
            header.tokens("Content-Type", ["multipart/\(subtype);"] + parameters(boundary: boundary))
            bytes += header.bytes + [0x0D, 0x0A]
            for part in written { bytes += Array("--\(boundary)\r\n".utf8) + part + [0x0D, 0x0A] }
            bytes += Array("--\(boundary)--\r\n".utf8)
        }
    }

    /// Readers of a related multipart learn from `type` what its first part is, before they have read it.
    ///
    /// - Standard: RFC 2387 §3.1 (type), §3.2 (the root is the first part)
    private func parameters(boundary: String) -> [String] {
        guard case .multipart("related", _) = self else { return ["boundary=\"\(boundary)\""] }
        return ["boundary=\"\(boundary)\";", "type=\"text/html\""]
    }
}
