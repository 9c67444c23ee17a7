import TemplateEngine

extension TemplateCatalog {
    /// The published version of a desk's template and the variant that the first of these languages gets; nil when
    /// there is no such template.
    func variant(of name: String, desk: String, languages: [String]) -> (version: Int, language: String)? {
        guard let key = TemplateKey(rawValue: name), let version = published(key, desk: key.isPersonal ? nil : desk)
        else { return nil }
        let tags = languages.compactMap { LanguageTag($0) }
        do {
            let template = try template(key: key, version: version, languages: tags)
            return (version.rawValue, template.language.description)
        } catch {
            return nil
        }
    }

    /// The message as its pinned template writes it. A variable without a value is written readably and reported in
    /// the result's problems: a message is never held back for it.
    func rendered(
        _ notification: Notification, values: [String: TemplateValue], timeZone: String
    ) throws(TemplateError) -> RenderedTemplate {
        guard let key = TemplateKey(rawValue: notification.template),
            let version = TemplateVersion(rawValue: notification.version)
        else { throw .unknownFile("\(notification.template)/\(notification.version)") }
        let languages = LanguageTag(notification.language).map { [$0] } ?? []
        let template = try template(key: key, version: version, languages: languages)
        return try TemplateRenderer(catalog: self, timeZone: timeZone, mode: .lenient).render(template, values)
    }
}
