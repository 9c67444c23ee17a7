/// What all parts of one message share while they are rendered.
struct RenderingJob {
    let catalog: TemplateCatalog
    let template: Template
    let formatting: ValueFormatting
    let mode: TemplateRenderer.Mode
    /// The names that a message of this key may come without.
    let optionalNames: Set<String>

    init(catalog: TemplateCatalog, template: Template, timeZone: String, mode: TemplateRenderer.Mode) {
        self.catalog = catalog
        self.template = template
        self.mode = mode
        formatting = ValueFormatting(language: template.language, timeZone: timeZone)
        optionalNames = Set(template.key.variables.filter(\.isOptional).map(\.name))
    }

    func render(
        _ source: TemplateSource, as part: TemplatePart, _ values: [String: TemplateValue],
        _ problems: inout [TemplateError]
    ) throws(TemplateError) -> String {
        var root = values
        root["language"] = .string(template.language.description)
        var rendering = PartRendering(job: self, part: part, source: source.name, root: .object(root))
        do throws(TemplateError) {
            try rendering.write(source.nodes)
        } catch {
            problems += rendering.problems
            throw error
        }
        problems += rendering.problems
        return rendering.output
    }
}
