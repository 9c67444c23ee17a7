/// Ticket numbers that a subject mentions.
///
/// A number is no key: whoever writes it still has to be a participant.
public enum SubjectTag {
    /// Tags as we write them, `[IT-1042]`, or in full-width brackets, of the given prefixes, in order, each once, as `prefix-digits` with the
    /// prefix as given. At most 20.
    public static func find(in text: String, prefixes: [String]) -> [String] {
        scan(text, prefixes) { bytes, range in
            brackets.contains {
                bytes[..<range.lowerBound].suffix($0.open.count) == $0.open[...]
                    && bytes[range.upperBound...].starts(with: $0.close)
            }
        }
    }

    /// What a tag stands in: our own brackets, and what Chinese and Japanese keyboards make of them.
    static let brackets: [(open: [UInt8], close: [UInt8])] = [("[", "]"), ("【", "】"), ("［", "］")].map {
        (Array($0.0.utf8), Array($0.1.utf8))
    }

    /// Numbers such as `IT-1042`, in brackets or not, in the same form.
    public static func citations(in text: String, prefixes: [String]) -> [String] {
        scan(text, prefixes) { _, _ in true }
    }

    private static func scan(
        _ text: String, _ prefixes: [String], where counts: ([UInt8], Range<Int>) -> Bool
    ) -> [String] {
        let bytes = ASCII.lowercased(text.utf8.prefix(4_000))
        var found: [(at: Int, tag: String)] = []
        for prefix in prefixes where !prefix.isEmpty {
            let wanted = ASCII.lowercased(prefix.utf8) + [UInt8(ascii: "-")]
            var index = 0
            while index + wanted.count < bytes.count, found.count < 100 {
                if let digits = digits(after: wanted, at: index, in: bytes),
                    counts(bytes, index..<(index + wanted.count + digits.utf8.count))
                {
                    found.append((index, "\(prefix)-\(digits)"))
                }
                index += 1
            }
        }
        var tags: [String] = []
        for match in found.sorted(by: { $0.at < $1.at }) where !tags.contains(match.tag) && tags.count < 20 {
            tags.append(match.tag)
        }
        return tags
    }

    private static func digits(after wanted: [UInt8], at index: Int, in bytes: [UInt8]) -> String? {
        guard bytes[index] == wanted.first, index == 0 || !isWord(bytes[index - 1]),
            bytes[index...].starts(with: wanted)
        else { return nil }
        let start = index + wanted.count
        let digits = bytes[start...].prefix { ASCII.isDigit($0) }
        guard (1...12).contains(digits.count), digits.first != 0x30 else { return nil }
        let end = start + digits.count
        if end < bytes.count, ASCII.isAlphanumeric(bytes[end]) || bytes[end] == UInt8(ascii: "_") { return nil }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".")
    }
}
