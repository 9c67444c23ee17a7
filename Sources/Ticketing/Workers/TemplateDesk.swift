public import TemplateEngine

public import struct Foundation.Date

/// Why a template was not published or rolled back to.
public enum TemplateRefusal: Error, Sendable, Hashable {
    case unknownKey(TemplateKey)
    case unknownDesk(String)
    /// It carries links into accounts, so that no desk has one of its own.
    case notForDesks(TemplateKey)
    /// Not among the versions that there are.
    case unknownVersion(TemplateVersion, known: [TemplateVersion])
    /// It is what counts already.
    case unchanged(TemplateVersion)
    /// A key or language that there is no template of yet needs subject and text.
    case incomplete(LanguageTag)
    /// How a part is written.
    case syntax(TemplateError)
    /// What would go wrong when it is sent.
    case faults([TemplateFault])
    case store(StoreError)
}

/// Writing, checking and publishing templates, for command line and portal alike.
public struct TemplateDesk: Sendable {
    private let library: any TemplateLibrary
    private let published: any PublishedTemplates
    private let desks: DeskDirectory
    private let now: @Sendable () -> Date

    public init(
        library: any TemplateLibrary, published: any PublishedTemplates, desks: DeskDirectory,
        now: @escaping @Sendable () -> Date
    ) {
        self.library = library
        self.published = published
        self.desks = desks
        self.now = now
    }

    public var catalog: TemplateCatalog { published.catalog }

    /// What counts in the slot, with these parts in place of its own; nil where subject or text would be missing.
    public func writing(
        _ slot: TemplateSlot, _ language: LanguageTag, subject: String?, text: String?, html: String?
    ) -> TemplateWriting? {
        let current = catalog.published(slot.key, desk: slot.desk).flatMap {
            catalog.edition(slot.key, version: $0).writings[language]
        }
        guard let subject = subject ?? current?.subject, let text = text ?? current?.text else { return nil }
        return TemplateWriting(subject: subject, text: text, html: html ?? current?.html)
    }

    /// Publishes the next version: what counts in the slot, with these languages in place of theirs.
    ///
    /// What many mail programs do not show is advice and holds nothing up; what would go wrong does.
    public func publish(
        _ writings: [LanguageTag: TemplateWriting], in slot: TemplateSlot, by author: String
    ) async throws(TemplateRefusal) -> TemplateVersion {
        try await refresh()
        try check(slot)
        let current = catalog.published(slot.key, desk: slot.desk)
        let edition = catalog.nextEdition(of: slot, with: writings)
        let before = current.map { catalog.edition(slot.key, version: $0).writings } ?? [:]
        let changed = writings.keys.filter { before[$0] != writings[$0] }.sorted()
        if let current, changed.isEmpty { throw .unchanged(current) }
        let faults = try TemplateDesk.faults(of: edition, languages: changed, in: catalog).filter(\.isError)
        guard faults.isEmpty else { throw .faults(faults) }
        try await store { () throws(StoreError) in
            try await library.publish(edition, in: slot, changed: changed, by: author, at: now())
        }
        try await refresh()
        return edition.version
    }

    /// Makes an older version count again, or, without one, what a desk would have without its own.
    public func rollBack(
        _ slot: TemplateSlot, to version: TemplateVersion?, by author: String
    ) async throws(TemplateRefusal) {
        try await refresh()
        try check(slot)
        let known = catalog.versions(of: slot.key)
        if let version {
            guard known.contains(version) else { throw .unknownVersion(version, known: known) }
            guard catalog.published[slot] != version else { throw .unchanged(version) }
        }
        try await store { () throws(StoreError) in
            try await library.rollBack(slot, to: version, by: author, at: now())
        }
        try await refresh()
    }

    /// What is wrong with languages of an edition that is not published yet.
    public static func faults(
        of edition: TemplateEdition, languages: [LanguageTag], in catalog: TemplateCatalog
    ) throws(TemplateRefusal) -> [TemplateFault] {
        var faults: [TemplateFault] = []
        for language in languages {
            guard let writing = edition.writings[language] else { continue }
            do {
                let template = try writing.template(edition.key, edition.version, language)
                faults += TemplateLint.faults(of: template, in: catalog)
            } catch {
                throw .syntax(error)
            }
        }
        return faults
    }

    /// What counts in the slot, looked up anew.
    public func current() async throws(StoreError) -> TemplateCatalog {
        try await published.refresh()
        return catalog
    }

    public func releases(of key: TemplateKey) async throws(StoreError) -> [TemplateRelease] {
        try await library.releases(of: key)
    }

    public func drafts(of key: TemplateKey?) async throws(StoreError) -> [TemplateDraft] {
        try await library.drafts(of: key)
    }

    public func draft(_ slot: TemplateSlot, _ language: LanguageTag) async throws(StoreError) -> TemplateDraft? {
        try await library.drafts(of: slot.key).first { $0.slot == slot && $0.language == language }
    }

    /// Keeps a writing for later, right or wrong; `previous` is when the draft was saved that it is made from.
    public func save(
        _ writing: TemplateWriting, _ slot: TemplateSlot, _ language: LanguageTag, by author: String,
        replacing previous: Date?
    ) async throws(StoreError) {
        let draft = TemplateDraft(slot: slot, language: language, writing: writing, author: author, savedAt: now())
        try await library.save(draft, replacing: previous)
    }

    public func discardDraft(_ slot: TemplateSlot, _ language: LanguageTag) async throws(StoreError) {
        try await library.discardDraft(of: slot, language: language)
    }

    private func check(_ slot: TemplateSlot) throws(TemplateRefusal) {
        guard TemplateKey.all.contains(slot.key) || !catalog.versions(of: slot.key).isEmpty else {
            throw .unknownKey(slot.key)
        }
        guard let desk = slot.desk else { return }
        if desks[desk] == nil { throw .unknownDesk(desk) }
        if slot.key.isPersonal { throw .notForDesks(slot.key) }
    }

    private func refresh() async throws(TemplateRefusal) {
        try await store { () throws(StoreError) in try await published.refresh() }
    }

    private func store<Value>(_ work: () async throws(StoreError) -> Value) async throws(TemplateRefusal) -> Value {
        do {
            return try await work()
        } catch {
            throw .store(error)
        }
    }
}
