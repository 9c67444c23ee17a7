import InternetMessage

/// Words that mean something when nothing else stands beside them.
enum LoneWords {
    /// First lines that make an agent's mail a work note.
    static let note = [
        "note", "#note", "internal note", "work note", "internal", "备注", "#备注", "内部备注", "内部", "備註", "內部備註",
    ]

    /// Whether the first line that is not empty says that what follows is for the desk alone.
    static func opensNote(_ text: String) -> Bool {
        firstLine(of: text).map { note.contains(folded(text[$0])) } ?? false
    }

    /// What stands below the first line that is not empty.
    static func belowFirstLine(_ text: String) -> String {
        guard let line = firstLine(of: text) else { return text }
        return String(text[line.upperBound...]).trimmingASCIISpace()
    }

    /// In lower case, without blanks and punctuation at its ends.
    static func folded(_ text: some StringProtocol) -> String {
        var scalars = text.lowercased().unicodeScalars[...]
        while let last = scalars.last, isIdle(last) { scalars.removeLast() }
        while let first = scalars.first, isIdle(first), first != "#" { scalars.removeFirst() }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func firstLine(of text: String) -> Range<String.Index>? {
        let units = text.utf8
        guard let start = units.firstIndex(where: { $0 > 0x20 }) else { return nil }
        let end = units[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? units.endIndex
        return start..<end
    }

    private static func isIdle(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace
            || [.otherPunctuation, .dashPunctuation].contains(scalar.properties.generalCategory)
    }
}
