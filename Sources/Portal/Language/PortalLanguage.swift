import Ticketing

/// The languages the portal speaks.
enum PortalLanguage: String, Sendable, CaseIterable {
    case english = "en"
    case chinese = "zh"

    /// From a BCP 47 tag; nil when it is another language.
    init?(tag: some StringProtocol) {
        let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
        guard let language = PortalLanguage(rawValue: primary) else { return nil }
        self = language
    }

    /// For the `lang` attribute: the script matters, it chooses the glyphs.
    var tag: String {
        switch self {
        case .english: "en"
        case .chinese: "zh-Hans"
        }
    }

    /// Its name in itself.
    var label: String {
        switch self {
        case .english: "English"
        case .chinese: "中文"
        }
    }

    /// The first language of an Accept-Language field that the portal speaks, by weight.
    ///
    /// - Standard: RFC 9110 §12.5.4
    static func accepted(by field: String?) -> PortalLanguage? {
        guard let field, field.utf8.count <= 1_000 else { return nil }
        var best: (language: PortalLanguage, weight: Double)?
        for range in field.split(separator: ",").prefix(30) {
            let parts = range.split(separator: ";")
            guard let first = parts.first, let language = PortalLanguage(tag: trimmed(first)) else { continue }
            let weight = parts.dropFirst().lazy.compactMap { quality(trimmed($0)) }.first ?? 1
            if weight > 0, weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }

    private static func quality(_ parameter: Substring) -> Double? {
        guard parameter.hasPrefix("q=") || parameter.hasPrefix("Q=") else { return nil }
        return Double(parameter.dropFirst(2)) ?? 0
    }
}
