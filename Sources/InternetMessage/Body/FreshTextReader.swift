/// Gives each line of a text its role, in one pass down and one over the author's own lines.
struct FreshTextReader {
    enum Role { case own, quoted, signature }

    private(set) var lines: [TextLine]
    private(set) var roles: [Role]
    private var isForward = false
    /// The subject says that another mail is passed on: fields or a mark then begin that mail, not a quotation.
    private let passesOn: Bool
    /// Lines ending in a colon that are still looked at; beyond it, nothing is an attribution.
    private var attributionBudget = 2_000
    /// Lines that may still be taken apart: each costs a move of all that follow.
    private var splitBudget = 20
    /// Lines that are looked at. A longer text stays whole, and uncertain.
    static let limit = 50_000

    /// - Parameter signatureLines: numbers of lines that are known to be signature.
    init(_ text: String, signatureLines: Set<Int> = [], passesOn: Bool = false) {
        self.passesOn = passesOn
        lines = TextLine.lines(of: Array(text.utf8))
        roles = lines.indices.map { signatureLines.contains($0) ? .signature : .own }
    }

    consuming func read() -> FreshText {
        guard lines.count <= Self.limit else {
            return FreshText(text: TextBlock.joined(lines.map(\.raw)), quoted: false, isCertain: false)
        }
        if let banner = Disclaimer.banner(in: lines) {
            for index in banner { roles[index] = .signature }
        }
        markQuotations()
        if !isForward { markSignatures() }
        let own = joined(.own)
        let signature = joined(.signature)
        let quoted = roles.contains(.quoted)
        let isWhole = roles.allSatisfy { $0 == .own }
        guard !own.isEmpty, isWhole || WordlessText.says(own) else {
            let all = TextBlock.joined(lines.map(\.raw))
            return FreshText(text: all, quoted: quoted, isCertain: all.isEmpty)
        }
        return FreshText(
            text: own, quoted: quoted, signature: signature.isEmpty ? nil : signature, isCertain: !isForward)
    }

    private func joined(_ role: Role) -> String {
        TextBlock.joined(zip(lines, roles).lazy.filter { $0.1 == role }.map(\.0.raw))
    }

    // MARK: quotations

    private mutating func markQuotations() {
        var index = 0
        while index < lines.count {
            takeApart(at: index)
            let line = lines[index]
            if isForwardMark(at: index) || beginsPassedOn(at: index) {
                isForward = true
                return
            }
            if line.isQuoted, !closesAttribution(at: index) {
                index = quoteMarked(from: index)
            } else if opensTheRest(at: index) {
                return quote(from: startOfSeparators(before: index))
            } else if let attribution = attribution(endingAt: index) {
                if lines[index].isQuoted { lines[index] = lines[index].asOwn }
                let isFollowedByMarks = nextNonblank(after: index).map { lines[$0].isQuoted } ?? true
                if !isFollowedByMarks { return quote(from: startOfSeparators(before: attribution.lowerBound)) }
                for at in attribution { roles[at] = .quoted }
                index += 1
            } else {
                index += 1
            }
        }
    }

    /// Marks a run of quoted lines with what belongs to it: rules and fields right above, links that broke out of it.
    private mutating func quoteMarked(from start: Int) -> Int {
        if start > 0, roles[start - 1] == .own {
            var first = startOfSeparators(before: start)
            first = QuotedHeaderBlock.start(endingBefore: first, in: lines) { roles[$0] == .own } ?? first
            for at in first..<start { roles[at] = .quoted }
        }
        var index = start
        while index < lines.count, lines[index].isQuoted || isStrayLink(at: index) {
            roles[index] = .quoted
            index += 1
        }
        return index
    }

    /// A long link that a client wrapped without a mark, between two quoted lines.
    private func isStrayLink(at index: Int) -> Bool {
        let content = lines[index].content
        guard index > 0, index + 1 < lines.count, lines[index - 1].isQuoted, lines[index + 1].isQuoted,
            content.count >= 10
        else { return false }
        return ASCII.contains(content, "://")
            || !content.contains(0x20) && content.contains { !ASCII.isLetter($0) && $0 < 0x80 }
    }

    /// `> wrote:` or `>:`: the closing bracket of an address that was wrapped, not a quotation mark.
    private func closesAttribution(at index: Int) -> Bool {
        let content = lines[index].unquoted
        guard index > 0, roles[index - 1] == .own, !lines[index - 1].isQuoted, content.count <= 60 else { return false }
        let isEnd = content.last == UInt8(ascii: ":") || ASCII.hasSuffix(content, "：")
        guard isEnd, Attribution.says(content) || content.count == 1 else { return false }
        return lines[max(0, index - 4)..<index].contains { $0.content.contains(UInt8(ascii: "<")) }
    }

    private mutating func quote(from start: Int) {
        for index in start..<lines.count { roles[index] = .quoted }
    }

    private func opensTheRest(at index: Int) -> Bool {
        let content = lines[index].content
        if QuotationMark.isOriginal(content) {
            return nextNonblank(after: index).map { QuotedHeaderBlock.isField(lines[$0].content) } ?? false
        }
        return QuotationMark.isOriginalMessage(content) || QuotationMark.isReplyAbove(content)
            || QuotedHeaderBlock.begins(at: index, in: lines)
            || QuotationMark.isHeading(content) && index > 0 && QuotationMark.isRule(lines[index - 1].content)
    }

    /// Gives an attribution that shares its line with the author's words a line of its own.
    private mutating func takeApart(at index: Int) {
        let line = lines[index]
        guard splitBudget > 0, attributionBudget > 0, !line.isQuoted, Attribution.isColon(line.content),
            nextNonblank(after: index).map({ lines[$0].isQuoted }) == true
        else { return }
        attributionBudget -= 1
        splitBudget -= 1
        guard let parts = SharedAttribution.split(line.raw) else { return }
        lines[index] = TextLine(line.raw[..<parts.wordsEnd])
        lines.insert(TextLine(line.raw[parts.attribution...]), at: index + 1)
        roles.insert(.own, at: index + 1)
    }

    /// A forward's mark counts where it stands in the author's own text or opens a marked quotation.
    private func isForwardMark(at index: Int) -> Bool {
        let line = lines[index]
        guard line.isQuoted else { return QuotationMark.isForward(line.content) }
        let opens = index == 0 || roles[index - 1] == .own
        return opens && QuotationMark.isForward(line.unquoted)
    }

    /// Fields that the subject or the line above announces: `I got this:`.
    private func beginsPassedOn(at index: Int) -> Bool {
        guard !lines[index].isQuoted, opensTheRest(at: index) else { return false }
        if passesOn { return true }
        let above = lines[..<index].last { !$0.isBlank }
        guard let above, roles[index - 1] == .own, QuotedHeaderBlock.begins(at: index, in: lines) else { return false }
        return Attribution.isColon(above.content) && !Attribution.says(above.content)
    }

    /// Rules of dashes or underscores right above the quotation belong to it.
    private func startOfSeparators(before index: Int) -> Int {
        var start = index
        var at = index - 1
        while at >= 0, roles[at] == .own, lines[at].isBlank || QuotationMark.isRule(lines[at].content) {
            if !lines[at].isBlank { start = at }
            at -= 1
        }
        return start
    }

    private func nextNonblank(after index: Int) -> Int? {
        var at = index + 1
        while at < lines.count {
            if !lines[at].isBlank { return at }
            at += 1
        }
        return nil
    }

    private mutating func attribution(endingAt index: Int) -> Range<Int>? {
        let closes = lines[index].isQuoted
        guard attributionBudget > 0, Attribution.mayEnd(with: lines[index].content) || closes else { return nil }
        attributionBudget -= 1
        let isFollowedByMarks = nextNonblank(after: index).map { lines[$0].isQuoted } ?? false
        return Attribution.range(
            endingAt: index, in: lines, isOpen: { roles[$0] == .own }, quoteFollows: isFollowedByMarks)
    }

    // MARK: signatures

    /// The `-- ` that a client left outside of what it marked as signature.
    private mutating func markSeparator(above end: Int, from start: Int) {
        guard end < lines.count, roles[end] == .signature,
            let last = (start..<end).last(where: { !lines[$0].isBlank }), ASCII.equals(lines[last].content, "--")
        else { return }
        roles[last] = .signature
    }

    private mutating func markSignatures() {
        var index = 0
        var hasWords = false
        while index < lines.count {
            guard roles[index] == .own else {
                index += 1
                continue
            }
            var end = index
            while end < lines.count, roles[end] == .own { end += 1 }
            markSeparator(above: end, from: index)
            if let start = SignatureMark.start(in: lines, within: index..<end, mayOpenRun: hasWords) {
                for at in start..<end { roles[at] = .signature }
            }
            hasWords = hasWords || (index..<end).contains { roles[$0] == .own && !lines[$0].isBlank }
            index = end
        }
    }
}
