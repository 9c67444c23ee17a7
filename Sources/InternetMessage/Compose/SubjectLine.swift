/// A subject without what mail clients and we ourselves put before it.
public enum SubjectLine {
    /// Strips `Re:`, `Fwd:`, `AW:`, `回复：` and their kin, counted or not, and the tags of these prefixes
    /// (`[IT-1042]`), as often as they come. The rest is trimmed; it may be empty.
    public static func base(of subject: String, tagPrefixes: [String] = []) -> String {
        var rest = Array(subject.utf8)[...]
        var isChanged = true
        while isChanged {
            isChanged = false
            rest = trimmed(rest)
            if let next = afterReplyPrefix(rest) ?? afterTag(rest, tagPrefixes) {
                rest = next
                isChanged = true
            }
        }
        return String(decoding: rest, as: UTF8.self)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = ASCII.trimmed(bytes)
        for space in ["\u{3000}", "\u{A0}"] where rest.starts(with: space.utf8) {
            rest = ASCII.trimmed(rest.dropFirst(space.utf8.count))
        }
        return rest
    }

    private static func afterReplyPrefix(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let head = ASCII.lowercased(bytes.prefix(40))
        for prefix in prefixes where head.starts(with: prefix) {
            var rest = bytes.dropFirst(prefix.count).drop { $0 == 0x20 }
            rest = afterCount(rest).drop { $0 == 0x20 }
            if rest.first == UInt8(ascii: ":") { return rest.dropFirst() }
            if rest.starts(with: "：".utf8) { return rest.dropFirst(3) }
        }
        return nil
    }

    /// `[2]`, `(2)` or `^2` between the prefix and its colon.
    private static func afterCount(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let open = bytes.first, [0x5B, 0x28, 0x5E].contains(open) else { return bytes }
        let digits = bytes.dropFirst().prefix { ASCII.isDigit($0) }
        guard (1...4).contains(digits.count) else { return bytes }
        let rest = bytes.dropFirst(1 + digits.count)
        if open == 0x5E { return rest }
        return rest.first == 0x5D || rest.first == 0x29 ? rest.dropFirst() : bytes
    }

    private static func afterTag(_ bytes: ArraySlice<UInt8>, _ prefixes: [String]) -> ArraySlice<UInt8>? {
        for (open, close) in SubjectTag.brackets where bytes.starts(with: open) {
            let inner = bytes.dropFirst(open.count)
            guard let end = inner.indices.prefix(60).first(where: { inner[$0...].starts(with: close) }) else {
                continue
            }
            let text = String(decoding: inner[..<end], as: UTF8.self)
            let found = SubjectTag.citations(in: text, prefixes: prefixes)
            guard found.count == 1, let tag = found.first, tag.utf8.count == text.utf8.count else { continue }
            return inner[end...].dropFirst(close.count)
        }
        return nil
    }

    private static let prefixes: [[UInt8]] = [
        "re", "fw", "fwd", "aw", "wg", "antw", "antwort", "antwoord", "doorst", "tr", "rv", "res", "enc", "rif", "r",
        "i", "sv", "vs", "vl",
        "vb", "vá", "odp", "pd", "ynt", "ilt", "atb", "ha", "hl", "ref", "rép", "ΑΠ", "ΠΡΘ", "σχετ", "НА", "отв", "отв",
        "Отв", "пересл", "Пересл", "bls",
        "trs", "回复", "答复", "转发", "回覆", "答覆", "轉寄", "轉發", "回信", "返信", "転送", "답장", "회신", "전달", "رد", "إعادة توجيه",
        "תגובה", "הועבר",
    ].map { Array($0.utf8) }
}
