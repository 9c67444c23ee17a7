/// The line, or wrapped lines, that say who wrote the quoted words and when: `On 3 May 2024 at 10:00, Ann wrote:`.
enum Attribution {
    /// Cheap test that most lines fail.
    static func mayEnd(with content: [UInt8]) -> Bool {
        guard let last = content.last, content.count <= 500 else { return false }
        if isColon(content) { return true }
        // Gmail of old: a date, a name and an address, without a verb.
        return last == UInt8(ascii: ">") && startsWithDate(content) && (hasYear(content) || hasClock(content))
    }

    /// The attribution whose last line this is.
    static func range(
        endingAt index: Int, in lines: [TextLine], isOpen: (Int) -> Bool, quoteFollows: Bool
    ) -> Range<Int>? {
        let last = lines[index].content
        if last.last == UInt8(ascii: ">") { return index..<(index + 1) }
        var window = Window(address: last.contains(UInt8(ascii: "@")))
        var candidate: Int?
        var start = index
        // Upwards, until the line that opens it.
        while start >= 0, index - start <= 8, isOpen(start), start == index || !lines[start].isQuoted {
            let content = lines[start].content
            guard window.take(content) else { break }
            if !content.isEmpty, window.isDated, opens(content), window.says || endsInAddress(last, window) {
                if window.isBalanced { return start..<(index + 1) }
                candidate = candidate ?? start
            }
            // A name with an address opens it where no word does.
            let names = content.contains(UInt8(ascii: "<")) && content.contains(UInt8(ascii: "@"))
            if index - start == 1, names, content.first != UInt8(ascii: "<"), window.says, window.isDated {
                candidate = candidate ?? start
            }
            start -= 1
        }
        if let candidate { return candidate..<(index + 1) }
        return isAlone(last, quoteFollows: quoteFollows) ? index..<(index + 1) : nil
    }

    /// Whether a line that no known word opens is an attribution by itself.
    private static func isAlone(_ last: [UInt8], quoteFollows: Bool) -> Bool {
        guard says(last) else {
            // In a language without a table: a date, a clock time and an address right above marked lines.
            return quoteFollows && last.count <= 300 && last.contains(UInt8(ascii: "@")) && hasClock(last)
                && hasYear(last)
        }
        return isDated(last) && last.count <= 300 || quoteFollows && last.count <= 120
    }

    /// What the lines taken in so far hold.
    private struct Window {
        var address: Bool
        var says = false
        var isDated = false
        var hasDate = false
        private var blanks = 0
        private var bytes = 0
        private var brackets = 0

        init(address: Bool) {
            self.address = address
        }

        /// No address reaches up into a line that was not taken yet.
        var isBalanced: Bool { brackets <= 0 }

        /// False when the window would grow too large for an attribution.
        mutating func take(_ content: [UInt8]) -> Bool {
            if content.isEmpty { blanks += 1 }
            bytes += content.count
            if blanks > 2 || bytes > 500 { return false }
            says = says || Attribution.says(content)
            isDated = isDated || Attribution.isDated(content)
            hasDate = hasDate || Attribution.hasClock(content) || Attribution.hasYear(content)
            address = address || content.contains(UInt8(ascii: "@"))
            for byte in content {
                if byte == UInt8(ascii: ">") { brackets += 1 }
                if byte == UInt8(ascii: "<") { brackets -= 1 }
            }
            return true
        }
    }

    static func isColon(_ content: [UInt8]) -> Bool {
        content.last == UInt8(ascii: ":") || ASCII.hasSuffix(content, "：")
    }

    /// Whether it holds a verb of writing.
    static func says(_ text: [UInt8]) -> Bool { verbs.contains { ASCII.contains(text, $0) } }

    /// `<ann@a.example>:`, as Gmail of old ended its attributions.
    private static func endsInAddress(_ last: [UInt8], _ window: Window) -> Bool {
        window.address && window.hasDate && ASCII.hasSuffix(last, ">:")
    }

    private static func opens(_ content: [UInt8]) -> Bool {
        content.first.map(ASCII.isDigit) == true || openers.contains { ASCII.hasPrefix(content, $0) }
    }

    private static func startsWithDate(_ content: [UInt8]) -> Bool {
        let head = content.prefix(10)
        let digits = head.prefix { ASCII.isDigit($0) }
        guard (1...4).contains(digits.count), digits.count < head.count else { return false }
        let next = head.dropFirst(digits.count)
        let separator =
            next.first.map { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") } ?? false
        return separator && next.dropFirst().first.map { ASCII.isDigit($0) || $0 == 0x20 } ?? false
            || next.starts(with: "年".utf8)
    }

    /// A clock time, a year, or an address as only clients write it.
    static func isDated(_ text: [UInt8]) -> Bool {
        if hasClock(text) || hasYear(text) { return true }
        guard let at = text.firstIndex(of: UInt8(ascii: "@")), at > 0, text[at - 1] > 0x20 else { return false }
        return text.contains(UInt8(ascii: "<")) || text.contains(UInt8(ascii: "("))
    }

    /// `10:15`, `9.05`, `9h05`
    static func hasClock(_ text: [UInt8]) -> Bool {
        var digits = 0
        for (index, byte) in text.enumerated() {
            if ASCII.isDigit(byte) {
                digits += 1
                continue
            }
            let next = index + 2 < text.count && ASCII.isDigit(text[index + 1]) && ASCII.isDigit(text[index + 2])
            if (1...2).contains(digits), next, [UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "h")].contains(byte)
            {
                return true
            }
            digits = 0
        }
        return false
    }

    static func hasYear(_ text: [UInt8]) -> Bool {
        var digits = 0
        for (index, byte) in text.enumerated() {
            if ASCII.isDigit(byte) {
                digits += 1
                continue
            }
            if digits == 4, let year = Int(String(decoding: text[(index - 4)..<index], as: UTF8.self)),
                (1970...2200).contains(year)
            {
                return true
            }
            digits = 0
        }
        return false
    }

    private static let verbs = [
        "wrote", "writes", "schrieb", "a écrit", "a ecrit", "escribió", "escribio", "escribía", "escreveu",
        "ha scritto", "scrive", "schreef", "geschreven", "napisał", "napisal", "pisze", "skrev", "пишет", "написал",
        "писал", "пише", "написа", "написав", "写道", "寫道", "写到", "寫到", "发表", "のメール", "書きました", "さんは",
        "작성", "님이", "썼습니다", "쓴 글", "كتب", "كتبت", "kirjoitti", "yazdı", "yazmış", "şunu yaz", "a scris", "napsal",
        "napísal", "έγραψε", "írta", "đã viết", "menulis", "כתב", "เขียน", "va escriure", "escribiu", "rašė", "rakstīja",
        "kirjutas", "skrifaði", "je napisao", "je napisal", "je napisala", "idatzi du", "نوشت", "ने लिखा", " sent:",
        "пользователь",
    ]

    private static let openers = [
        "on ", "at ", "am ", "le ", "el ", "em ", "il ", "in data ", "op ", "w dniu", "dnia ", "den ", "dne ", "dana ",
        "v ", "в ", "на ", "vào ", "pada ", "på ", "d. ", "la ", "în ", "στις ", "kl. ", "dňa ", "ti ", "ke ",
        "o dia ", "no dia ", "dia ", "u ", "у ", "þann ",
        "在", "于", "於", "mon,", "tue,", "wed,", "thu,", "fri,", "sat,", "sun,", "lun", "mar", "mer", "jeu", "ven", "sam",
        "dim", "mo,", "di,", "mi,", "do,", "fr,", "sa,", "so,", "mo.", "di.", "mi.", "do.", "fr.", "sa.", "so.",
        "пн", "вт", "ср", "чт", "пт", "сб", "вс", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота",
        "воскресенье", "понеділок", "вівторок", "середа", "п’ятниця", "субота", "неділя", "星期", "周", "週",
        "في ", "ב", "เมื่อ", "tarihinde",
    ]
}
