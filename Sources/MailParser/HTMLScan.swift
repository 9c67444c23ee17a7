/// A linear look at HTML before gumbo sees it, which takes time quadratic in the depth of open elements.
///
/// It need not agree with the parser: where a trick makes it count too little, the daemon's watch ends the child.
enum HTMLScan {
    static let openTags = 500
    static let tags = 100_000

    /// Throws when the nesting or the number of tags is beyond what any mail program writes.
    static func check(_ html: [UInt8]) throws(Refusal) {
        var scanner = Scanner(html: html)
        try scanner.run()
    }

    /// Elements that have no content, or whose end tag is left out so often that they say nothing about depth.
    private static let uncounted: Set<[UInt8]> = Set(
        [
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
            "wbr", "html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "tbody",
            "thead", "tfoot", "colgroup", "rp", "rt",
        ].map { Array($0.utf8) })
    private static let longestName = 16

    private struct Scanner {
        let html: [UInt8]
        var index = 0
        var depth = 0
        var count = 0

        mutating func run() throws(Refusal) {
            while let open = html[index...].firstIndex(of: UInt8(ascii: "<")) {
                index = open + 1
                guard index < html.count else { return }
                switch html[index] {
                case UInt8(ascii: "!"): skipDeclaration()
                case UInt8(ascii: "/"): try close()
                case let letter where isLetter(letter): try enter()
                default: break
                }
            }
        }

        private mutating func close() throws(Refusal) {
            index += 1
            let name = readName()
            guard !name.isEmpty, !HTMLScan.uncounted.contains(name) else { return }
            depth = max(0, depth - 1)
        }

        private mutating func enter() throws(Refusal) {
            let name = readName()
            count += 1
            guard count <= HTMLScan.tags else { throw .nodes }
            let closesItself = skipAttributes()
            guard !closesItself, !HTMLScan.uncounted.contains(name) else { return }
            depth += 1
            guard depth <= HTMLScan.openTags else { throw .depth }
        }

        private mutating func readName() -> [UInt8] {
            var name: [UInt8] = []
            while index < html.count, isNameByte(html[index]) {
                if name.count < HTMLScan.longestName { name.append(html[index] | 0x20) }
                index += 1
            }
            return name
        }

        /// Moves behind the tag; true for `<x/>`.
        private mutating func skipAttributes() -> Bool {
            var quote: UInt8?
            var previous: UInt8 = 0
            while index < html.count {
                let byte = html[index]
                index += 1
                if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == UInt8(ascii: ">") {
                    return previous == UInt8(ascii: "/")
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), previous == UInt8(ascii: "=") {
                    quote = byte
                }
                previous = byte
            }
            return false
        }

        /// Moves behind a comment; other declarations are left to be scanned on.
        private mutating func skipDeclaration() {
            let dash = UInt8(ascii: "-")
            guard index + 2 < html.count, html[index + 1] == dash, html[index + 2] == dash else { return }
            index += 3
            var dashes = 2
            while index < html.count {
                let byte = html[index]
                index += 1
                if byte == UInt8(ascii: ">"), dashes >= 2 { return }
                dashes = byte == dash ? dashes + 1 : 0
            }
        }

        private func isLetter(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }

        private func isNameByte(_ byte: UInt8) -> Bool {
            isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ":")
        }
    }
}
