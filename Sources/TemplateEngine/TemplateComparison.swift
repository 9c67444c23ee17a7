/// What two versions of a key say differently, by language and part.
public struct TemplateComparison: Sendable, Hashable {
    public struct Change: Sendable, Hashable {
        public let language: LanguageTag
        public let part: TemplatePart
        public let difference: TextDifference
    }

    /// In alphabetical order of languages; what is the same is not among them.
    public let changes: [Change]

    public init(_ key: TemplateKey, from: TemplateVersion, to: TemplateVersion, in catalog: TemplateCatalog) {
        self.init(
            from: catalog.edition(key, version: from).writings, to: catalog.edition(key, version: to).writings)
    }

    public init(from old: [LanguageTag: TemplateWriting], to new: [LanguageTag: TemplateWriting]) {
        changes = Set(old.keys).union(new.keys).sorted().flatMap { language in
            TemplatePart.allCases.compactMap { part in
                let difference = TextDifference(
                    from: old[language]?[part] ?? "", to: new[language]?[part] ?? "")
                return difference.isEmpty ? nil : Change(language: language, part: part, difference: difference)
            }
        }
    }
}
