/// The words of one language, one piece a line: `name = words`.
///
/// They are the same in subject, text and HTML, so each sentence is written once: nothing that HTML would read as
/// markup stands in them. Lines that are empty or begin with `#` are passed over.
struct TemplateWords {
    static let suffix = "words"

    private let pieces: [(name: String, words: String)]

    init(_ text: String, name file: String) throws(TemplateError) {
        guard text.utf8.count <= TemplateLimit.sourceBytes.rawValue else { throw .limit(.sourceBytes, source: file) }
        var pieces: [(String, String)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.utf8.first == UInt8(ascii: "#") { continue }
            let position = TemplatePosition(source: file, line: index + 1, column: 1)
            guard let sign = line.utf8.firstIndex(of: UInt8(ascii: "=")) else {
                throw .syntax(.invalidName(String(line.prefix(100))), at: position)
            }
            let name = Self.trimmed(line[..<sign])
            let words = Self.trimmed(line[line.utf8.index(after: sign)...])
            guard Self.isName(name), !pieces.contains(where: { $0.0 == name }) else {
                throw .syntax(.invalidName(String(name.prefix(100))), at: position)
            }
            guard !Self.holdsMarkup(words) else { throw .syntax(.markupInWords(name), at: position) }
            pieces.append((name, words))
        }
        self.pieces = pieces
    }

    /// The source with each `{{>./name}}` replaced by the words of that name.
    func filled(into source: String) -> String {
        let bytes = Array(source.utf8)
        var result: [UInt8] = []
        var start = 0
        while let tag = Self.nextTag(in: bytes, from: start) {
            let name = String(decoding: bytes[tag.name], as: UTF8.self)
            result += bytes[start..<tag.start]
            result += pieces.first { $0.name == name }.map { Array($0.words.utf8) } ?? Array(bytes[tag.start..<tag.end])
            start = tag.end
        }
        return String(decoding: result + bytes[start...], as: UTF8.self)
    }

    private static let opening = Array("{{>./".utf8)

    private static func nextTag(in bytes: [UInt8], from start: Int) -> (start: Int, name: Range<Int>, end: Int)? {
        var index = start
        while index + opening.count < bytes.count {
            if bytes[index] == opening[0], bytes[index...].starts(with: opening) {
                let name = index + opening.count
                guard let close = bytes[name...].firstIndex(of: UInt8(ascii: "}")), close + 1 < bytes.count,
                    bytes[close + 1] == UInt8(ascii: "}")
                else { return nil }
                return (index, name..<close, close + 2)
            }
            index += 1
        }
        return nil
    }

    func partials(folder: String, language: LanguageTag) throws(TemplateError) -> [TemplatePartial] {
        var partials: [TemplatePartial] = []
        for piece in pieces {
            for part in TemplatePart.allCases {
                partials.append(
                    try TemplatePartial(
                        name: "\(folder)/\(piece.name)", language: language, part: part, text: piece.words))
            }
        }
        return partials
    }

    /// `<`, `>`, `"` and `&` mean something else in HTML. Those of tags do not stand there: `{{>` is read by us.
    private static func holdsMarkup(_ words: String) -> Bool {
        let bytes = Array(words.utf8)
        return bytes.indices.contains { index in
            switch bytes[index] {
            case UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "&"): true
            case UInt8(ascii: ">"): index == 0 || bytes[index - 1] != UInt8(ascii: "{")
            default: false
            }
        }
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }

    private static func trimmed(_ text: Substring) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        let rest = text.drop(while: isBlank)
        return String(rest.dropLast(rest.reversed().prefix(while: isBlank).count))
    }
}
