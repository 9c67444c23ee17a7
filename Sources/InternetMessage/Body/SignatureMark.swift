/// Where the author's own words end and what their client puts under every mail begins.
enum SignatureMark {
    /// The first line of the signature within a run of the author's own lines, or nil.
    ///
    /// - Parameter mayOpenRun: whether there were own words before this run, so that all of it may be signature.
    static func start(in lines: [TextLine], within run: Range<Int>, mayOpenRun: Bool) -> Int? {
        guard let first = run.first(where: { !lines[$0].isBlank }),
            let last = run.last(where: { !lines[$0].isBlank })
        else { return nil }
        var start = run.upperBound
        var left = run.count { !lines[$0].isBlank }
        for index in run where !lines[index].isBlank {
            left -= 1
            guard index > first || mayOpenRun else { continue }
            if opens(at: index, in: lines, through: last, linesLeft: left) {
                start = index
                break
            }
        }
        start = withName(start, lines: lines, run: run)
        start = withDeviceLines(start, lines: lines, run: run)
        if start == run.upperBound, let block = ContactBlock.start(in: lines, within: run) { start = block }
        return start < run.upperBound ? start : nil
    }

    /// - Parameters:
    ///   - through: the last line with words.
    ///   - linesLeft: lines with words behind this one.
    /// - Standard: RFC 3676 §4.3 (the signature separator is `-- `)
    private static func opens(at index: Int, in lines: [TextLine], through last: Int, linesLeft: Int) -> Bool {
        let line = lines[index]
        if line.raw.elementsEqual("-- ".utf8) { return linesLeft <= 60 }
        guard linesLeft <= 20 else { return false }
        if Disclaimer.opens(at: index, in: lines) { return true }
        guard linesLeft >= 1 else { return false }
        let trimmed = ASCII.trimmed(line.raw)
        if ASCII.equals(trimmed, "--") || ASCII.equals(trimmed, "—") || ASCII.equals(trimmed, "–") { return true }
        return linesLeft <= 12 && QuotationMark.isRule(line.content) && isFooterRule(index, in: lines, through: last)
    }

    /// A long rule above a footer, not one above what the author has to say: that is announced, or is longer than what
    /// stands before it.
    private static func isFooterRule(_ index: Int, in lines: [TextLine], through last: Int) -> Bool {
        let rule = lines[index].content
        let above = lines[..<index].last { !$0.isBlank }
        // Right above a short one stands what it underlines.
        let isApart = rule.count >= 10 || index > 0 && lines[index - 1].isBlank
        guard rule.count >= 8, isApart, let above, !Attribution.isColon(above.content) else { return false }
        let footer = lines[(index + 1)...last].filter { !$0.isBlank }
        if footer.contains(where: { ContactBlock.isContact($0.content) || DeviceLine.matches($0.content) }) {
            return true
        }
        // QQ's eighteen dashes and a name.
        if rule.count >= 18, footer.count == 1, let name = footer.first, name.content.count <= 40 {
            return ContactBlock.isName(name)
        }
        let before = lines[..<index].reduce(0) { $0 + $1.content.count }
        return rule.count >= 20
            && (rule.first == UInt8(ascii: "_") || before > footer.reduce(0) { $0 + $1.content.count })
    }

    /// `---`, or less, between a person's words and a signature that was found otherwise.
    private static func isSeparator(_ line: TextLine) -> Bool {
        line.content.count >= 2 && line.content.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    /// Takes in a last paragraph that is only `-Ann` or `– Ann Beispiel`.
    private static func withName(_ start: Int, lines: [TextLine], run: Range<Int>) -> Int {
        let words = (run.lowerBound..<start).filter { !lines[$0].isBlank }.suffix(2)
        guard words.count == 2, let last = words.last, last > run.lowerBound + 1, lines[last - 1].isBlank,
            isName(lines[last].raw)
        else { return start }
        return last
    }

    private static func isName(_ raw: ArraySlice<UInt8>) -> Bool {
        let line = ASCII.trimmed(raw)
        guard line.count <= 40, line.split(separator: 0x20).count <= 4 else { return false }
        for dash in ["-", "— ", "– ", "—", "–"] where line.starts(with: dash.utf8) {
            let name = line.dropFirst(dash.utf8.count)
            guard let initial = name.first, ASCII.isUpper(initial) || initial >= 0xC3 else { continue }
            return name.allSatisfy {
                ASCII.isLetter($0) || $0 >= 0x80 || $0 == 0x20 || $0 == 0x2E || $0 == 0x27 || $0 == 0x2D
            }
        }
        return false
    }

    /// Takes in the lines above that only name the device, and the author's name right above these.
    private static func withDeviceLines(_ start: Int, lines: [TextLine], run: Range<Int>) -> Int {
        var start = start
        var at = start - 1
        while at >= run.lowerBound {
            if DeviceLine.matches(lines[at].content) {
                start = at
            } else if start < run.upperBound, at > run.lowerBound, isSeparator(lines[at]) {
                start = at
            } else if !lines[at].isBlank {
                break
            }
            at -= 1
        }
        let isBelowName =
            start < run.upperBound && start - 2 > run.lowerBound && DeviceLine.matches(lines[start].content)
            && lines[start - 2].isBlank && ContactBlock.isFullName(lines[start - 1])
        return isBelowName ? start - 1 : start
    }
}
