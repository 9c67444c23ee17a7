/// Finds what is wrong with templates before anybody gets a mail.
///
/// Every branch is walked once with its partials, so a variable in a section that is seldom written is seen, too.
public enum TemplateLint {
    /// The faults of one template, in the order of its parts.
    public static func faults(of template: Template, in catalog: TemplateCatalog) -> [TemplateFault] {
        var faults: [TemplateFault] = []
        for part in TemplatePart.allCases {
            guard let source = template.source(of: part) else { continue }
            if isBlank(source.text) {
                let position = TemplatePosition(source: source.name, line: 1, column: 1)
                faults.append(
                    TemplateFault(
                        kind: .empty(part), key: template.key, version: template.version, position: position))
            }
            var walk = LintWalk(template: template, part: part, catalog: catalog)
            walk.visit(source)
            faults += walk.faults
            if part == .html { faults += markupFaults(of: walk.page, template) }
        }
        return faults
    }

    /// The faults of what each key is published as, on all desks and on those that have their own, and of keys and
    /// languages that are missing.
    public static func faults(in catalog: TemplateCatalog, languages: [LanguageTag]) -> [TemplateFault] {
        Set(TemplateKey.all + catalog.keys).sorted().flatMap { key in
            let versions = Set(catalog.published.filter { $0.key.key == key }.values).sorted()
            return (versions.isEmpty ? [.first] : versions).flatMap {
                faults(of: key, version: $0, in: catalog, languages: languages)
            }
        }
    }

    /// The faults of one version of a key in all its languages.
    public static func faults(
        of key: TemplateKey, version: TemplateVersion, in catalog: TemplateCatalog, languages: [LanguageTag]
    ) -> [TemplateFault] {
        let templates = catalog.templates.filter { $0.key == key && $0.version == version }
        let present = Set(templates.map(\.language))
        let missing = languages.filter { !present.contains($0) }.map {
            TemplateFault(kind: .missingLanguage($0), key: key, version: version, position: nil)
        }
        return missing + templates.flatMap { faults(of: $0, in: catalog) }
    }

    private static func markupFaults(of page: LintPage, _ template: Template) -> [TemplateFault] {
        MailMarkupLint.faults(in: page.text).map { item in
            TemplateFault(
                kind: .markup(item.fault), key: template.key, version: template.version,
                position: page.position(of: item.offset))
        }
    }

    private static func isBlank(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == UInt8(ascii: " ") || (9...13).contains($0) }
    }
}
