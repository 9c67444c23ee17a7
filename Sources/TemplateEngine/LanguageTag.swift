/// The name of a language: a primary subtag and, where they matter, script, region and variants.
///
/// Written in the canonical case, `zh-Hans-CN`, so that one language has one spelling. Extensions, private use and the
/// grandfathered tags are left out: no template is chosen by them.
///
/// - Standard: RFC 5646 §2.1 (syntax, without extensions), §2.1.1 (case)
public struct LanguageTag: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The longest tag in bytes; RFC 5646 §4.4.1 asks for at least 35.
    public static let limit = 35

    public let description: String

    /// Nil when it is not a tag of the form above. `_` is taken for `-`, as many programs write it.
    public init?(_ text: some StringProtocol) {
        guard (2...Self.limit).contains(text.utf8.count) else { return nil }
        let separators = [UInt8(ascii: "-"), UInt8(ascii: "_")]
        let parts = text.utf8.split(omittingEmptySubsequences: false) { separators.contains($0) }
        var reader = SubtagReader(subtags: parts.map { Array($0) })
        guard let tag = reader.canonicalTag() else { return nil }
        description = tag
    }

    private init(known tag: String) {
        description = tag
    }

    public static let chinese = LanguageTag(known: "zh")
    public static let english = LanguageTag(known: "en")
    /// Undetermined: of what serves every language.
    ///
    /// - Standard: RFC 5646 §4.1 (5)
    public static let undetermined = LanguageTag(known: "und")
    /// The languages that Martlet's own templates speak.
    public static let shipped = ["ar", "de", "en", "es", "fr", "ja", "zh"].map { LanguageTag(known: $0) }

    /// The language alone, without script and region.
    public var primary: String { String(description.prefix { $0 != "-" }) }

    /// Whether it is written from right to left, by its script where the tag names one.
    public var isRightToLeft: Bool {
        let subtags = description.split(separator: "-")
        if let script = subtags.dropFirst().first(where: { $0.utf8.count == 4 }) {
            return ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"].contains(script)
        }
        return ["ar", "he", "fa", "ur", "ps", "dv", "yi", "ug", "sd", "ckb"].contains(primary)
    }

    /// The tag without its last subtag, or nil for a lone language.
    public var parent: LanguageTag? {
        guard let hyphen = description.utf8.lastIndex(of: UInt8(ascii: "-")) else { return nil }
        return LanguageTag(known: String(description[..<hyphen]))
    }

    public static func < (left: LanguageTag, right: LanguageTag) -> Bool {
        left.description < right.description
    }
}

/// Takes subtags in the order of the grammar: language, script, region, variants.
private struct SubtagReader {
    let subtags: [[UInt8]]
    var position = 0

    mutating func canonicalTag() -> String? {
        guard let language = take(where: { (2...3).contains($0.count) && $0.allSatisfy(Self.isLetter) }) else {
            return nil
        }
        var canonical = [Self.lowercased(language)]
        if let script = take(where: { $0.count == 4 && $0.allSatisfy(Self.isLetter) }) {
            canonical.append(Self.capitalized(script))
        }
        if let region = take(where: Self.isRegion) {
            canonical.append(region.map(Self.uppercased))
        }
        while let variant = take(where: Self.isVariant) {
            canonical.append(Self.lowercased(variant))
        }
        guard position == subtags.count else { return nil }
        return String(decoding: Array(canonical.joined(separator: [UInt8(ascii: "-")])), as: UTF8.self)
    }

    private mutating func take(where matches: ([UInt8]) -> Bool) -> [UInt8]? {
        guard position < subtags.count, matches(subtags[position]) else { return nil }
        defer { position += 1 }
        return subtags[position]
    }

    private static func isRegion(_ subtag: [UInt8]) -> Bool {
        subtag.count == 2 && subtag.allSatisfy(isLetter) || subtag.count == 3 && subtag.allSatisfy(isDigit)
    }

    private static func isVariant(_ subtag: [UInt8]) -> Bool {
        guard subtag.allSatisfy({ isLetter($0) || isDigit($0) }), let first = subtag.first else { return false }
        return (5...8).contains(subtag.count) || subtag.count == 4 && isDigit(first)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func lowercased(_ subtag: [UInt8]) -> [UInt8] {
        subtag.map { isLetter($0) ? $0 | 0x20 : $0 }
    }

    private static func uppercased(_ byte: UInt8) -> UInt8 {
        isLetter(byte) ? byte & ~0x20 : byte
    }

    private static func capitalized(_ subtag: [UInt8]) -> [UInt8] {
        subtag.prefix(1).map(uppercased) + lowercased(Array(subtag.dropFirst()))
    }
}
