import Ticketing

/// A piece of a page. Text is escaped when it becomes HTML; there is no way back and no way around.
///
/// Markup comes from `StaticString` names only, so nothing that was read at run time can be one. There is no string
/// interpolation into HTML on purpose.
///
/// Security: subjects, names, file names and texts of mails all arrive here as `String` and leave as inert text.
struct HTML: Sendable {
    private(set) var bytes: [UInt8]

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    static let empty = HTML([])

    /// Text, escaped for element content.
    static func text(_ text: String) -> HTML {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        escape(text, into: &output)
        return HTML(output)
    }

    /// Markup that stands in the source of the program.
    static func markup(_ markup: StaticString) -> HTML {
        HTML(markup.withUTF8Buffer { Array($0) })
    }

    /// HTML of a mail that has been through the sanitizer.
    static func mail(_ markup: SafeMarkup) -> HTML { HTML(Array(markup.html.utf8)) }

    static func joined(_ parts: [HTML]) -> HTML {
        HTML(parts.flatMap(\.bytes))
    }

    static func + (left: HTML, right: HTML) -> HTML { HTML(left.bytes + right.bytes) }

    var string: String { String(decoding: bytes, as: UTF8.self) }
    var isEmpty: Bool { bytes.isEmpty }

    /// An element with its end tag.
    static func element(_ name: StaticString, _ attributes: Attributes, _ children: [HTML]) -> HTML {
        var output = startTag(name, attributes)
        for child in children { output.append(contentsOf: child.bytes) }
        output.append(contentsOf: "</".utf8)
        name.withUTF8Buffer { output.append(contentsOf: $0) }
        output.append(UInt8(ascii: ">"))
        return HTML(output)
    }

    /// A void element: no content, no end tag.
    static func void(_ name: StaticString, _ attributes: Attributes) -> HTML {
        HTML(startTag(name, attributes))
    }

    private static func startTag(_ name: StaticString, _ attributes: Attributes) -> [UInt8] {
        var output: [UInt8] = [UInt8(ascii: "<")]
        name.withUTF8Buffer { output.append(contentsOf: $0) }
        for attribute in attributes.items {
            guard let value = attribute.value else { continue }
            output.append(UInt8(ascii: " "))
            attribute.name.withUTF8Buffer { output.append(contentsOf: $0) }
            output.append(contentsOf: "=\"".utf8)
            escape(value, into: &output)
            output.append(UInt8(ascii: "\""))
        }
        output.append(UInt8(ascii: ">"))
        return output
    }

    /// For content and double-quoted attributes alike. Controls become the replacement character, so that they can
    /// neither hide text nor break a parser.
    private static func escape(_ text: String, into output: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): output.append(contentsOf: "&#39;".utf8)
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: output.append(contentsOf: "\u{FFFD}".utf8)
            default: output.append(byte)
            }
        }
    }
}

/// Attributes in the order they are written. nil leaves one out; an empty value is a boolean attribute.
struct Attributes: ExpressibleByDictionaryLiteral, Sendable {
    private(set) var items: [(name: StaticString, value: String?)]

    init(dictionaryLiteral elements: (StaticString, String?)...) {
        items = elements.map { (name: $0.0, value: $0.1) }
    }
}

/// HTML of a mail as the sanitizer wrote it, the only markup that is not in the program's source.
///
/// The store keeps nothing else in `Entry.html`.
struct SafeMarkup: Sendable {
    let html: String

    init?(of entry: Entry) {
        guard let html = entry.html else { return nil }
        self.html = html
    }
}
