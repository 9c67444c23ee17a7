/// Makes the text of a value safe for the place it goes to.
enum ValueEscaping {
    /// For a subject, or anything else of one line: no control, no line break, nothing that turns the direction of
    /// what follows. Runs of them become one space.
    static func line(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isGap = false
        for scalar in text.unicodeScalars {
            if isControl(scalar) || scalar == " " || scalar == "\u{2028}" || scalar == "\u{2029}" {
                isGap = true
            } else if !isDirectionOverride(scalar) {
                if isGap, !result.isEmpty { result.append(" ") }
                isGap = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// For the text part: line breaks become `\n`, other controls but the tab go, and marks that turn the direction.
    static func text(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" || scalar == "\n" && !afterReturn {
                result.append("\n")
            } else if scalar == "\t" || !isControl(scalar) && !isDirectionOverride(scalar) {
                result.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        return String(result)
    }

    /// For a rendered subject: one line. The values in it have been through `line`, so what turns the direction is ours.
    static func subject(_ text: String) -> String {
        let pieces = text.unicodeScalars.split { isControl($0) || $0 == " " || $0 == "\u{2028}" || $0 == "\u{2029}" }
        return pieces.map { String($0) }.joined(separator: " ")
    }

    /// For HTML between tags, where a line break of the value is one for the reader, too.
    static func htmlText(_ text: String) -> String {
        html(text).replacing("\n", with: "<br>\n")
    }

    /// For HTML in quoted attributes.
    static func html(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for byte in self.text(text).utf8 {
            switch byte {
            case UInt8(ascii: "&"): result += "&amp;".utf8
            case UInt8(ascii: "<"): result += "&lt;".utf8
            case UInt8(ascii: ">"): result += "&gt;".utf8
            case UInt8(ascii: "\""): result += "&quot;".utf8
            case UInt8(ascii: "'"): result += "&#39;".utf8
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether it is a whole URL that a reader of mail may follow.
    static func isSafeURL(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else { return false }
        let start = text.utf8.prefix(8).map { byte in
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
        }
        return ["https://", "http://", "mailto:"].contains { start.starts(with: $0.utf8) }
    }

    /// Whether it is the address of a picture that mail programs show: `https`, or a part of the same mail.
    ///
    /// - Standard: RFC 2392 §2 (cid)
    static func isSafeImage(_ text: String) -> Bool {
        let start = text.utf8.prefix(8).map { $0 | 0x20 }
        if start.starts(with: "cid:".utf8) {
            return text.utf8.count > 4 && text.utf8.allSatisfy { isUnreserved($0) || [0x3A, 0x40, 0x2B].contains($0) }
        }
        return start.starts(with: "https://".utf8) && isSafeURL(text)
    }

    /// For a piece of a URL: everything but the unreserved characters, and `@` where an address is meant.
    ///
    /// - Standard: RFC 3986 §2.1, §2.3; RFC 6068 §2
    static func urlComponent(_ text: String, isAddress: Bool) -> String {
        var result: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            if isUnreserved(byte) || isAddress && byte == UInt8(ascii: "@") {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    private static func isDirectionOverride(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
}
