/// Reads raw HTML once, from left to right.
struct TagStripper {
    private let bytes: [UInt8]
    private var index = 0
    private var writer = HTMLTextWriter()
    private var pending: [UInt8] = []
    /// Searches for an end tag that found none: the same search would scan the rest again and again.
    private var unclosed: Set<String> = []

    init(_ html: String) {
        bytes = Array(html.utf8)
    }

    mutating func run() -> String {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "<") where startsTag(at: index + 1): skipTag()
            case UInt8(ascii: "&"): resolveReference()
            default:
                pending.append(bytes[index])
                index += 1
            }
        }
        flush()
        return writer.finish().text
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        writer.write(String(decoding: pending, as: UTF8.self))
        pending.removeAll(keepingCapacity: true)
    }

    private func startsTag(at index: Int) -> Bool {
        guard index < bytes.count else { return false }
        let byte = bytes[index]
        return ASCII.isLetter(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!")
            || byte == UInt8(ascii: "?")
    }

    private mutating func skipTag() {
        flush()
        if bytes[index...].starts(with: "<!--".utf8) {
            // Never closed: the mark itself is dropped, what follows is kept as text.
            if !skip(past: "-->") { index += 4 }
            return
        }
        let start = index + 1
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: ">") { end += 1 }
        let isClosing = bytes[start] == UInt8(ascii: "/")
        let name = ASCII.lowercased(bytes[(start + (isClosing ? 1 : 0))..<end].prefix { ASCII.isAlphanumeric($0) })
        index = min(end + 1, bytes.count)
        tag(String(decoding: name.prefix(16), as: UTF8.self), isClosing: isClosing)
    }

    private mutating func tag(_ name: String, isClosing: Bool) {
        switch name {
        case "script", "style", "template", "iframe", "head", "object", "noembed", "noframes":
            if !isClosing { _ = skip(past: "</\(name)") }
        case "br": writer.lineEnd()
        case "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol": writer.breakLine(blank: 1)
        case "tr": if isClosing { writer.endRow() } else { writer.beginRow() }
        case "div", "table", "li", "hr", "section", "article", "header", "footer", "dt", "dd":
            writer.breakLine(blank: 0)
        case "td", "th": if !isClosing { writer.beginCell() }
        default: break
        }
    }

    /// False, and nothing skipped, where the mark does not come any more.
    private mutating func skip(past mark: String) -> Bool {
        guard !unclosed.contains(mark) else { return false }
        let wanted = Array(mark.utf8)
        var at = index
        while at + wanted.count <= bytes.count {
            if bytes[at] == wanted[0],
                bytes[at..<(at + wanted.count)].elementsEqual(wanted, by: { ASCII.lower($0) == $1 })
            {
                index = at + wanted.count
                while wanted.last != UInt8(ascii: ">"), index < bytes.count, bytes[index - 1] != UInt8(ascii: ">") {
                    index += 1
                }
                return true
            }
            at += 1
        }
        unclosed.insert(mark)
        return false
    }

    private mutating func resolveReference() {
        let body = bytes[(index + 1)...].prefix(10)
        guard let semicolon = body.firstIndex(of: UInt8(ascii: ";")) else { return keepAmpersand() }
        let name = String(decoding: bytes[(index + 1)..<semicolon], as: UTF8.self)
        guard let scalar = Self.scalar(name) else { return keepAmpersand() }
        pending.append(contentsOf: String(scalar).utf8)
        index = semicolon + 1
    }

    private mutating func keepAmpersand() {
        pending.append(UInt8(ascii: "&"))
        index += 1
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        }
        if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) }
        return named[name]
    }

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©", "reg": "®",
        "hellip": "…", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
        "bull": "•", "middot": "·", "laquo": "«", "raquo": "»", "euro": "€", "auml": "ä", "ouml": "ö",
        "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è",
        "agrave": "à", "ccedil": "ç",
    ]
}
