/// HTML of a message of ours, for a frame whose policy allows no style in attributes.
///
/// Mails carry their styles in attributes, for mail programs read no others. Here each becomes a rule of one sheet that
/// the frame's policy names by a nonce; what the reader sees is the same.
///
/// - Standard: Content Security Policy Level 3 §6.7.3 (nonces)
struct StyledMail {
    private(set) var markup: [UInt8] = []
    private(set) var rules: [UInt8] = []
    private var names: [[UInt8]: Int] = [:]
    private let nonce: [UInt8]

    init(html: String, nonce: String) {
        self.nonce = Array(nonce.utf8)
        let units = Array(html.utf8)
        var index = 0
        while index < units.count {
            guard units[index] == UInt8(ascii: "<"), index + 1 < units.count, Self.isLetter(units[index + 1]) else {
                markup.append(units[index])
                index += 1
                continue
            }
            index = tag(units, from: index)
        }
        placeSheet()
    }

    var html: String { String(decoding: markup, as: UTF8.self) }

    /// Copies one start tag with its style taken out; the index behind it.
    private mutating func tag(_ units: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < units.count, Self.isLetter(units[index]) || (0x30...0x39).contains(units[index]) { index += 1 }
        let name = units[(start + 1)..<index].map { $0 | 0x20 }
        markup += units[start..<index]
        if name == Array("style".utf8) { markup += Array(" nonce=\"".utf8) + nonce + [UInt8(ascii: "\"")] }
        while index < units.count, units[index] != UInt8(ascii: ">") {
            if let (value, end) = Self.style(units, at: index) {
                markup += Array(" data-s=\"\(number(of: value))\"".utf8)
                index = end
            } else if units[index] == UInt8(ascii: "\"") || units[index] == UInt8(ascii: "'") {
                let quote = units[index]
                let end = units[(index + 1)...].firstIndex(of: quote) ?? units.count - 1
                markup += units[index...end]
                index = end + 1
            } else {
                markup.append(units[index])
                index += 1
            }
        }
        return index
    }

    /// ` style="…"` at this place: its value and the index behind it.
    private static func style(_ units: [UInt8], at index: Int) -> (value: [UInt8], end: Int)? {
        let mark = Array(" style=\"".utf8)
        guard units[index] <= 0x20, index + mark.count <= units.count,
            units[(index + 1)..<(index + mark.count)].elementsEqual(mark.dropFirst()),
            let end = units[(index + mark.count)...].firstIndex(of: UInt8(ascii: "\""))
        else { return nil }
        return (Array(units[(index + mark.count)..<end]), end + 1)
    }

    private mutating func number(of value: [UInt8]) -> Int {
        if let number = names[value] { return number }
        let number = names.count
        names[value] = number
        let style = String(decoding: value, as: UTF8.self).replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
        // Three times, so that it outweighs what a sheet says of classes, as an attribute would.
        let selector = String(repeating: "[data-s=\"\(number)\"]", count: 3)
        if !style.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "}") }) {
            rules += Array("\(selector){\(style)}\n".utf8)
        }
        return number
    }

    private mutating func placeSheet() {
        guard !rules.isEmpty else { return }
        let sheet = Array("<style nonce=\"".utf8) + nonce + Array("\">".utf8) + rules + Array("</style>".utf8)
        let head = Array("</head>".utf8)
        let place = markup.indices.first { markup[$0...].starts(with: head) } ?? 0
        markup.insert(contentsOf: sheet, at: place)
    }

    private static func isLetter(_ unit: UInt8) -> Bool { (0x61...0x7A).contains(unit | 0x20) }
}
