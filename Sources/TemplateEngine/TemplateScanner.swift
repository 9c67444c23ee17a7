/// Cuts the bytes of a template into literals and tags, and knows the position of each.
///
/// A section's tag or a comment that stands alone on its line takes the line with it, as Mustache has it. A partial
/// does not: it is a piece of a sentence as often as a block of lines.
struct TemplateScanner {
    enum Token {
        case literal(String)
        case tag(TemplateTag, at: TemplatePosition)
    }

    private let bytes: [UInt8]
    private let source: String
    private var index = 0
    private var line = 1
    private var column = 1

    init(_ text: String, source: String) {
        bytes = Array(text.utf8)
        self.source = source
    }

    /// The next literals and tag; empty at the end.
    mutating func next() throws(TemplateError) -> [Token] {
        guard index < bytes.count else { return [] }
        let start = index
        guard let open = firstPair(of: UInt8(ascii: "{"), from: start) else {
            advance(to: bytes.count)
            return [.literal(text(start..<bytes.count))]
        }
        advance(to: open)
        let position = TemplatePosition(source: source, line: line, column: column)
        guard let close = end(ofTagAt: open) else { throw .syntax(.unclosedTag, at: position) }
        let tag = try TemplateTag(bytes[(open + 2)..<close], at: position)
        var literalEnd = open
        var tagEnd = close + 2
        if tag.mayStandAlone, let whole = wholeLine(around: open..<tagEnd) {
            literalEnd = max(start, whole.lowerBound)
            tagEnd = whole.upperBound
        }
        advance(to: tagEnd)
        return [.literal(text(start..<literalEnd)), .tag(tag, at: position)]
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private func firstPair(of byte: UInt8, from start: Int) -> Int? {
        var position = start
        while position + 1 < bytes.count {
            if bytes[position] == byte, bytes[position + 1] == byte { return position }
            position += 1
        }
        return nil
    }

    /// Where the closing braces of a tag begin; braces of a format in between come in pairs.
    private func end(ofTagAt open: Int) -> Int? {
        let isComment = open + 2 < bytes.count && bytes[open + 2] == UInt8(ascii: "!")
        if isComment { return firstPair(of: UInt8(ascii: "}"), from: open + 2) }
        var depth = 0
        var position = open + 2
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}") where depth > 0: depth -= 1
            case UInt8(ascii: "}"):
                return position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "}") ? position : nil
            default: break
            }
            position += 1
        }
        return nil
    }

    /// The line with its end when nothing but the tag and blanks stand on it.
    private func wholeLine(around tag: Range<Int>) -> Range<Int>? {
        var start = tag.lowerBound
        while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
        guard start == 0 || bytes[start - 1] == UInt8(ascii: "\n") else { return nil }
        var end = tag.upperBound
        while end < bytes.count, isBlank(bytes[end]) { end += 1 }
        if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "\r"), bytes[end + 1] == UInt8(ascii: "\n") { end += 1 }
        guard end < bytes.count else { return start..<end }
        return bytes[end] == UInt8(ascii: "\n") ? start..<(end + 1) : nil
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    private mutating func advance(to end: Int) {
        for byte in bytes[index..<end] {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        index = end
    }
}
