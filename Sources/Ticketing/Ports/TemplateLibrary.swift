public import TemplateEngine

public import struct Foundation.Date

/// The templates that count at this moment: those shipped, and those an installation has published.
public protocol PublishedTemplates: Sendable {
    var catalog: TemplateCatalog { get }
    /// Looks whether something was published since, here or elsewhere.
    func refresh() async throws(StoreError)
}

extension TemplateCatalog: PublishedTemplates {
    public var catalog: TemplateCatalog { self }
    public func refresh() async throws(StoreError) {}
}

/// What an installation has written beside the shipped templates. Published versions never change.
public protocol TemplateLibrary: Sendable {
    /// Grows with each publication and rollback: whoever has seen a smaller number reads again.
    func revision() async throws(StoreError) -> Int64
    /// Every published edition, and the version that counts in each slot, as of the revision.
    func contents() async throws(StoreError) -> TemplateContents
    /// Keeps an edition for ever and makes it count; drafts of its languages are done with.
    ///
    /// Throws `conflict` when its number is taken: somebody else published meanwhile.
    func publish(
        _ edition: TemplateEdition, in slot: TemplateSlot, changed: [LanguageTag], by author: String, at now: Date
    ) async throws(StoreError)
    /// Makes an older version count again; nil: what all desks have, or what was shipped.
    func rollBack(
        _ slot: TemplateSlot, to version: TemplateVersion?, by author: String, at now: Date
    ) async throws(StoreError)
    /// What was done to a key, newest first, at most a thousand.
    func releases(of key: TemplateKey) async throws(StoreError) -> [TemplateRelease]

    func drafts(of key: TemplateKey?) async throws(StoreError) -> [TemplateDraft]
    /// Throws `conflict` when another draft of the slot and language was saved since `previous`.
    func save(_ draft: TemplateDraft, replacing previous: Date?) async throws(StoreError)
    func discardDraft(of slot: TemplateSlot, language: LanguageTag) async throws(StoreError)
}

public struct TemplateContents: Sendable {
    public var revision: Int64
    public var editions: [TemplateEdition]
    public var published: [TemplateSlot: TemplateVersion]

    public init(
        revision: Int64, editions: [TemplateEdition], published: [TemplateSlot: TemplateVersion]
    ) {
        self.revision = revision
        self.editions = editions
        self.published = published
    }
}

/// A publication, or a return to an older version.
public struct TemplateRelease: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case published
        case rolledBack = "rolled-back"
    }

    public var slot: TemplateSlot
    public var kind: Kind
    /// The version that counts since; nil when the slot has none of its own any more.
    public var version: TemplateVersion?
    /// Languages that it writes anew.
    public var changed: [LanguageTag]
    public var author: String
    public var at: Date

    public init(
        slot: TemplateSlot, kind: Kind, version: TemplateVersion?, changed: [LanguageTag], author: String, at: Date
    ) {
        self.slot = slot
        self.kind = kind
        self.version = version
        self.changed = changed
        self.author = author
        self.at = at
    }
}

/// A writing that nobody gets yet. It may be wrong in any way: it is read when it is looked at.
public struct TemplateDraft: Sendable, Hashable {
    public var slot: TemplateSlot
    public var language: LanguageTag
    public var writing: TemplateWriting
    public var author: String
    public var savedAt: Date

    public init(slot: TemplateSlot, language: LanguageTag, writing: TemplateWriting, author: String, savedAt: Date) {
        self.slot = slot
        self.language = language
        self.writing = writing
        self.author = author
        self.savedAt = savedAt
    }
}
