/// How a desk's mail looks: what every template may name as `brand`.
public struct Brand: Sendable, Hashable {
    /// `https` address of a logo that lies elsewhere; nil for the desk's title in words, or for `picture`.
    public var logo: String?
    /// A logo that goes along with each mail that shows it.
    public var picture: BrandPicture?
    /// Of buttons and of the line above.
    public var color: BrandColor?
    /// Name that mail comes from, by language tag, where it is not the desk's title.
    public var sender: [String: String]
    /// Last lines of every mail, such as the company's name and address, by language tag.
    public var footer: [String: String]

    public init(
        logo: String? = nil, picture: BrandPicture? = nil, color: BrandColor? = nil, sender: [String: String] = [:],
        footer: [String: String] = [:]
    ) {
        self.logo = logo
        self.picture = picture
        self.color = color
        self.sender = sender
        self.footer = footer
    }

    /// Whether mail programs show a picture from there.
    public static func isLogo(_ text: String) -> Bool { ValueEscaping.isSafeImage(text) }

    /// The values of a message in this language.
    public func values(language: String) -> TemplateValue {
        var values: [String: TemplateValue] = [:]
        if let logo = picture?.address ?? logo { values["logo"] = .string(logo) }
        if let color {
            values["color"] = .string(color.description)
            values["text_color"] = .string(color.text)
        }
        if let footer = Self.words(footer, in: language) { values["footer"] = .string(footer) }
        return .object(values)
    }

    /// The sender's name in this language; nil for the desk's title.
    public func sender(in language: String) -> String? { Self.words(sender, in: language) }

    /// In the language, its parent, or whichever there is.
    private static func words(_ words: [String: String], in language: String) -> String? {
        let available = words.keys.compactMap { LanguageTag($0) }.sorted()
        let wanted = LanguageTag(language).map { [$0] } ?? []
        return (LanguageLookup.best(of: wanted, among: available) ?? available.first).flatMap { words[$0.description] }
    }
}
