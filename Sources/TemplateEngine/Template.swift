/// One template: a key in one version and one language, with its parts read.
///
/// A template that exists is well formed; whether its variables exist is `TemplateLint`'s question.
public struct Template: Sendable, Equatable, CustomStringConvertible {
    public let key: TemplateKey
    public let version: TemplateVersion
    public let language: LanguageTag
    public let subject: TemplateSource
    public let text: TemplateSource
    /// Nil for a message of text alone.
    public let html: TemplateSource?

    /// Reads the parts.
    public init(
        key: TemplateKey, version: TemplateVersion, language: LanguageTag, subject: String, text: String, html: String?
    ) throws(TemplateError) {
        let stem = "\(key)/\(version)/\(language)"
        self.key = key
        self.version = version
        self.language = language
        self.subject = try TemplateSource(subject, name: "\(stem).subject")
        self.text = try TemplateSource(text, name: "\(stem).text")
        self.html = if let html { try TemplateSource(html, name: "\(stem).html") } else { nil }
    }

    public var description: String { "\(key)/\(version)/\(language)" }

    /// The part's source, nil when the template has no such part.
    public func source(of part: TemplatePart) -> TemplateSource? {
        switch part {
        case .subject: subject
        case .text: text
        case .html: html
        }
    }
}
