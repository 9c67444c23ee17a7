/// `name=value` pairs between semicolons, as DKIM and DMARC write them.
///
/// Values lose blanks and line ends at both ends and keep those within. A list with a name twice, a pair without `=`
/// or more than `limit` tags is no list at all.
///
/// - Standard: RFC 6376 §3.2
struct TagList: Sendable {
    static let limit = 40

    private var tags: [(name: [UInt8], value: ArraySlice<UInt8>)] = []

    init?(_ bytes: some Collection<UInt8>) {
        for part in Array(bytes).split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
            let tag = ASCII.trimmed(part)
            // Only the last semicolon may be followed by nothing, but some signers write two.
            if tag.isEmpty { continue }
            guard tags.count < Self.limit, let equals = tag.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let name = Array(ASCII.trimmed(tag[..<equals]))
            guard let first = name.first, ASCII.isLetter(first),
                name.allSatisfy({ ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "_") }),
                !tags.contains(where: { $0.name == name })
            else { return nil }
            tags.append((name, ASCII.trimmed(tag[(equals + 1)...])))
        }
    }

    /// The value of a tag, which is named with its capitals; nil when there is none.
    subscript(_ name: StaticString) -> ArraySlice<UInt8>? {
        name.withUTF8Buffer { wanted in tags.first { $0.name.elementsEqual(wanted) }?.value }
    }

    /// The value as lower-case text.
    func text(_ name: StaticString) -> String? { self[name].map(\.asciiLowercasedText) }

    /// The name of the first tag.
    var firstName: [UInt8]? { tags.first?.name }

    /// A value between colons, each item trimmed and in lower case.
    func items(_ name: StaticString) -> [String]? {
        self[name]?.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map {
            ASCII.trimmed($0).asciiLowercasedText
        }
    }

    /// A value of base64, in which blanks and line ends may stand anywhere; nil when anything else does.
    func base64(_ name: StaticString) -> [UInt8]? {
        guard let value = self[name] else { return nil }
        let letters = value.filter { !ASCII.isSpace($0) }
        let (bytes, problem) = Base64.decode(letters[...])
        return problem == nil && letters.count % 4 == 0 ? bytes : nil
    }

    /// A whole number without a sign, at most twelve digits.
    func number(_ name: StaticString) -> Int?? {
        guard let value = self[name] else { return .some(nil) }
        guard (1...12).contains(value.count), value.allSatisfy(ASCII.isDigit) else { return nil }
        return .some(Int(String(decoding: value, as: UTF8.self)))
    }

}
