/// A line of a mail's text with what the readers of replies ask about it.
struct TextLine {
    /// As it came, without its line end.
    let raw: ArraySlice<UInt8>
    /// As `LetterCase` folds it; blanks, directional marks and the marks of bold text gone from both ends.
    let content: [UInt8]
    private(set) var isQuoted: Bool

    init(_ raw: ArraySlice<UInt8>) {
        self.raw = raw
        let trimmed = ASCII.trimmed(raw)
        isQuoted = trimmed.first == UInt8(ascii: ">") && !Self.isDecorated(trimmed)
        content = Self.content(of: trimmed)
    }

    /// `>>> look here <<<`
    private static func isDecorated(_ line: ArraySlice<UInt8>) -> Bool {
        ASCII.hasPrefix(line, ">>") && ASCII.hasSuffix(line, "<<")
    }

    /// The line read as its author's own, whatever it begins with.
    var asOwn: TextLine {
        var line = self
        line.isQuoted = false
        return line
    }

    var isBlank: Bool { content.isEmpty }

    /// What a quoted line quotes.
    var unquoted: [UInt8] {
        Self.content(of: raw.drop { $0 == UInt8(ascii: ">") || ASCII.isSpace($0) })
    }

    /// Lines of `text`; CRLF, LF and CR each end one.
    static func lines(of bytes: [UInt8]) -> [TextLine] {
        var lines: [TextLine] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x0A || bytes[index] == 0x0D {
                lines.append(TextLine(bytes[start..<index]))
                if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                start = index + 1
            }
            index += 1
        }
        lines.append(TextLine(bytes[start...]))
        return lines
    }

    /// Only the first bytes of a line decide anything.
    private static func content(of slice: ArraySlice<UInt8>) -> [UInt8] {
        var rest = slice.prefix(1_000)
        while let first = rest.first {
            if ASCII.isSpace(first) || first == UInt8(ascii: "*") {
                rest = rest.dropFirst()
            } else if let mark = Self.padding.first(where: { rest.starts(with: $0) }) {
                rest = rest.dropFirst(mark.count)
            } else {
                break
            }
        }
        while let last = rest.last {
            if ASCII.isSpace(last) || last == UInt8(ascii: "*") {
                rest = rest.dropLast()
            } else if let mark = Self.padding.first(where: { rest.suffix($0.count).elementsEqual($0) }) {
                rest = rest.dropLast(mark.count)
            } else {
                break
            }
        }
        return LetterCase.folded(rest)
    }

    /// No-break space, ideographic space, zero width space, directional marks and isolates, byte order mark.
    private static let padding: [[UInt8]] = [
        "\u{A0}", "\u{202F}", "\u{3000}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202B}", "\u{202C}",
        "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "\u{FEFF}",
    ].map { Array($0.utf8) }
}
