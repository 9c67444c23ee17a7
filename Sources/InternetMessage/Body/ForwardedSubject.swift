extension InternetMessage {
    /// Its subject says that it passes another mail on.
    public var isForward: Bool { ForwardedSubject.isForward(subject) }
}

/// Whether a subject says that the mail passes another one on.
///
/// Outlook puts the same fields above a mail that it forwards as above one that it answers; only the subject differs.
enum ForwardedSubject {
    /// True where the first prefix, behind any `[tag]`, is that of a forward.
    static func isForward(_ subject: String) -> Bool {
        var rest = LetterCase.folded(subject.utf8.prefix(400))[...]
        while true {
            rest = ASCII.trimmed(rest)
            guard rest.first == UInt8(ascii: "["), let close = rest.prefix(60).firstIndex(of: UInt8(ascii: "]")) else {
                break
            }
            rest = rest[(close + 1)...]
        }
        return prefixes.contains { prefix in
            guard ASCII.hasPrefix(rest, prefix) else { return false }
            let next = rest.dropFirst(prefix.utf8.count).drop { $0 == 0x20 }
            return next.first == UInt8(ascii: ":") || ASCII.hasPrefix(next, "：")
        }
    }

    private static let prefixes = [
        "fw", "fwd", "wg", "tr", "rv", "enc", "i", "doorst", "vb", "vl", "pd", "ilt", "πρθ", "пересл", "转发", "转寄", "轉寄",
        "轉發", "転送", "전달", "إعادة توجيه", "הועבר",
    ]
}
