/// All templates that can be chosen from: those shipped, and those a desk has published.
///
/// A value: publishing makes another catalog. Of two templates with the same key, version and language the one added
/// later counts.
public struct TemplateCatalog: Sendable {
    private struct Edition: Hashable {
        let key: TemplateKey
        let version: TemplateVersion
    }

    private struct PartialSlot: Hashable {
        let name: String
        let part: TemplatePart
    }

    /// What a reader gets when none of their languages is there.
    public let defaultLanguage: LanguageTag
    private var editions: [Edition: [LanguageTag: Template]] = [:]
    /// The version that counts for each key, and for desks that have one of their own.
    public internal(set) var published: [TemplateSlot: TemplateVersion] = [:]
    private var partials: [PartialSlot: [LanguageTag: TemplatePartial]] = [:]

    public init(
        templates: [Template] = [], partials: [TemplatePartial] = [], defaultLanguage: LanguageTag = .english
    ) {
        self.defaultLanguage = defaultLanguage
        for partial in partials {
            self.partials[PartialSlot(name: partial.name, part: partial.part), default: [:]][partial.language] = partial
        }
        add(templates)
        publishNewest()
    }

    /// The catalog with templates beside or in place of its own; the newest version of each key counts.
    public func adding(_ templates: [Template]) -> TemplateCatalog {
        var catalog = self
        catalog.add(templates)
        catalog.publishNewest()
        return catalog
    }

    /// The catalog with the templates and partials of another beside or in place of its own.
    public func adding(_ other: TemplateCatalog) -> TemplateCatalog {
        var catalog = self
        catalog.editions.merge(other.editions) { $0.merging($1) { $1 } }
        catalog.partials.merge(other.partials) { $0.merging($1) { $1 } }
        catalog.publishNewest()
        return catalog
    }

    /// The template in the reader's best language: by their preferences, then the default, then any.
    public func template(
        key: TemplateKey, version: TemplateVersion, languages: [LanguageTag]
    ) throws(TemplateError) -> Template {
        let available = editions[Edition(key: key, version: version)] ?? [:]
        guard let template = best(of: available, for: languages) else { throw .unknownTemplate(key, version) }
        return template
    }

    /// The keys there are, in alphabetical order.
    public var keys: [TemplateKey] { Set(editions.keys.map(\.key)).sorted() }

    /// The versions of a key, oldest first.
    public func versions(of key: TemplateKey) -> [TemplateVersion] {
        editions.keys.filter { $0.key == key }.map(\.version).sorted()
    }

    /// The languages of one version, in alphabetical order.
    public func languages(of key: TemplateKey, version: TemplateVersion) -> [LanguageTag] {
        (editions[Edition(key: key, version: version)] ?? [:]).keys.sorted()
    }

    /// The templates of one version, by language.
    public func templates(of key: TemplateKey, version: TemplateVersion) -> [Template] {
        (editions[Edition(key: key, version: version)] ?? [:]).values.sorted { $0.language < $1.language }
    }

    /// Every template, by key, version and language.
    public var templates: [Template] {
        editions.values.flatMap(\.values).sorted {
            ($0.key, $0.version, $0.language) < ($1.key, $1.version, $1.language)
        }
    }

    /// The partial in the language nearest to the one asked for, or the one that serves all.
    public func partial(_ name: String, part: TemplatePart, language: LanguageTag) -> TemplatePartial? {
        best(of: partials[PartialSlot(name: name, part: part)] ?? [:], for: [language, .undetermined])
    }

    private func best<Item>(of available: [LanguageTag: Item], for languages: [LanguageTag]) -> Item? {
        let fallback = available.keys.contains(defaultLanguage) ? defaultLanguage : available.keys.min()
        return (LanguageLookup.best(of: languages, among: available.keys) ?? fallback).flatMap { available[$0] }
    }

    private mutating func publishNewest() {
        for key in keys { published[TemplateSlot(key)] = versions(of: key).last }
    }

    mutating func add(_ templates: [Template]) {
        for template in templates {
            editions[Edition(key: template.key, version: template.version), default: [:]][template.language] = template
        }
    }
}
