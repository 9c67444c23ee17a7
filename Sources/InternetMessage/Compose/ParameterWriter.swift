/// Writes parameters of `Content-Type` and `Content-Disposition`.
///
/// - Standard: RFC 2045 §5.1, RFC 2231 §3 (continuations), §4 (charset)
enum ParameterWriter {
    /// The parameter as words to be joined by blanks, without the semicolon before the first.
    static func tokens(_ name: String, _ value: String) -> [String] {
        let clean = HeaderValue.clean(value)
        let isPlain = clean.utf8.count <= 55 && clean.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        if isPlain { return ["\(name)=\(EncodedWordWriter.quoted(clean))"] }
        let pieces = pieces(clean)
        if pieces.count == 1, let only = pieces.first { return ["\(name)*=UTF-8''\(only)"] }
        return pieces.enumerated().map { index, piece in
            let end = index == pieces.count - 1 ? "" : ";"
            return "\(name)*\(index)*=\(index == 0 ? "UTF-8''" : "")\(piece)\(end)"
        }
    }

    /// Percent-encoded, in pieces that fit a line and hold whole characters.
    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var current = ""
        for scalar in text.unicodeScalars {
            var written = ""
            for byte in String(scalar).utf8 {
                let isPlain = ASCII.isAlphanumeric(byte) || "!#$&+-.^_`{}~".utf8.contains(byte)
                if isPlain {
                    written.unicodeScalars.append(Unicode.Scalar(byte))
                } else {
                    written += "%" + HexWriter.text(byte)
                }
            }
            if current.utf8.count + written.utf8.count > 52 {
                pieces.append(current)
                current = ""
            }
            current += written
        }
        return pieces + [current]
    }
}
