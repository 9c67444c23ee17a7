import UnicodeText

/// What stands between `{{` and `}}`.
enum TemplateTag {
    case variable(name: String, format: String?)
    case open(name: String, isInverted: Bool)
    case close(name: String)
    case partial(name: String)
    case comment

    init(_ content: ArraySlice<UInt8>, at position: TemplatePosition) throws(TemplateError) {
        guard let sigil = content.first else { throw .syntax(.invalidName(""), at: position) }
        let rest = content.dropFirst()
        switch sigil {
        case UInt8(ascii: "!"): self = .comment
        case UInt8(ascii: "#"): self = .open(name: try Self.name(rest, at: position), isInverted: false)
        case UInt8(ascii: "^"): self = .open(name: try Self.name(rest, at: position), isInverted: true)
        case UInt8(ascii: "/"): self = .close(name: try Self.name(rest, at: position))
        case UInt8(ascii: ">"): self = .partial(name: try Self.partialName(rest, at: position))
        case UInt8(ascii: "&"), UInt8(ascii: "{"): throw .syntax(.unescapedForm, at: position)
        case UInt8(ascii: "="): throw .syntax(.delimiterChange, at: position)
        default: self = try Self.variable(content, at: position)
        }
    }

    var mayStandAlone: Bool {
        switch self {
        case .variable, .partial: false
        case .open, .close, .comment: true
        }
    }

    /// The place of the value in a pattern of ICU.
    static func pattern(format: String) -> String {
        "{value, \(format)}"
    }

    private static func variable(
        _ content: ArraySlice<UInt8>, at position: TemplatePosition
    ) throws(TemplateError) -> TemplateTag {
        guard let comma = content.firstIndex(of: UInt8(ascii: ",")) else {
            return .variable(name: try name(content, at: position), format: nil)
        }
        let name = try name(content[..<comma], at: position)
        let format = String(decoding: trimmed(content[(comma + 1)...]), as: UTF8.self)
        do throws(MessageFormatError) {
            _ = try MessageFormat(pattern: pattern(format: format), language: "en")
        } catch {
            throw .syntax(.invalidFormat(format), at: position)
        }
        return .variable(name: name, format: format)
    }

    private static func name(
        _ content: ArraySlice<UInt8>, at position: TemplatePosition
    ) throws(TemplateError) -> String {
        let content = trimmed(content)
        let text = String(decoding: content, as: UTF8.self)
        if text == "." { return text }
        let segments = content.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isName = segments.allSatisfy { !$0.isEmpty && $0.allSatisfy { isWordByte($0) } }
        guard isName, content.count <= 100 else { throw .syntax(.invalidName(text), at: position) }
        return text
    }

    private static func partialName(
        _ content: ArraySlice<UInt8>, at position: TemplatePosition
    ) throws(TemplateError) -> String {
        let content = trimmed(content)
        let text = String(decoding: content, as: UTF8.self)
        let segments = content.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let isName = segments.allSatisfy { segment in
            !segment.isEmpty && segment.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: "-") }
        }
        guard isName, content.count <= 100 else { throw .syntax(.invalidName(text), at: position) }
        return text
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || (9...13).contains($0) }
        let rest = bytes.drop(while: isSpace)
        let tail = rest.reversed().prefix(while: isSpace).count
        return rest.dropLast(tail)
    }
}
