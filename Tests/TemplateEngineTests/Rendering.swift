import TemplateEngine

/// Shortcuts of these tests: a template of one part, rendered.
enum Rendering {
    static func text(
        _ text: String, _ values: [String: TemplateValue], mode: TemplateRenderer.Mode = .strict
    ) throws -> String {
        try rendered(text: text, values: values, mode: mode).text
    }

    static func html(
        _ html: String, _ values: [String: TemplateValue], mode: TemplateRenderer.Mode = .strict
    ) throws -> String? {
        try rendered(html: html, values: values, mode: mode).html
    }

    static func rendered(
        subject: String = "s", text: String = "t", html: String? = nil, partials: [TemplatePartial] = [],
        values: [String: TemplateValue], mode: TemplateRenderer.Mode = .strict, timeZone: String = "UTC"
    ) throws -> RenderedTemplate {
        let template = try Template(
            key: .acknowledgement, version: .first, language: .english, subject: subject, text: text, html: html)
        let catalog = TemplateCatalog(templates: [template], partials: partials)
        return try TemplateRenderer(catalog: catalog, timeZone: timeZone, mode: mode).render(template, values)
    }
}
