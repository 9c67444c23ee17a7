/// A message as its reader will see it, with the template it came from.
public struct RenderedTemplate: Sendable, Equatable {
    public let key: TemplateKey
    public let version: TemplateVersion
    public let language: LanguageTag
    /// One line, without the line break.
    public let subject: String
    public let text: String
    public let html: String?
    /// What was wrong, in the order of the parts; empty in the strict mode.
    public let problems: [TemplateError]
}

/// Fills a template with values.
///
/// Each value is escaped for the place it stands in, and is never read as template. Numbers and dates are written in
/// the template's language; dates in `timeZone`, a name of the IANA database. A message must go out even when a value
/// is missing, so the lenient mode writes a dash and reports; previews and publishing are strict.
///
/// Security: values come from mail. Output and work are limited; a long text is cut.
/// Failure: strict, the first problem. Lenient, only `.limit` for subject and text; an HTML part beyond a limit is left
/// out and reported.
public struct TemplateRenderer: Sendable {
    public enum Mode: Sendable { case strict, lenient }

    private let catalog: TemplateCatalog
    private let timeZone: String
    private let mode: Mode

    public init(catalog: TemplateCatalog, timeZone: String, mode: Mode) {
        self.catalog = catalog
        self.timeZone = timeZone
        self.mode = mode
    }

    /// Renders all parts; `values` are found by the first segment of their names.
    public func render(
        _ template: Template, _ values: [String: TemplateValue]
    ) throws(TemplateError) -> RenderedTemplate {
        var problems: [TemplateError] = []
        let zone = try usableTimeZone(&problems)
        let job = RenderingJob(catalog: catalog, template: template, timeZone: zone, mode: mode)
        let subject = try job.render(template.subject, as: .subject, values, &problems)
        let text = try job.render(template.text, as: .text, values, &problems)
        let html = try renderHTML(template, job, values, &problems)
        return RenderedTemplate(
            key: template.key, version: template.version, language: template.language,
            subject: Self.subjectLine(subject), text: text, html: html, problems: problems)
    }

    private func renderHTML(
        _ template: Template, _ job: RenderingJob, _ values: [String: TemplateValue],
        _ problems: inout [TemplateError]
    ) throws(TemplateError) -> String? {
        guard let source = template.html else { return nil }
        do throws(TemplateError) {
            return try job.render(source, as: .html, values, &problems)
        } catch {
            guard mode == .lenient else { throw error }
            problems.append(error)
            return nil
        }
    }

    private func usableTimeZone(_ problems: inout [TemplateError]) throws(TemplateError) -> String {
        if ValueFormatting.knows(timeZone: timeZone) { return timeZone }
        guard mode == .lenient else { throw .unknownTimeZone(timeZone) }
        problems.append(.unknownTimeZone(timeZone))
        return "UTC"
    }

    /// One line of at most 250 characters: a subject of any length may be put in.
    private static func subjectLine(_ text: String) -> String {
        let line = ValueEscaping.subject(text)
        let start = line.unicodeScalars.prefix(250)
        return start.endIndex == line.unicodeScalars.endIndex ? line : String(start) + "…"
    }
}
