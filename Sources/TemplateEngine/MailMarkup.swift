/// The markup of a mail's HTML, cut into tags: as much of the tokenizer as a linter needs.
///
/// - Standard: HTML (WHATWG) §13.2.5 (tokenization), in part
struct MailMarkup {
    struct Attribute: Equatable {
        let name: String
        let value: String
    }

    enum Token: Equatable {
        case start(String, [Attribute])
        case end(String)
        /// The rules of a style element.
        case styleSheet(String)
        case text
    }

    private(set) var tokens: [(token: Token, offset: Int)] = []
    private let bytes: [UInt8]
    private var index = 0

    init(_ html: String) {
        bytes = Array(html.utf8)
        while index < bytes.count {
            bytes[index] == UInt8(ascii: "<") ? readMarkup() : readText()
        }
    }

    private mutating func readText() {
        let start = index
        index = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        if bytes[start..<index].contains(where: { !Self.isSpace($0) }) { tokens.append((.text, start)) }
    }

    private mutating func readMarkup() {
        let start = index
        advance(1)
        if peek == UInt8(ascii: "!") || peek == UInt8(ascii: "?") {
            skip(past: bytes[index...].starts(with: "!--".utf8) ? "-->" : ">")
        } else if peek == UInt8(ascii: "/") {
            advance(1)
            let name = word { !Self.isSpace($0) && $0 != UInt8(ascii: ">") }
            skip(past: ">")
            tokens.append((.end(name), start))
        } else if let first = peek, Self.isLetter(first) {
            readStartTag(from: start)
        } else {
            tokens.append((.text, start))
        }
    }

    private mutating func readStartTag(from start: Int) {
        let name = word { !Self.isSpace($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        var attributes: [Attribute] = []
        while let byte = peek, byte != UInt8(ascii: ">") {
            if Self.isSpace(byte) || byte == UInt8(ascii: "/") {
                advance(1)
            } else {
                attributes.append(attribute())
            }
        }
        advance(1)
        tokens.append((.start(name, attributes), start))
        if name == "style" { readStyleSheet() }
    }

    private mutating func attribute() -> Attribute {
        let name = word { !Self.isSpace($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") }
        guard peek == UInt8(ascii: "=") else {
            // A stray sign must not keep the reading here.
            if name.isEmpty { index += 1 }
            return Attribute(name: name, value: "")
        }
        advance(1)
        guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return Attribute(name: name, value: text { !Self.isSpace($0) && $0 != UInt8(ascii: ">") })
        }
        advance(1)
        let value = text { $0 != quote }
        advance(1)
        return Attribute(name: name, value: value)
    }

    private mutating func readStyleSheet() {
        let start = index
        var end = start
        while end < bytes.count, !bytes[end...].starts(with: "</style".utf8) { end += 1 }
        tokens.append((.styleSheet(String(decoding: bytes[start..<end], as: UTF8.self).lowercased()), start))
        index = end
    }

    /// Markup may break off anywhere.
    private mutating func advance(_ count: Int) { index = min(index + count, bytes.count) }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func word(while isPart: (UInt8) -> Bool) -> String {
        text(while: isPart).lowercased()
    }

    private mutating func text(while isPart: (UInt8) -> Bool) -> String {
        let start = index
        while index < bytes.count, isPart(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skip(past mark: String) {
        while index < bytes.count, !bytes[index...].starts(with: mark.utf8) { index += 1 }
        advance(mark.utf8.count)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || (9...13).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
