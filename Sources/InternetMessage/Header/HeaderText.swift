import UnicodeText

/// Decoded header text, fit to be shown on one line.
///
/// Security: names and subjects are where a sender pretends to be someone: bidirectional controls, zero-width and
/// other invisible characters are dropped, controls become blanks, and the length is bounded.
enum HeaderText {
    /// Scalars of a subject that are kept.
    static let subjectScalars = 2_000
    static let nameScalars = 500

    static func decode(
        _ bytes: [UInt8], hint: String? = nil, limit: Int = subjectScalars
    ) -> (text: String, problem: String?) {
        let decoded = EncodedWords.decode(bytes, hint: hint)
        return (clean(decoded.text, limit: limit), decoded.problem)
    }

    /// One line without anything invisible.
    static func clean(_ text: String, limit: Int) -> String {
        var kept = String.UnicodeScalarView()
        var count = 0
        var pendingBlank = false
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if isBlank(scalar) {
                pendingBlank = count > 0
                continue
            }
            guard !isInvisible(scalar, after: previous) else { continue }
            guard count < limit else { break }
            if pendingBlank {
                kept.append(" ")
                count += 1
                pendingBlank = false
            }
            kept.append(scalar)
            previous = scalar
            count += 1
        }
        return String(kept)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x20, 0x7F...0x9F, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Joiners have a meaning after a letter or picture of the scripts that use them, and none after ASCII.
    static func isInvisible(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: true
        case 0xFFF9...0xFFFB: true
        case 0x200C, 0x200D: previous.value < 0x300
        case 0xE0000...0xE007F: previous.value < 0x1F000
        default: false
        }
    }
}
