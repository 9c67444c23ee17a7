/// The parts of a template as somebody wrote them, before they are read.
public struct TemplateWriting: Hashable, Sendable {
    public var subject: String
    public var text: String
    /// Nil for a message of text alone.
    public var html: String?

    public init(subject: String, text: String, html: String?) {
        self.subject = subject
        self.text = text
        self.html = html
    }

    public init(_ template: Template) {
        self.init(subject: template.subject.text, text: template.text.text, html: template.html?.text)
    }

    public subscript(part: TemplatePart) -> String? {
        switch part {
        case .subject: subject
        case .text: text
        case .html: html
        }
    }

    /// Reads the parts.
    public func template(
        _ key: TemplateKey, _ version: TemplateVersion, _ language: LanguageTag
    ) throws(TemplateError) -> Template {
        try Template(key: key, version: version, language: language, subject: subject, text: text, html: html)
    }
}

/// One version of a key in all its languages, as it is published.
public struct TemplateEdition: Hashable, Sendable {
    public var key: TemplateKey
    public var version: TemplateVersion
    public var writings: [LanguageTag: TemplateWriting]

    public init(key: TemplateKey, version: TemplateVersion, writings: [LanguageTag: TemplateWriting]) {
        self.key = key
        self.version = version
        self.writings = writings
    }

    /// Reads all languages, in alphabetical order.
    public func templates() throws(TemplateError) -> [Template] {
        var templates: [Template] = []
        for (language, writing) in writings.sorted(by: { $0.key < $1.key }) {
            templates.append(try writing.template(key, version, language))
        }
        return templates
    }
}
