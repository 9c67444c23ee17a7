/// Text parts that do not hold what the HTML beside them says.
enum LossyText {
    /// Cheap test that most texts fail.
    static func isSuspect(_ text: String) -> Bool {
        text.utf8.contains(UInt8(ascii: "?")) || text.unicodeScalars.contains("\u{FFFD}") || mentionsHTML(text)
    }

    /// Cheap test whether a text may be a stub beside HTML of so many bytes.
    static func isBrief(_ text: String, besideBytes count: Int) -> Bool {
        text.utf8.count <= 400 && count >= 10 * text.utf8.count
    }

    /// Whether `text` is only a note that the mail is to be read elsewhere, and `other` says more: the note mentions
    /// HTML, or it is short and `other` does not hold its words.
    static func isStub(_ text: String, beside other: String) -> Bool {
        let ratio = Count(other).words / max(1, Count(text).words)
        if mentionsHTML(text) { return ratio >= 3 }
        return text.utf8.count <= 400 && ratio >= 5 && !holds(other, text)
    }

    /// Whether the first letters of `text` stand somewhere in `other`, whatever marks and blanks are between.
    private static func holds(_ other: String, _ text: String) -> Bool {
        let isLetter = { (byte: UInt8) in ASCII.isAlphanumeric(byte) || byte >= 0x80 }
        let words = String(decoding: text.utf8.filter(isLetter).prefix(40), as: UTF8.self)
        return words.isEmpty || ASCII.contains(other.utf8.prefix(64 << 10).filter(isLetter), words)
    }

    private static func mentionsHTML(_ text: String) -> Bool {
        text.utf8.count <= 400 && ASCII.contains(ASCII.lowercased(text.utf8), "html")
    }

    /// Some client made it from its HTML in a charset too small for it: `????` for 你好, `??` for an emoji.
    /// Whether `text` shows question marks where `other`, much the same text, shows letters or signs.
    static func lost(by text: String, beside other: String) -> Bool {
        let (own, whole) = (Count(text), Count(other))
        let lost = own.marks - whole.marks
        guard lost > 0, whole.words * 5 >= own.words * 4 else { return false }
        return (whole.beyondASCII - own.beyondASCII) * 2 >= lost && own.isMostlyHeld(by: whole)
    }

    private struct Count {
        /// Question marks that are no part of a URL, and replacement characters.
        var marks = 0
        var beyondASCII = 0
        /// Everything but blanks.
        var words = 0
        /// How often each ASCII letter occurs.
        private var letters = [Int](repeating: 0, count: 128)

        init(_ text: String) {
            var before: Unicode.Scalar = " "
            var isMark = false
            for scalar in text.unicodeScalars {
                if isMark, !(Self.isWord(before) && Self.isWord(scalar)) { marks += 1 }
                if isMark { before = "?" }
                isMark = scalar == "?"
                if scalar == "\u{FFFD}" { marks += 1 } else if scalar.value > 0xA0 { beyondASCII += 1 }
                if scalar.isASCII, scalar.properties.isAlphabetic { letters[Int(scalar.value & 0x7F)] += 1 }
                if !scalar.properties.isWhitespace { words += 1 }
                if !isMark { before = scalar }
            }
            if isMark { marks += 1 }
        }

        /// Whether the other text could hold four of five letters of this one.
        func isMostlyHeld(by other: Count) -> Bool {
            let held = zip(letters, other.letters).reduce(0) { $0 + min($1.0, $1.1) }
            return held * 5 >= letters.reduce(0, +) * 4
        }

        private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "/" || scalar == "=")
        }
    }
}
