import UnicodeText

/// One line as the rule of deciding words sees it: in one case and width, without what merely stands around its words, and
/// taken apart at its marks.
///
/// Security: a line is up to three phrases that are looked up whole, or nothing. What cannot be seen, or looks like another
/// letter, stays in its phrase and spoils it: `аpprove` with a Cyrillic letter is no word.
///
/// - Standard: Unicode Standard Annex #15 (NFKC)
struct ApprovalLine {
    /// Longest line that can decide, in bytes.
    static let longest = 200
    private static let mostPhrases = 3

    /// Folded, with single blanks; none where the line cannot decide, because it goes on, trails off or is too long.
    let phrases: [String]
    /// What the signs at its ends say: `✅`, `👎`.
    let signs: Set<ApprovalVerdict>
    let asks: Bool
    /// Nothing that can be seen.
    let isBlank: Bool

    init(_ text: String) {
        guard text.utf8.count <= Self.longest else {
            (phrases, signs, asks, isBlank) = ([], [], false, false)
            return
        }
        let scalars = Array(SearchForm.folded(text).unicodeScalars)
        var edges = ApprovalEdges(scalars[...])
        isBlank = edges.isBlank
        edges.strip()
        signs = edges.signs
        asks = scalars.contains(where: Self.isQuestionMark)
        phrases = Self.trailsOff(scalars) ? [] : Self.phrases(of: edges.words)
    }

    /// The line as a hasty reader sees it: without what is invisible, and without any bullet, bracket or sign at its ends.
    ///
    /// For lines that take a decision back: there the doubt is on the other side.
    init(seenIn text: String) {
        guard text.utf8.count <= Self.longest else {
            self.init(text)
            return
        }
        var visible = text.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }[...]
        while let first = visible.first, Self.isOrnament(first) { visible.removeFirst() }
        while let last = visible.last, Self.isOrnament(last) { visible.removeLast() }
        self.init(String(String.UnicodeScalarView(visible)))
    }

    private static func isOrnament(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
            false
        default: !isQuestionMark(scalar)
        }
    }

    private static func isQuestionMark(_ scalar: Unicode.Scalar) -> Bool {
        ["?", "？", "؟", "¿", "⸮", "‽", "՞"].contains(scalar)
    }

    /// `同意。。` and `approve…` hesitate; the ellipsis is dots by now.
    private static func trailsOff(_ scalars: [Unicode.Scalar]) -> Bool {
        zip(scalars, scalars.dropFirst()).contains { [".", "。"].contains($0) && [".", "。"].contains($1) }
    }

    /// Between marks; a line that begins or ends with one that does not close it is none.
    private static func phrases(of scalars: ArraySlice<Unicode.Scalar>) -> [String] {
        var phrases: [String] = []
        var start = scalars.startIndex
        for mark in scalars.indices where parts(at: mark, in: scalars) {
            phrases.append(phrase(scalars[start..<mark]))
            start = mark + 1
        }
        phrases.append(phrase(scalars[start...]))
        guard let first = phrases.first, let last = phrases.last, !first.isEmpty, !last.isEmpty else { return [] }
        phrases.removeAll { $0.isEmpty }
        return phrases.count <= mostPhrases ? phrases : []
    }

    /// A dash parts only between blanks; elsewhere it joins.
    private static func parts(at index: Int, in scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        switch scalars[index] {
        case ",", "،", "、", ";", "؛", ".", "。", "!": return true
        case "-", "–", "—":
            return index > scalars.startIndex && index + 1 < scalars.endIndex
                && ApprovalEdges.isBlank(scalars[index - 1]) && ApprovalEdges.isBlank(scalars[index + 1])
        default: return false
        }
    }

    private static func phrase(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var edges = ApprovalEdges(scalars)
        edges.trim()
        var phrase = String.UnicodeScalarView()
        for word in edges.words.split(whereSeparator: ApprovalEdges.isBlank) {
            if !phrase.isEmpty { phrase.append(" ") }
            for scalar in word { phrase.append(["\u{2019}", "\u{2BC}"].contains(scalar) ? "'" : scalar) }
        }
        return String(phrase)
    }
}
