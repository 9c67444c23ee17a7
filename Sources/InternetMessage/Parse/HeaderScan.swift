/// Reads a header section from bytes, with the tolerance that real mail needs.
///
/// Tolerated and reported: an mbox `From ` line, blank lines or a leading blank before the first field, lines without
/// a colon, blanks before the colon, and a body that follows without an empty line. Beyond the limits fields are
/// skipped, but the body is still found.
///
/// - Standard: RFC 5322 §2.2, §4
struct HeaderScan {
    private(set) var section = HeaderSection()
    /// Where the header section ends: before the empty line.
    private(set) var headerEnd: Int
    private(set) var bodyStart: Int
    private(set) var problems: [String] = []

    private let bytes: [UInt8]
    private let limits: MessageLimits
    private let isMessage: Bool
    private var kept = 0
    private var fieldCount = 0
    private var headerBytes = 0
    private var current: HeaderField?
    /// How far fields that are still missing reach beyond a line that is none; nil until asked.
    private var resumption: Int?
    /// A limit left fields or bytes out.
    private(set) var isCut = false

    /// - Parameter isMessage: true for a message's own header, false for that of a body part.
    init(
        _ bytes: [UInt8], in range: Range<Int>, terminator: UInt8, limits: MessageLimits, isMessage: Bool
    ) {
        self.bytes = bytes
        self.limits = limits
        self.isMessage = isMessage
        headerEnd = range.upperBound
        bodyStart = range.upperBound
        var lines = LineScanner(bytes, in: range, terminator: terminator)
        scan(&lines)
        finishField()
        reportLimits()
    }

    private mutating func scan(_ lines: inout LineScanner) {
        var isFirst = true
        while let line = lines.next() {
            let content = bytes[line.content]
            if line.isEmpty {
                if isFirst, isMessage, skipBlankLines(&lines) { continue }
                headerEnd = line.content.lowerBound
                bodyStart = line.next
                return
            }
            defer { isFirst = false }
            if isFirst, isMessage, isMailboxLine(content) {
                problems.append("The mail begins with an mbox \"From \" line, which was ignored.")
                continue
            }
            if content.first?.isBlank == true, !isFirst || Self.colon(in: content.trimmingSpace()) == nil {
                append(content)
                continue
            }
            if take(content, isFirst: isFirst) { continue }
            // A delimiter line is never part of a header, whatever follows it.
            guard !content.starts(with: [0x2D, 0x2D]), let follower = lines.peek(),
                Self.isPlausibleField(bytes[follower.content]) || resumes(after: lines)
            else {
                if fieldCount > 0 { problems.append("No empty line stands between header and body.") }
                headerEnd = line.content.lowerBound
                bodyStart = line.content.lowerBound
                return
            }
            problems.append("A header line without a colon was ignored.")
        }
        headerEnd = lines.position
        bodyStart = lines.position
    }

    /// Whether the lines before the next empty one hold the author and other fields that are missing so far: then
    /// the line was junk within the header. Prose that cites fields does not name the author for the first time.
    private mutating func resumes(after lines: LineScanner) -> Bool {
        guard isMessage else { return false }
        if let resumption { return lines.position < resumption }
        var ahead = lines
        var missing: [[UInt8]] = []
        var end = 0
        for _ in 0..<300 {
            guard let line = ahead.next(), !line.isEmpty else { break }
            let content = bytes[line.content]
            guard let colon = Self.colon(in: content) else { continue }
            let name = content[..<colon].trimmingSpace().prefix(20).map(\.asciiLowercased)
            let isWanted = ["from", "to", "subject", "date", "message-id"].contains { name.elementsEqual($0.utf8) }
            guard isWanted, !missing.contains(name),
                !section.fields.contains(where: { $0.name.utf8.elementsEqual(name) })
            else { continue }
            missing.append(name)
            end = line.next
        }
        let holdsAuthor = missing.contains { $0.elementsEqual("from".utf8) }
        resumption = holdsAuthor && missing.count >= 3 ? end : 0
        return lines.position < (resumption ?? 0)
    }

    /// Moves to the first field when only empty lines stand before it.
    private mutating func skipBlankLines(_ lines: inout LineScanner) -> Bool {
        var ahead = lines
        while let line = ahead.peek(), line.isEmpty { _ = ahead.next() }
        guard let line = ahead.peek(), Self.isPlausibleField(bytes[line.content]) else { return false }
        lines = ahead
        problems.append("Empty lines before the header were ignored.")
        return true
    }

    /// Starts a field; false when the line is none.
    private mutating func take(_ line: ArraySlice<UInt8>, isFirst: Bool) -> Bool {
        var content = line
        if isFirst {
            if content.first?.isBlank == true {
                content = content.trimmingSpace()
                problems.append("The first header line begins with a blank.")
            } else if content.starts(with: [0xEF, 0xBB, 0xBF]) {
                content = content.dropFirst(3)
            }
        }
        guard let colon = Self.colon(in: content) else { return false }
        finishField()
        fieldCount += 1
        headerBytes += line.count
        let name = content[..<colon].trimmingSpace().prefix(200)
        let room = max(0, limits.headerBytes - kept)
        guard fieldCount <= limits.fields, name.count < room else {
            isCut = true
            return true
        }
        let body = content[(colon + 1)...].prefix(room - name.count)
        kept += name.count + body.count
        isCut = isCut || body.count < content.endIndex - colon - 1
        current = HeaderField(name: name.asciiLowercasedText, body: Array(body))
        return true
    }

    /// Adds a folded line.
    private mutating func append(_ line: ArraySlice<UInt8>) {
        headerBytes += line.count
        guard current != nil else { return }
        let fitting = line.prefix(max(0, limits.headerBytes - kept))
        kept += fitting.count
        isCut = isCut || fitting.count < line.count
        current?.body.append(contentsOf: fitting)
    }

    private mutating func finishField() {
        guard var field = current else { return }
        field.body = Array(field.body.trimmingSpace())
        section.fields.append(field)
        current = nil
    }

    private mutating func reportLimits() {
        if fieldCount > limits.fields {
            problems.append("The header has \(fieldCount) fields; the first \(limits.fields) were read.")
        } else if isCut {
            problems.append("The header has \(headerBytes) bytes; the first \(limits.headerBytes) were read.")
        }
    }

    private func isMailboxLine(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: [0x46, 0x72, 0x6F, 0x6D, 0x20]) || line.starts(with: [0x3E, 0x46, 0x72, 0x6F, 0x6D, 0x20])
    }

    /// Where the colon after a valid field name is.
    static func colon(in line: ArraySlice<UInt8>) -> Int? {
        var index = line.startIndex
        while index < line.endIndex, line[index].isFieldNameByte { index += 1 }
        guard index > line.startIndex else { return nil }
        while index < line.endIndex, line[index].isBlank { index += 1 }
        return index < line.endIndex && line[index] == 0x3A ? index : nil
    }

    /// Whether a line begins with a field that mail really has; stricter than `colon(in:)`, since any prose may
    /// hold a colon.
    static func isPlausibleField(_ line: ArraySlice<UInt8>) -> Bool {
        guard let colon = colon(in: line) else { return false }
        let name = line[..<colon].trimmingSpace()
        guard name.count <= 64 else { return false }
        let prefixes: [StaticString] = [
            "x-", "list-", "content-", "dkim-", "arc-", "resent-", "received", "delivered-",
        ]
        if prefixes.contains(where: name.startsIgnoringCase) { return true }
        let names: [StaticString] = [
            "from", "to", "cc", "bcc", "subject", "date", "sender", "reply-to", "message-id", "in-reply-to",
            "references",
            "mime-version", "return-path", "errors-to", "precedence", "importance", "priority", "user-agent",
            "thread-topic",
            "thread-index", "auto-submitted", "authentication-results", "organization", "status", "lines", "comments",
            "keywords",
            "envelope-to", "delivery-date",
        ]
        return names.contains(where: name.equalsIgnoringCase)
    }
}
