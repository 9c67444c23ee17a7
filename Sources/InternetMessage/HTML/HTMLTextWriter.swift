/// Lays out lines: collapses white space, keeps at most one blank line, and puts quotation marks before them.
struct HTMLTextWriter {
    var quoteDepth = 0
    var signatureDepth = 0
    var preformatted = 0

    struct Result {
        var text: String
        /// Numbers of the lines that a client marked as signature, and that are no quotation.
        var signatureLines: Set<Int>
    }

    private var output: [UInt8] = []
    private var line: [UInt8] = []
    private var needsSpace = false
    private var needsTab = false
    private var blankLines = 0
    private var hasText = false
    private var bullet: [UInt8] = []
    /// Quotation depth the line began at.
    private var lineDepth = 0
    private var isSignature = false
    private var signatureLines: Set<Int> = []
    private var lineNumber = 0
    /// Blank lines asked for by a break that waits for the next text: at the end of a cell it never comes.
    private var pendingBreak: Int?
    /// Nothing was written in the cell yet: its first block needs no line of its own.
    private var isCellFresh = false
    /// A no-break space stands on a line that is empty otherwise: it is there for its height.
    private var holdsPlace = false
    /// Lines that ended within the row.
    private var rowLines = 0

    /// A place that a link's words start at, counted over everything written so far.
    mutating func beginLink() -> Int {
        resolveBreak()
        return output.count + line.count
    }

    mutating func write(_ text: String) {
        var previous: UInt8 = 0
        var beforePrevious: UInt8 = 0
        for byte in text.utf8 {
            defer {
                beforePrevious = previous
                previous = byte
            }
            // U+00A0 is a blank like any other, U+200B–U+200D, U+2060 and U+FEFF are padding of preview texts.
            if previous == 0xC2, byte == 0xA0 {
                if !line.isEmpty { line.removeLast() }
                if preformatted > 0 { append(0x20) } else { needsSpace = true }
                holdsPlace = holdsPlace || line.isEmpty || pendingBreak != nil
            } else if beforePrevious == 0xE2, previous == 0x80, byte == 0x8B || byte == 0x8C, line.count >= 2 {
                line.removeLast(2)
            } else if beforePrevious == 0xEF, previous == 0xBB, byte == 0xBF, line.count >= 2 {
                line.removeLast(2)
            } else {
                write(byte)
            }
        }
    }

    private mutating func write(_ byte: UInt8) {
        if preformatted > 0, byte == 0x0A { return lineEnd() }
        if preformatted > 0, byte == 0x20 || byte == 0x09 { return append(byte) }
        if ASCII.isSpace(byte) {
            needsSpace = true
        } else if byte >= 0x20, byte != 0x7F {
            append(byte)
        }
    }

    private mutating func append(_ byte: UInt8) {
        resolveBreak()
        isCellFresh = false
        holdsPlace = false
        if line.isEmpty {
            lineDepth = quoteDepth
            isSignature = signatureDepth > 0 && quoteDepth == 0
            line.append(contentsOf: bullet)
            bullet = []
        } else if needsTab {
            line.append(0x09)
        } else if needsSpace, line.last != 0x20 {
            line.append(0x20)
        }
        needsTab = false
        needsSpace = false
        line.append(byte)
    }

    mutating func space() { needsSpace = true }

    mutating func beginRow() {
        endLine(blank: 0)
        rowLines = 0
    }

    /// Cells of one line each stand side by side.
    mutating func beginCell() {
        if rowLines > 0 {
            endLine(blank: 0)
        } else {
            pendingBreak = nil
            if !ASCII.trimmed(line).isEmpty { needsTab = true }
        }
        isCellFresh = true
    }

    mutating func endRow() {
        if rowLines == 0 { pendingBreak = nil }
        endLine(blank: 0)
        rowLines = 0
    }

    mutating func beginItem(_ mark: String, indentation: Int) {
        endLine(blank: 0)
        bullet = Array(repeating: 0x20, count: indentation) + Array(mark.utf8)
    }

    mutating func writeImage(_ element: HTMLElement) {
        guard let alt = element.attribute("alt")?.trimmingASCIISpace(), !alt.isEmpty, alt.utf8.count <= 1_000 else {
            return
        }
        space()
        write(alt)
        space()
    }

    mutating func endLink(_ url: String, start: Int) {
        let words = line.count - max(0, start - output.count)
        guard start >= output.count, words > 0, words <= line.count else { return }
        let said = ASCII.lowercased(ASCII.trimmed(line.suffix(words)))
        if said.isEmpty || Self.bare(said) == Self.bare(ASCII.lowercased(url.utf8)) { return }
        space()
        // Parentheses within a URL would make its end a guess.
        let holdsParentheses = url.utf8.contains { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") }
        write(holdsParentheses ? "<\(url)>" : "(\(url))")
    }

    /// A URL without what people leave out when they write one.
    private static func bare(_ url: [UInt8]) -> [UInt8] {
        var rest = url[...]
        for prefix in ["mailto:", "tel:", "https://", "http://", "www."] where ASCII.hasPrefix(rest, prefix) {
            rest = rest.dropFirst(prefix.utf8.count)
        }
        while rest.last == UInt8(ascii: "/") { rest = rest.dropLast() }
        return Array(rest)
    }

    /// Ends the line, and an empty one too.
    mutating func lineEnd() {
        resolveBreak()
        if line.isEmpty { blankLines = min(blankLines + 1, 1) } else { flush() }
    }

    /// Asks for a new line, and that many blank ones before it, for the next text.
    mutating func breakLine(blank: Int) {
        guard !isCellFresh else { return }
        let blank = holdsPlace ? max(blank, 1) : blank
        holdsPlace = false
        if line.isEmpty { blankLines = max(blankLines, blank) } else { pendingBreak = max(pendingBreak ?? 0, blank) }
        needsSpace = false
    }

    /// Ends the line at once if there is one, and asks for that many blank ones before the next text.
    mutating func endLine(blank: Int) {
        resolveBreak()
        flush()
        isCellFresh = false
        blankLines = max(blankLines, holdsPlace ? 1 : blank)
        holdsPlace = false
    }

    private mutating func resolveBreak() {
        guard let blank = pendingBreak else { return }
        pendingBreak = nil
        flush()
        blankLines = max(blankLines, blank)
    }

    private mutating func flush() {
        needsSpace = false
        needsTab = false
        while let last = line.last, last == 0x20 || last == 0x09 { line.removeLast() }
        if line.isEmpty { return }
        if hasText, blankLines > 0 {
            output.append(0x0A)
            lineNumber += 1
        }
        if isSignature { signatureLines.insert(lineNumber) }
        lineNumber += 1
        rowLines += 1
        blankLines = 0
        let depth = min(lineDepth, 20)
        for _ in 0..<depth { output.append(contentsOf: "> ".utf8) }
        output.append(contentsOf: line)
        output.append(0x0A)
        line.removeAll(keepingCapacity: true)
        holdsPlace = false
        hasText = true
    }

    consuming func finish() -> Result {
        flush()
        if output.last == 0x0A { output.removeLast() }
        return Result(text: String(decoding: output, as: UTF8.self), signatureLines: signatureLines)
    }
}
