/// The few declarations of a `style` attribute that can only colour and align.
///
/// A value is a single word or colour of plain ASCII; whatever holds a parenthesis, a slash, a backslash, a quote or
/// an at-sign is dropped, so that no function, URL, comment or escape can pass.
///
/// - Standard: CSS Syntax Module Level 3 §5
enum StyleDeclarations {
    /// The harmless declarations, or nil when none is left.
    static func harmless(_ style: String) -> String? {
        guard style.utf8.count <= 4_096 else { return nil }
        var kept: [String] = []
        for declaration in style.utf8.split(separator: UInt8(ascii: ";")).prefix(60) {
            guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = String(decoding: ASCII.lowercased(ASCII.trimmed(declaration[..<colon])), as: UTF8.self)
            let value = ASCII.lowercased(ASCII.trimmed(declaration[declaration.index(after: colon)...]))
            if let written = written(name, withoutImportance(value)) { kept.append("\(name):\(written)") }
        }
        return kept.isEmpty ? nil : kept.joined(separator: ";")
    }

    /// A colour as `#rgb`, `#rrggbb` or a name, or nil.
    static func color(_ value: String) -> String? {
        color(ASCII.lowercased(ASCII.trimmed(value.utf8.prefix(40))))
    }

    private static func written(_ name: String, _ value: [UInt8]) -> String? {
        switch name {
        case "color", "background-color": color(value)
        case "text-align": keyword(value, ["left", "right", "center", "justify", "start", "end"])
        case "font-style": keyword(value, ["normal", "italic", "oblique"])
        case "font-weight":
            keyword(value, ["normal", "bold", "bolder", "lighter"] + (1...9).map { "\($0)00" })
        case "text-decoration", "text-decoration-line":
            keyword(value, ["none", "underline", "line-through", "overline"])
        default: nil
        }
    }

    private static func keyword(_ value: [UInt8], _ allowed: [String]) -> String? {
        allowed.first { value.elementsEqual($0.utf8) }
    }

    private static func color(_ value: [UInt8]) -> String? {
        let isHex =
            value.first == UInt8(ascii: "#") && [4, 5, 7, 9].contains(value.count)
            && value.dropFirst().allSatisfy(ASCII.isHexDigit)
        let isName = (3...24).contains(value.count) && value.allSatisfy { (0x61...0x7A).contains($0) }
        return isHex || isName ? String(decoding: value, as: UTF8.self) : nil
    }

    private static func withoutImportance(_ value: [UInt8]) -> [UInt8] {
        guard let mark = value.firstIndex(of: UInt8(ascii: "!")) else { return value }
        return Array(ASCII.trimmed(value[..<mark]))
    }
}
