import Synchronization
public import TemplateEngine
public import Ticketing

public import struct Foundation.Date

/// A library of templates in memory, with the catalog that counts.
public actor InMemoryTemplates: TemplateLibrary {
    public let base: TemplateCatalog
    private var editions: [TemplateEdition] = []
    private var released: [TemplateRelease] = []
    private var kept: [TemplateDraft] = []

    public init(_ base: TemplateCatalog) {
        self.base = base
    }

    public func revision() async throws(StoreError) -> Int64 { Int64(released.count) }

    public func contents() async throws(StoreError) -> TemplateContents {
        var published: [TemplateSlot: TemplateVersion] = [:]
        for release in released { published[release.slot] = release.version }
        return TemplateContents(revision: Int64(released.count), editions: editions, published: published)
    }

    public func publish(
        _ edition: TemplateEdition, in slot: TemplateSlot, changed: [LanguageTag], by author: String, at now: Date
    ) async throws(StoreError) {
        guard !editions.contains(where: { $0.key == edition.key && $0.version == edition.version }) else {
            throw .conflict("published meanwhile")
        }
        editions.append(edition)
        kept.removeAll { $0.slot == slot && changed.contains($0.language) }
        released.append(
            TemplateRelease(
                slot: slot, kind: .published, version: edition.version, changed: changed, author: author, at: now))
    }

    public func rollBack(
        _ slot: TemplateSlot, to version: TemplateVersion?, by author: String, at now: Date
    ) async throws(StoreError) {
        released.append(
            TemplateRelease(slot: slot, kind: .rolledBack, version: version, changed: [], author: author, at: now))
    }

    public func releases(of key: TemplateKey) async throws(StoreError) -> [TemplateRelease] {
        released.filter { $0.slot.key == key }.reversed()
    }

    public func drafts(of key: TemplateKey?) async throws(StoreError) -> [TemplateDraft] {
        kept.filter { key == nil || $0.slot.key == key }
    }

    public func save(_ draft: TemplateDraft, replacing previous: Date?) async throws(StoreError) {
        let index = kept.firstIndex { $0.slot == draft.slot && $0.language == draft.language }
        guard index.map({ kept[$0].savedAt }) == previous else { throw .conflict("saved meanwhile") }
        if let index { kept.remove(at: index) }
        kept.append(draft)
    }

    public func discardDraft(of slot: TemplateSlot, language: LanguageTag) async throws(StoreError) {
        kept.removeAll { $0.slot == slot && $0.language == language }
    }
}

/// The catalog over a library in memory.
public final class InMemoryShelf: PublishedTemplates {
    public let library: InMemoryTemplates
    private let held: Mutex<TemplateCatalog>

    public init(_ library: InMemoryTemplates) {
        self.library = library
        held = Mutex(library.base)
    }

    public var catalog: TemplateCatalog { held.withLock { $0 } }

    public func refresh() async throws(StoreError) {
        let contents = try await library.contents()
        var templates: [Template] = []
        for edition in contents.editions {
            do { templates += try edition.templates() } catch { throw .corrupt("\(error)") }
        }
        let fresh = library.base.adding(templates, published: contents.published)
        held.withLock { $0 = fresh }
    }
}
