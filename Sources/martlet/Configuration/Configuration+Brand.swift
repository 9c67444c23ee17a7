import TemplateEngine

extension Brand {
    /// How the desk's mail looks; `language` is that of words without one.
    init(_ section: ConfigurationSection<BrandKey>, language: String) {
        let logo = section.text(.logo)
        if let logo, !Brand.isLogo(logo) || !logo.hasPrefix("https://") {
            section.report(.logo, "must be an https:// address of a PNG, JPEG or GIF, not \"\(logo.shortened)\"")
        }
        let color = section.text(.color)
        if let color, BrandColor(color) == nil {
            section.report(.color, "must be a color such as \"#1d5fd1\", not \"\(color.shortened)\"")
        }
        self.init(
            logo: logo, color: color.flatMap { BrandColor($0) },
            sender: Brand.words(section, .sender, language: language),
            footer: Brand.words(section, .footer, language: language))
    }

    /// A mapping of languages to words, or one text for all.
    private static func words(
        _ section: ConfigurationSection<BrandKey>, _ key: BrandKey, language: String
    ) -> [String: String] {
        if section.isScalar(key) { return section.text(key).map { [language: $0] } ?? [:] }
        var words: [String: String] = [:]
        for (tag, text, line) in section.dictionary(key) {
            guard let known = LanguageTag(tag), !text.isEmpty else {
                section.problems.add(
                    "\(section.name(of: key)) must be a text, or map language tags to texts: {en: Example Ltd.}",
                    line: line)
                continue
            }
            words[known.description] = text
        }
        return words
    }
}
