/// Finds the one language that serves a person best.
///
/// - Standard: RFC 4647 §3.4 (lookup); RFC 9110 §12.5.4 (Accept-Language), §12.4.2 (weights)
public enum LanguageLookup {
    /// The most bytes and ranges of an Accept-Language field that are read.
    public static let fieldLimit = 1000
    public static let rangeLimit = 32

    /// The first language of `preferences` that is available, each shortened from its end until something fits.
    ///
    /// `zh-Hant-TW` asks for `zh-Hant-TW`, `zh-Hant` and `zh`, before the next preference is heard.
    public static func best(
        of preferences: [LanguageTag], among available: some Collection<LanguageTag>
    ) -> LanguageTag? {
        let available = Set(available)
        for preference in preferences {
            var range: LanguageTag? = preference
            while let tag = range {
                if available.contains(tag) { return tag }
                range = tag.parent
            }
        }
        return nil
    }

    /// The languages of an Accept-Language field, the most wanted first.
    ///
    /// Equal weights keep their order. A weight of 0, the range `*` and whatever cannot be read are left out: the
    /// caller's default speaks after the list. A tag with extensions is shortened to what stands before them.
    public static func preferences(acceptLanguage field: String) -> [LanguageTag] {
        let ranges = field.utf8.prefix(fieldLimit).split(separator: UInt8(ascii: ",")).prefix(rangeLimit)
        let weighted = ranges.compactMap { range -> (tag: LanguageTag, weight: Int)? in
            let pieces = range.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            guard let name = pieces.first, let tag = tag(of: trimmed(name)) else { return nil }
            let weight = pieces.dropFirst().lazy.compactMap { self.weight(of: trimmed($0)) }.first ?? 1000
            return weight > 0 ? (tag, weight) : nil
        }
        let order = weighted.indices.sorted { (weighted[$1].weight, $0) < (weighted[$0].weight, $1) }
        return order.map { weighted[$0].tag }
    }

    private static func tag(of range: some Collection<UInt8>) -> LanguageTag? {
        let subtags = range.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let plain = subtags.prefix { $0.count != 1 }
        return LanguageTag(String(decoding: Array(plain.joined(separator: [UInt8(ascii: "-")])), as: UTF8.self))
    }

    /// A weight in thousandths; nil when the parameter is another one.
    private static func weight(of parameter: [UInt8]) -> Int? {
        guard parameter.count >= 3, parameter[0] | 0x20 == UInt8(ascii: "q"), parameter[1] == UInt8(ascii: "=") else {
            return nil
        }
        let digits = parameter.dropFirst(2).filter { $0 != UInt8(ascii: ".") }
        guard digits.count <= 4, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return 0
        }
        let padded = digits + Array(repeating: UInt8(ascii: "0"), count: 4 - digits.count)
        return min(1000, padded.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
    }

    private static func trimmed(_ bytes: some Collection<UInt8>) -> [UInt8] {
        bytes.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    }
}
