import Foundation
import TemplateEngine
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Template library")
struct TemplateLibraryTests {
    private static let slot = TemplateSlot(.acknowledgement)
    private static let writing = TemplateWriting(subject: "s", text: "t\u{0}", html: nil)

    private func edition(_ version: Int, _ subject: String = "s") throws -> TemplateEdition {
        TemplateEdition(
            key: .acknowledgement, version: try #require(TemplateVersion(rawValue: version)),
            writings: [
                .english: TemplateWriting(subject: subject, text: "t", html: "<p>"),
                .chinese: TemplateWriting(subject: "主题", text: "t", html: nil),
            ])
    }

    @Test(arguments: StoreKind.available)
    func `what is published stays, counts, and is found again`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let library = test.store.templates
        #expect(try await library.revision() == 0)
        let (two, three) = (try edition(2), try edition(3, "again"))
        try await library.publish(two, in: Self.slot, changed: [.english], by: "a@example.com", at: Samples.now)
        let first = try await library.revision()
        try await library.publish(three, in: Self.slot, changed: [.english], by: "b@example.com", at: Samples.now + 1)
        #expect(try await library.revision() > first)
        let contents = try await library.contents()
        #expect(contents.editions == [two, three])
        #expect(contents.published == [Self.slot: three.version])
        #expect(contents.revision == (try await library.revision()))
    }

    @Test(arguments: StoreKind.available)
    func `a number is given once`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let library = test.store.templates
        try await library.publish(try edition(2), in: Self.slot, changed: [], by: "a", at: Samples.now)
        let again = await failure {
            try await library.publish(try edition(2, "other"), in: Self.slot, changed: [], by: "b", at: Samples.now)
        }
        #expect(again?.isConflict(naming: "published meanwhile") == true)
        #expect(try await library.contents().editions == [try edition(2)])
        #expect(try await library.releases(of: .acknowledgement).count == 1)
    }

    @Test(arguments: StoreKind.available)
    func `rolling back is a release, too, for each desk by itself`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let library = test.store.templates
        let desk = TemplateSlot(.acknowledgement, desk: "it")
        try await library.publish(try edition(2), in: Self.slot, changed: [.english], by: "a", at: Samples.now)
        try await library.publish(try edition(3), in: desk, changed: [.chinese], by: "a", at: Samples.now + 1)
        try await library.rollBack(Self.slot, to: .first, by: "b", at: Samples.now + 2)
        #expect(try await library.contents().published.mapValues(\.rawValue) == [Self.slot: 1, desk: 3])
        try await library.rollBack(desk, to: nil, by: "b", at: Samples.now + 3)
        #expect(try await library.contents().published == [Self.slot: .first])
        let releases = try await library.releases(of: .acknowledgement)
        #expect(releases.map(\.kind) == [.rolledBack, .rolledBack, .published, .published])
        #expect(releases.map { $0.version?.rawValue } == [nil, 1, 3, 2])
        #expect(releases.map(\.slot.desk) == ["it", nil, "it", nil])
        #expect(releases.last?.changed == [.english])
        #expect(releases.last?.author == "a")
        #expect(releases.first?.at == Samples.now + 3)
        #expect(try await library.releases(of: .signInLink).isEmpty)
    }

    @Test(arguments: StoreKind.available)
    func `a draft is saved over the one that was seen, and over no other`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let library = test.store.templates
        var draft = TemplateDraft(
            slot: Self.slot, language: .english, writing: Self.writing, author: "a", savedAt: Samples.now)
        try await library.save(draft, replacing: nil)
        let stored = try #require(try await library.drafts(of: .acknowledgement).first)
        #expect(stored.writing.text == "t")
        draft.savedAt += 5
        let blind = await failure { try await library.save(draft, replacing: nil) }
        #expect(blind?.isConflict(naming: "meanwhile") == true)
        try await library.save(draft, replacing: stored.savedAt)
        #expect(try await library.drafts(of: nil).map(\.savedAt) == [Samples.now + 5])
        #expect(try await library.drafts(of: .invitation).isEmpty)
        try await library.discardDraft(of: Self.slot, language: .english)
        #expect(try await library.drafts(of: nil).isEmpty)
    }

    @Test(arguments: StoreKind.available)
    func `publishing is the end of the drafts of its languages`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let library = test.store.templates
        for language in [LanguageTag.english, .chinese] {
            let draft = TemplateDraft(
                slot: Self.slot, language: language, writing: Self.writing, author: "a", savedAt: Samples.now)
            try await library.save(draft, replacing: nil)
        }
        try await library.publish(try edition(2), in: Self.slot, changed: [.english], by: "a", at: Samples.now)
        #expect(try await library.drafts(of: nil).map(\.language) == [.chinese])
    }
}
