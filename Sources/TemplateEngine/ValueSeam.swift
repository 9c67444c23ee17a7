/// What stands between the words of a template and the values within them.
///
/// Chinese is written without spaces, Latin words and numbers in it with one on each side. Which of the two a value
/// is, nobody knows before it is there: `{{entry.author}}答复了` becomes `Li Na 答复了`, and `李娜答复了`.
///
/// In a language from right to left, a name or number from left to right would take the punctuation beside it along;
/// an isolate keeps it apart. What stands in square brackets is left as it is: the subject's tag is read again when an
/// answer comes. So are URLs, which mail programs make links of, to the last character.
///
/// - Standard: Unicode Standard Annex #9 §2.4 (explicit directional isolates)
struct ValueSeam {
    private let addsSpaces: Bool
    private let isolates: Bool
    private let part: TemplatePart
    /// The last scalar of the template's own words, where nothing was written since.
    private var lastOfLiteral: Unicode.Scalar?
    private var endsLatin = false

    init(language: LanguageTag, part: TemplatePart) {
        addsSpaces = language.primary == "zh"
        isolates = language.isRightToLeft
        self.part = part
    }

    /// A value of which nothing is known was written.
    mutating func pass() {
        lastOfLiteral = nil
        endsLatin = false
    }

    /// The space that stands before words of the template.
    mutating func space(beforeLiteral text: String) -> String {
        defer {
            if let last = text.unicodeScalars.last { lastOfLiteral = last }
            if !text.isEmpty { endsLatin = false }
        }
        guard endsLatin, let first = text.unicodeScalars.first else { return "" }
        return Self.isHan(first) ? " " : ""
    }

    /// The value with what joins it to the words before. What a format has written, a date or the words for a choice,
    /// is not foreign: it counts as the template's own words, too.
    mutating func joined(_ escaped: String, value: String, isForeign: Bool) -> String {
        let before = lastOfLiteral
        let followsLatin = endsLatin && !isForeign
        pass()
        guard let first = value.unicodeScalars.first, let last = value.unicodeScalars.last else {
            lastOfLiteral = before
            return escaped
        }
        if addsSpaces {
            endsLatin = Self.isLatin(last)
            if !isForeign { lastOfLiteral = last }
            let needsSpace =
                before.map { Self.isHan($0) } == true && Self.isLatin(first) || followsLatin && Self.isHan(first)
            return needsSpace ? " " + escaped : escaped
        }
        let isWhole = before == "[" || ValueEscaping.isSafeURL(value) || value.utf8.contains(UInt8(ascii: "\n"))
        return isolates && isForeign && !isWhole ? "\u{2068}\(escaped)\u{2069}" : escaped
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
        default: false
        }
    }

    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x250 && (scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value))
    }
}
