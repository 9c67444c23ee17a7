/// An attribution that a client put behind the author's words without a line end: `Thanks! On 3 May 2024, Ann wrote:`.
enum SharedAttribution {
    /// Where the attribution begins within the line, and where the author's words end before it.
    static func split(_ raw: ArraySlice<UInt8>) -> (wordsEnd: Int, attribution: Int)? {
        guard raw.count <= 1_000 else { return nil }
        var index = raw.index(after: raw.startIndex, limitedBy: raw.endIndex)
        while index < raw.endIndex {
            if isBoundary(raw[index - 1]), beginsAttribution(raw[index...]) {
                let words = raw[..<index]
                guard let end = words.lastIndex(where: { !isBoundary($0) }) else { return nil }
                return (end + 1, index)
            }
            index += 1
        }
        return nil
    }

    private static func isBoundary(_ byte: UInt8) -> Bool { ASCII.isSpace(byte) || byte == UInt8(ascii: "-") }

    /// A capital opener, then a day's name or number, and a date and a verb in what follows.
    private static func beginsAttribution(_ rest: ArraySlice<UInt8>) -> Bool {
        guard let opener = openers.first(where: { ASCII.hasPrefix(rest, $0) }) else { return false }
        let next = rest.dropFirst(opener.utf8.count)
        let word = LetterCase.folded(next.prefix(12))
        guard word.first.map(ASCII.isDigit) == true || days.contains(where: { ASCII.hasPrefix(word, $0) }) else {
            return false
        }
        let content = LetterCase.folded(next)
        return Attribution.says(content) && Attribution.isDated(content)
    }

    private static let openers = [
        "On ", "Am ", "Le ", "El ", "Em ", "Il giorno ", "Il ", "Op ", "W dniu ", "Dnia ", "Den ", "På ", "Dne ",
        "На ", "В ", "在 ", "Vào ", "Pada ", "El dia ",
    ]

    private static let days = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
        "oct", "nov", "dec", "mo.", "di.", "mi.", "do.", "fr.", "sa.", "so.", "mo,", "di,", "mi,", "do,", "fr,", "sa,",
        "so,", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lun", "mer", "jeu",
        "ven", "sam", "dim", "mié", "jue", "vie", "sáb", "dom", "seg", "ter", "qua", "qui", "sex", "gio", "ma ", "wo ",
        "vr ", "za ", "zo ", "mån", "tis", "ons", "tor", "fre", "lör", "søn", "lør",
    ]
}

extension ArraySlice<UInt8> {
    /// The index after `start`, or the end.
    fileprivate func index(after start: Int, limitedBy end: Int) -> Int { Swift.min(start + 1, end) }
}
