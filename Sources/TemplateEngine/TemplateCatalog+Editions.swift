/// Which version counts, what the next one holds, and which languages lag behind.
extension TemplateCatalog {
    /// The version that messages of this desk are written by; nil where the key has no template.
    public func published(_ key: TemplateKey, desk: String? = nil) -> TemplateVersion? {
        published[TemplateSlot(key, desk: desk)] ?? published[TemplateSlot(key)]
    }

    /// The catalog with an installation's own editions, and with what was published or rolled back to.
    public func adding(
        _ templates: [Template], published releases: [TemplateSlot: TemplateVersion]
    ) -> TemplateCatalog {
        var catalog = self
        catalog.add(templates)
        for (slot, version) in releases where !catalog.languages(of: slot.key, version: version).isEmpty {
            catalog.published[slot] = version
        }
        return catalog
    }

    public func edition(_ key: TemplateKey, version: TemplateVersion) -> TemplateEdition {
        let templates = templates(of: key, version: version)
        return TemplateEdition(
            key: key, version: version,
            writings: Dictionary(templates.map { ($0.language, TemplateWriting($0)) }) { first, _ in first })
    }

    /// The next version for a desk: what is published there, with these languages in place of theirs.
    public func nextEdition(
        of slot: TemplateSlot, with writings: [LanguageTag: TemplateWriting]
    ) -> TemplateEdition {
        let current = published(slot.key, desk: slot.desk).map { edition(slot.key, version: $0).writings } ?? [:]
        let version = versions(of: slot.key).last?.next ?? .first
        return TemplateEdition(
            key: slot.key, version: version, writings: current.merging(writings) { _, written in written })
    }

    /// For each language of a version, the version that wrote it as it is: the languages with less than the highest
    /// number were not touched since, and may say something else than the others.
    ///
    /// - Parameter history: Versions that were published one after the other, this one the last.
    public func lastWritten(
        _ key: TemplateKey, history: [TemplateVersion]
    ) -> [LanguageTag: TemplateVersion] {
        guard let last = history.last else { return [:] }
        let editions = history.map { edition(key, version: $0) }
        var written: [LanguageTag: TemplateVersion] = [:]
        for (language, writing) in edition(key, version: last).writings {
            let same = editions.reversed().prefix { $0.writings[language] == writing }
            written[language] = same.last?.version ?? last
        }
        return written
    }
}
