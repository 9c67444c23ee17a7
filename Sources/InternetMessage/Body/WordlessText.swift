/// What is left of a mail when the quotation was taken for more than it is: a dot, a rule, `Re:`.
///
/// One word is an answer in many languages, and so is a digit, a question mark, a tick or an emoji; length says nothing.
enum WordlessText {
    /// Whether a text says anything: beyond what mail clients put before a subject it has a letter, a digit, a question
    /// mark, or a sign that is not on every keyboard.
    static func says(_ text: String) -> Bool {
        // Words are found at once in whatever is long.
        guard text.utf8.count <= 200 else { return true }
        return SubjectLine.base(of: text).unicodeScalars.contains(where: isMeaning)
    }

    private static func isMeaning(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Lines and blocks that rules are drawn with, and where a picture stood.
        case 0x2500...0x259F, 0xFFFC: return false
        case 0x3F, 0x37E, 0x61F, 0xFF1F: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        case .decimalNumber, .letterNumber, .otherNumber: return true
        case .mathSymbol, .otherSymbol, .currencySymbol: return scalar.value >= 0x80
        default: return false
        }
    }
}
