/// Text that was read somehow, with how.
public struct ReadableText: Sendable, Hashable {
    public var text: String
    /// The charset that was used in the end.
    public var charset: String
    /// One English sentence when the label was wrong, missing or broken; nil when all was well.
    public var problem: String?

    public init(text: String, charset: String, problem: String? = nil) {
        self.text = text
        self.charset = charset
        self.problem = problem
    }
}

extension Charset {
    /// Reads bytes as text and never fails: valid UTF-8, then the declared charset, then the hint (another part's
    /// charset), then detection, then windows-1252, in which every byte has a meaning.
    ///
    /// NUL and other controls, except tabs and line ends, are dropped, and so is a byte-order mark.
    public static func readable(_ bytes: [UInt8], declared: String? = nil, hint: String? = nil) -> ReadableText {
        var result = decodedByLadder(bytes, declared: declared, hint: hint)
        result.text = result.text.withoutControls()
        return result
    }

    private static func decodedByLadder(_ bytes: [UInt8], declared: String?, hint: String?) -> ReadableText {
        let label = declared.flatMap { CharsetLabel.converterName(for: $0) }
        if let wide = wideText(bytes, label) { return wide }
        if bytes.isASCII { return sevenBitText(bytes, label, declared: declared) }
        let valid = String(validating: bytes, as: UTF8.self)
        if let label, label != CharsetLabel.utf8, label != CharsetLabel.ascii {
            if let text = valid, !mayBeMultibyte(bytes, label) {
                let problem = "The text says it is \(shown(declared)) but is valid UTF-8, and was read as UTF-8."
                return ReadableText(text: text, charset: "UTF-8", problem: problem)
            }
            if label == "windows-1252", let name = pairedGuess(bytes), let paired = convert(bytes, name),
                !paired.hasReplacements
            {
                let problem = "The text says it is \(shown(declared)) but is made of \(name)'s pairs, and was read so."
                return ReadableText(text: paired.text, charset: name, problem: problem)
            }
            if let decoded = convert(bytes, label), !decoded.hasReplacements {
                return ReadableText(text: decoded.text, charset: label)
            }
        }
        if let text = valid { return ReadableText(text: text, charset: "UTF-8") }
        return guessedText(bytes, label, declared: declared, hint: hint)
    }

    /// The declared charset was missing, unknown or does not fit.
    private static func guessedText(
        _ bytes: [UInt8], _ label: String?, declared: String?, hint: String?
    ) -> ReadableText {
        // ASCII is no word on bytes beyond it.
        let declaredText = label == CharsetLabel.ascii ? nil : label.flatMap { convert(bytes, $0) }
        if let declaredText, mostlyReadable(declaredText.text) {
            return ReadableText(
                text: declaredText.text, charset: label ?? "", problem: "Some bytes are not valid \(shown(declared)).")
        }
        if let text = nearlyUTF8(bytes) {
            return ReadableText(
                text: text, charset: CharsetLabel.utf8,
                problem: "\(complaint(label, declared)); the text was read as UTF-8, with a few invalid bytes.")
        }
        let hinted = hint.flatMap { CharsetLabel.converterName(for: $0) }
        let relatives = CharsetLabel.relatives(of: label ?? hinted ?? "")
        let guessed = statisticalGuess(bytes).flatMap { CharsetLabel.converterName(for: $0) }
        for name in [hinted == CharsetLabel.ascii ? nil : hinted].compactMap({ $0 }) + relatives
            + [guessed].compactMap({ $0 }) where name != label
        {
            guard let decoded = convert(bytes, name), !decoded.hasReplacements else { continue }
            return ReadableText(
                text: decoded.text, charset: name,
                problem: "\(complaint(label, declared)); the text was read as \(name).")
        }
        let fallback = convert(bytes, "windows-1252") ?? decodeUTF8(bytes)
        return ReadableText(
            text: fallback.text, charset: "windows-1252",
            problem: "\(complaint(label, declared)); the text was read as windows-1252.")
    }

    /// Text in UTF-8 but for a cut character or a stray byte: no other charset looks like that by chance.
    private static func nearlyUTF8(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        var replaced = 0
        var read = 0
        for scalar in text.unicodeScalars where scalar.value >= 0x80 {
            if scalar.value == 0xFFFD { replaced += 1 } else { read += 1 }
        }
        return read >= 4 && replaced * 10 <= read ? text : nil
    }

    private static func complaint(_ label: String?, _ declared: String?) -> String {
        guard let declared, !declared.isEmpty else { return "No charset is declared for 8-bit text" }
        return label.map(isKnown) == true
            ? "The bytes are not valid \(shown(declared))" : "The charset \(shown(declared)) is unknown"
    }

    /// A few invalid sequences in a long text (a cut character, a stray byte) do not discredit the label.
    private static func mostlyReadable(_ text: String) -> Bool {
        var replaced = 0
        var high = 0
        for scalar in text.unicodeScalars where scalar.value >= 0x80 {
            high += 1
            if scalar.value == 0xFFFD { replaced += 1 }
        }
        return replaced * 5 <= high
    }

    private static func sevenBitText(_ bytes: [UInt8], _ label: String?, declared: String?) -> ReadableText {
        if let label, CharsetLabel.isEscaped(label), let decoded = convert(bytes, label) {
            let problem = decoded.hasReplacements ? "Some bytes are not valid \(shown(declared))." : nil
            return ReadableText(text: decoded.text, charset: label, problem: problem)
        }
        if let escaped = escapedCharset(bytes), let decoded = convert(bytes, escaped), !decoded.hasReplacements {
            return ReadableText(
                text: decoded.text, charset: escaped,
                problem: "Escape sequences in 7-bit text; it was read as \(escaped).")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if let declared, let label, label == CharsetLabel.utf8 || label == CharsetLabel.ascii || isKnown(declared) {
            return ReadableText(text: text, charset: label)
        }
        return ReadableText(text: text, charset: "US-ASCII")
    }

    /// UTF-16 and UTF-32, by byte-order mark, or by label when the bytes look like it.
    private static func wideText(_ bytes: [UInt8], _ label: String?) -> ReadableText? {
        let byMark = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) ? "UTF-16" : nil
        let byLabel = label.flatMap { $0.hasPrefix("UTF-16") || $0.hasPrefix("utf-32") ? $0 : nil }
        guard byMark != nil || (byLabel != nil && bytes.contains(0)), let name = byLabel ?? byMark,
            let decoded = convert(bytes, name), !decoded.hasReplacements
        else { return nil }
        return ReadableText(text: decoded.text, charset: name)
    }

    /// Whether bytes that happen to be valid UTF-8 may be the declared double-byte charset after all: only two-byte
    /// sequences, and few of them (the well-known accident of short GBK texts).
    private static func mayBeMultibyte(_ bytes: [UInt8], _ label: String) -> Bool {
        guard CharsetLabel.isMultibyte(label) else { return false }
        var sequences = 0
        for byte in bytes where byte >= 0xC0 {
            if byte >= 0xE0 { return false }
            sequences += 1
        }
        return sequences <= 8
    }

    /// A label fit to be shown: it came from outside.
    private static func shown(_ label: String?) -> String {
        let printable = (label ?? "").utf8.filter { (0x21...0x7E).contains($0) }.prefix(40)
        return "\"\(String(decoding: printable, as: UTF8.self))\""
    }
}

extension String {
    /// Without NUL, other C0 and C1 controls and byte-order marks; tabs, line ends and form feeds stay.
    public func withoutControls() -> String {
        // Most text holds none of the bytes that begin one.
        let mayBegin: (UInt8) -> Bool = { byte in
            switch byte {
            case 0x09, 0x0A, 0x0C, 0x0D: false
            case 0x00...0x1F, 0x7F, 0xC2, 0xEF: true
            default: false
            }
        }
        guard utf8.contains(where: mayBegin) else { return self }
        let isControl: (Unicode.Scalar) -> Bool = { scalar in
            switch scalar.value {
            case 0x09, 0x0A, 0x0C, 0x0D: false
            case 0x00...0x1F, 0x7F...0x9F, 0xFEFF: true
            default: false
            }
        }
        guard unicodeScalars.contains(where: isControl) else { return self }
        var kept = String.UnicodeScalarView()
        for scalar in unicodeScalars where !isControl(scalar) { kept.append(scalar) }
        return String(kept)
    }
}
