import UnicodeText

/// A stretch of the message's own words, in one or two forms.
struct BodyPiece {
    var text: String?
    var html: String?

    var isBlank: Bool {
        html == nil && (text ?? "").utf8.allSatisfy(\.isASCIISpace)
    }
}

/// What a part of the tree contributes to the message's text.
struct BodyContent {
    var pieces: [BodyPiece] = []

    /// The text when every piece has one; empty when HTML alone holds part of it.
    var text: String {
        let shown = shownPieces
        guard shown.allSatisfy({ $0.text != nil }) else { return "" }
        return shown.compactMap(\.text).reduce(into: "") { joined, text in
            if !joined.isEmpty { joined += joined.utf8.last == 0x0A ? "\n" : "\n\n" }
            joined += text
        }
    }

    /// HTML of all pieces when at least one is HTML; plain ones are escaped between.
    var html: String? {
        let shown = shownPieces
        guard shown.contains(where: { $0.html != nil }) else { return nil }
        return shown.map { $0.html ?? Self.escaped($0.text ?? "") }.joined(separator: "\n")
    }

    private var shownPieces: [BodyPiece] {
        let filled = pieces.filter { !$0.isBlank }
        return filled.isEmpty ? Array(pieces.prefix(1)) : filled
    }

    private static func escaped(_ text: String) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
            case 0x0A: output.append(contentsOf: "<br>\n".utf8)
            default: output.append(byte)
            }
        }
        return "<div>" + String(decoding: output, as: UTF8.self) + "</div>"
    }

    /// The best of a multipart/alternative: the last plain text and the last HTML with words in them.
    ///
    /// - Standard: RFC 2046 §5.1.4
    static func alternative(_ candidates: [BodyContent]) -> BodyContent {
        let text = candidates.last { !$0.text.utf8.allSatisfy(\.isASCIISpace) }?.text
        let html = candidates.last { $0.html != nil }?.html
        if text == nil, html == nil { return candidates.first { !$0.pieces.isEmpty } ?? BodyContent() }
        return BodyContent(pieces: [BodyPiece(text: text, html: html)])
    }
}
