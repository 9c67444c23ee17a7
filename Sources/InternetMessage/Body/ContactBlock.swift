/// A signature that nothing separates but a blank line: a name, then how its owner can be reached.
enum ContactBlock {
    /// The first line of such a block at the end of a run, or nil.
    static func start(in lines: [TextLine], within run: Range<Int>) -> Int? {
        guard let last = run.last(where: { !lines[$0].isBlank }) else { return nil }
        var first = last
        while first > run.lowerBound, !lines[first - 1].isBlank { first -= 1 }
        if !isBlock(lines[first...last]) {
            // The closing may stand right below what was said.
            guard let closing = lines[first...last].lastIndex(where: { isClosing($0.content) }),
                isBlock(lines[closing...last])
            else { return nil }
            first = closing
        }
        return isAnnouncedByNothing(first, lines, run) ? withClosing(first, lines, run) : nil
    }

    /// A closing or a name, then two lines or more that tell where to reach someone, and no sentence among them.
    private static func isBlock(_ block: ArraySlice<TextLine>) -> Bool {
        guard block.count <= 12 else { return false }
        var rest = block
        if let line = rest.first, isClosing(line.content) { rest = rest.dropFirst() }
        guard let name = rest.first, isName(name) else { return false }
        rest = rest.dropFirst()
        return rest.count { isContact($0.content) } >= 2 && !rest.contains { isSentence($0.content) }
    }

    /// Words enough before it, and none that asks to read the block: `Please call:`.
    private static func isAnnouncedByNothing(_ first: Int, _ lines: [TextLine], _ run: Range<Int>) -> Bool {
        let before = run.lowerBound..<first
        guard let above = before.last(where: { !lines[$0].isBlank }), !Attribution.isColon(lines[above].content) else {
            return false
        }
        return before.reduce(0) { $0 + lines[$1].content.count } >= 60
    }

    private static func withClosing(_ first: Int, _ lines: [TextLine], _ run: Range<Int>) -> Int {
        guard let above = (run.lowerBound..<first).last(where: { !lines[$0].isBlank }), above > run.lowerBound,
            lines[above - 1].isBlank, isClosing(lines[above].content)
        else { return first }
        return above
    }

    /// An address, a URL or a telephone number, with little else on its line.
    static func isContact(_ content: [UInt8]) -> Bool {
        guard content.count <= 100, !isSentence(content) else { return false }
        let words = content.split(separator: 0x20).count
        if words <= 6, let at = content.firstIndex(of: UInt8(ascii: "@")), at > 0, content[at - 1] > 0x20 {
            return true
        }
        if words <= 4, ["http://", "https://", "www."].contains(where: { ASCII.contains(content, $0) }) { return true }
        return isTelephone(content)
    }

    private static func isTelephone(_ content: [UInt8]) -> Bool {
        let digits = content.count(where: ASCII.isDigit)
        let letters = content.count { ASCII.isLetter($0) || $0 >= 0x80 }
        guard (7...40).contains(digits), letters <= digits + 12 else { return false }
        return content.allSatisfy { ASCII.isAlphanumeric($0) || $0 >= 0x80 || telephoneMarks.contains($0) }
    }

    private static let telephoneMarks = Array(" \t+-()./|:,*".utf8)

    /// Two to four words, each with a capital.
    static func isFullName(_ line: TextLine) -> Bool {
        let words = ASCII.trimmed(line.raw).split(separator: 0x20)
        return (2...4).contains(words.count) && isName(line) && !isClosing(line.content)
            && words.allSatisfy { $0.first.map { ASCII.isUpper($0) || $0 >= 0xC3 } == true }
    }

    static func isName(_ line: TextLine) -> Bool {
        let name = ASCII.trimmed(line.raw)
        guard let initial = name.first, ASCII.isUpper(initial) || initial >= 0xC3, name.count <= 60,
            name.split(separator: 0x20).count <= 6
        else { return false }
        let isPlain = name.allSatisfy {
            ASCII.isLetter($0) || $0 >= 0x80 || [0x20, 0x2E, 0x27, 0x2D, 0x2C, 0x28, 0x29].contains($0)
        }
        return isPlain && !isSentence(line.content) && name.last != UInt8(ascii: ",")
    }

    private static func isSentence(_ content: [UInt8]) -> Bool {
        if ["。", "？", "！", "?", "!"].contains(where: { ASCII.hasSuffix(content, $0) }) { return true }
        return content.last == UInt8(ascii: ".") && content.split(separator: 0x20).count > 4
    }

    private static func isClosing(_ content: [UInt8]) -> Bool {
        content.count <= 60 && closings.contains { ASCII.hasPrefix(content, $0) }
    }

    private static let closings = [
        "regards", "best regards", "kind regards", "warm regards", "with regards", "many thanks", "thanks", "thank you",
        "best wishes", "all the best", "best,", "cheers", "sincerely", "yours", "respectfully", "cordially",
        "mit freundlichen", "freundliche grüße", "viele grüße", "beste grüße", "liebe grüße", "schöne grüße", "mfg",
        "mit besten", "hochachtungsvoll", "freundliche grüsse", "viele grüsse", "danke", "vielen dank",
        "cordialement", "bien cordialement", "bien à vous", "salutations", "sincères salutations",
        "meilleures salutations",
        "saludos", "un saludo", "atentamente", "cordialmente", "um abraço", "abraços", "atenciosamente",
        "com os melhores",
        "cumprimentos", "obrigad", "cordiali saluti", "distinti saluti", "saluti", "grazie", "met vriendelijke",
        "groeten",
        "hartelijke groet", "mvg", "pozdrawiam", "z poważaniem", "med vänlig", "vänliga hälsningar", "hälsningar",
        "med venlig", "med vennlig", "mvh", "terveisin", "ystävällisin", "с уважением", "з повагою", "спасибо",
        "s pozdravem", "s pozdravom", "üdvözlettel", "cu stimă", "saygılarımla", "με εκτίμηση", "trân trọng", "salam",
        "مع خالص", "مع تحيات", "בברכה", "此致", "敬礼", "顺祝", "祝好", "谢谢", "謝謝", "敬祝", "感谢", "감사합니다", "드림",
    ]
}
