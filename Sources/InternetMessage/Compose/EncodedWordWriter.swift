/// Writes text that ASCII cannot hold as encoded words.
///
/// - Standard: RFC 2047 §2 (at most 75 characters), §4 (B and Q), §5 (each holds whole characters)
enum EncodedWordWriter {
    /// Words of an unstructured field, to be joined by one blank.
    static func tokens(_ text: String) -> [String] {
        let words = HeaderValue.clean(text).utf8.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        guard let first = words.firstIndex(where: needsEncoding), let last = words.lastIndex(where: needsEncoding)
        else {
            return words
        }
        let encoded = encode(words[first...last].joined(separator: " "), isPhrase: false)
        return words[..<first] + encoded + words[(last + 1)...]
    }

    /// Words of a display name.
    ///
    /// - Standard: RFC 5322 §3.2.5, RFC 2047 §5 (3)
    static func phrase(_ text: String) -> [String] {
        let clean = HeaderValue.clean(text).trimmingASCIISpace()
        if clean.utf8.contains(where: { $0 >= 0x80 }) || needsEncoding(clean) { return encode(clean, isPhrase: true) }
        if clean.utf8.allSatisfy({ isAtomText($0) || $0 == 0x20 }) {
            return clean.utf8.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        }
        return clean.utf8.count <= 70 ? [quoted(clean)] : encode(clean, isPhrase: true)
    }

    static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = [0x22]
        for byte in text.utf8 {
            if byte == 0x22 || byte == 0x5C { bytes.append(0x5C) }
            bytes.append(byte)
        }
        return String(decoding: bytes + [0x22], as: UTF8.self)
    }

    static func isAtomText(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    /// Not ASCII, too long to be folded, or looking like an encoded word itself.
    private static func needsEncoding(_ word: String) -> Bool {
        word.utf8.count > 200 || word.utf8.contains { $0 >= 0x80 } || ASCII.contains(Array(word.utf8), "=?")
    }

    private static func encode(_ text: String, isPhrase: Bool) -> [String] {
        let plain = text.utf8.count { $0 < 0x80 }
        let isMostlyASCII = plain * 3 >= text.utf8.count * 2
        return isMostlyASCII ? quotedPrintableWords(text, isPhrase: isPhrase) : base64Words(text)
    }

    private static func base64Words(_ text: String) -> [String] {
        // 39 bytes are 52 characters; with `=?UTF-8?B?`, `?=` and the longest field name that is a line of 78.
        chunks(text, limit: 39) { $0.count }.map { "=?UTF-8?B?\(Base64Writer.text($0))?=" }
    }

    private static func quotedPrintableWords(_ text: String, isPhrase: Bool) -> [String] {
        chunks(text, limit: 52) { scalar in scalar.reduce(0) { $0 + (isLiteral($1, isPhrase) || $1 == 0x20 ? 1 : 3) } }
            .map { chunk in
                var word = "=?UTF-8?Q?"
                for byte in chunk {
                    if byte == 0x20 {
                        word += "_"
                    } else if isLiteral(byte, isPhrase) {
                        word.unicodeScalars.append(Unicode.Scalar(byte))
                    } else {
                        word += "=" + HexWriter.text(byte)
                    }
                }
                return word + "?="
            }
    }

    /// - Standard: RFC 2047 §5 (3): in a phrase only letters, digits and `!*+-/`
    private static func isLiteral(_ byte: UInt8, _ isPhrase: Bool) -> Bool {
        if ASCII.isAlphanumeric(byte) { return true }
        return isPhrase ? "!*+-/".utf8.contains(byte) : "!*+-/[]().,:;#%&@".utf8.contains(byte)
    }

    /// Cuts between characters so that no piece costs more than `limit`.
    private static func chunks(_ text: String, limit: Int, cost: ([UInt8]) -> Int) -> [[UInt8]] {
        var chunks: [[UInt8]] = []
        var current: [UInt8] = []
        var spent = 0
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            let price = cost(bytes)
            if spent + price > limit, !current.isEmpty {
                chunks.append(current)
                current = []
                spent = 0
            }
            current += bytes
            spent += price
        }
        if !current.isEmpty { chunks.append(current) }
        return chunks
    }
}

enum HexWriter {
    private static let digits = Array("0123456789ABCDEF".unicodeScalars)

    static func text(_ byte: UInt8) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(digits[Int(byte >> 4)])
        scalars.append(digits[Int(byte & 15)])
        return String(scalars)
    }
}
