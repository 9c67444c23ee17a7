/// Takes off a line what may stand around its words, from closed lists.
struct ApprovalEdges {
    private(set) var words: ArraySlice<Unicode.Scalar>
    private(set) var signs: Set<ApprovalVerdict> = []

    init(_ scalars: ArraySlice<Unicode.Scalar>) { words = scalars }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    var isBlank: Bool { words.allSatisfy(Self.isIdle) }

    /// Blanks, and what mail clients leave at the ends of lines.
    mutating func trim() {
        while let first = words.first, Self.isIdle(first) { words.removeFirst() }
        while let last = words.last, Self.isIdle(last) { words.removeLast() }
    }

    /// Brackets, quotation marks, signs and closing marks, too.
    mutating func strip() {
        while let first = words.first, Self.isIdle(first) || Self.opening.contains(first) || note(first) {
            words.removeFirst()
        }
        while let last = words.last, Self.isIdle(last) || Self.closing.contains(last) || note(last) {
            words.removeLast()
        }
    }

    private mutating func note(_ scalar: Unicode.Scalar) -> Bool {
        if Self.approving.contains(scalar) { signs.insert(.approved) }
        if Self.rejecting.contains(scalar) { signs.insert(.rejected) }
        return Self.approving.contains(scalar) || Self.rejecting.contains(scalar) || Self.friendly.contains(scalar)
    }

    /// Blanks, directional marks, embeddings and isolates, zero width spaces, and what dresses an emoji. Overrides are not
    /// among them: they make letters read as others.
    private static func isIdle(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x20, 0x61C, 0x200B, 0x200E, 0x200F, 0x202A...0x202C, 0x2060, 0x2066...0x2069, 0xFEFF: true
        case 0xFE0E, 0xFE0F, 0x1F3FB...0x1F3FF: true
        default: false
        }
    }

    private static let opening = Set("([{*_\"'`“”„‘‚«‹「『【《〈〔¡".unicodeScalars)
    /// Neither comma nor colon: what they end goes on in the next line.
    private static let closing = Set(")]}*_\"'`”“’»›」』】》〉〕.。!~".unicodeScalars)

    private static let approving = Set("👍✅✔☑👌".unicodeScalars)
    private static let rejecting = Set("👎❌✖🚫⛔".unicodeScalars)
    private static let friendly = Set("🙏🙂😊☺🌹".unicodeScalars)
}
