/// Writes fields and folds them.
///
/// - Standard: RFC 5322 §2.1.1 (78, at most 998 characters a line), §2.2.3 (folding)
struct HeaderWriter {
    private(set) var bytes: [UInt8] = []

    /// A field of words which are already in the form that its syntax asks for; folded between them.
    mutating func tokens(_ name: String, _ tokens: [String]) {
        bytes.append(contentsOf: "\(name):".utf8)
        var column = name.utf8.count + 1
        var isFirst = true
        for token in tokens {
            // Belt and braces: no token holds a line end, whoever made it.
            let clean = token.utf8.filter { $0 >= 0x20 && $0 != 0x7F }
            if clean.isEmpty { continue }
            if !isFirst, column + 1 + clean.count > 78 {
                bytes.append(contentsOf: "\r\n".utf8)
                column = 0
            }
            bytes.append(0x20)
            bytes.append(contentsOf: clean)
            column += 1 + clean.count
            isFirst = false
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }

    /// A field of free text. Leading and trailing ASCII words stay readable; what lies between is encoded.
    mutating func unstructured(_ name: String, _ text: String) {
        tokens(name, EncodedWordWriter.tokens(text))
    }
}

/// What a value may hold in a header: no controls, no line or paragraph separators.
enum HeaderValue {
    static func clean(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let breaks =
                scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}"
                || scalar == "\u{2029}"
            scalars.append(breaks ? " " : scalar)
        }
        return String(scalars)
    }
}
