import TemplateEngine
import Testing

@Suite("Editions of templates")
struct EditionTests {
    private static let key = TemplateKey.acknowledgement
    private static let german = LanguageTag("de") ?? .english

    private func template(_ version: Int, _ language: LanguageTag, _ subject: String) throws -> Template {
        let version = try #require(TemplateVersion(rawValue: version))
        return try TemplateWriting(subject: subject, text: "t", html: nil).template(Self.key, version, language)
    }

    private func catalog() throws -> TemplateCatalog {
        TemplateCatalog(templates: [try template(1, .english, "en 1"), try template(1, .chinese, "zh 1")])
    }

    @Test func `the next edition carries over what is not given`() throws {
        let writing = TemplateWriting(subject: "en 2", text: "t", html: nil)
        let next = try catalog().nextEdition(of: TemplateSlot(Self.key), with: [.english: writing])
        #expect(next.version.rawValue == 2)
        #expect(next.writings[.english]?.subject == "en 2")
        #expect(next.writings[.chinese]?.subject == "zh 1")
    }

    @Test func `a desk's own version counts there alone, and its number is nobody else's`() throws {
        let two = try #require(TemplateVersion(rawValue: 2))
        let catalog = try catalog().adding(
            [try template(2, .english, "it")], published: [TemplateSlot(Self.key, desk: "it"): two])
        #expect(catalog.published(Self.key, desk: "it") == two)
        #expect(catalog.published(Self.key, desk: "hr") == .first)
        #expect(catalog.published(Self.key) == .first)
        #expect(catalog.nextEdition(of: TemplateSlot(Self.key), with: [:]).version.rawValue == 3)
        #expect(catalog.nextEdition(of: TemplateSlot(Self.key), with: [:]).writings.count == 2)
        #expect(catalog.nextEdition(of: TemplateSlot(Self.key, desk: "it"), with: [:]).writings.count == 1)
    }

    @Test func `a release of a version that is not there does not count`() throws {
        let nine = try #require(TemplateVersion(rawValue: 9))
        let catalog = try catalog().adding([], published: [TemplateSlot(Self.key): nine])
        #expect(catalog.published(Self.key) == .first)
    }

    @Test func `languages that were not touched since lag behind`() throws {
        let (two, three) = try (#require(TemplateVersion(rawValue: 2)), #require(TemplateVersion(rawValue: 3)))
        let catalog = try catalog().adding(
            [
                try template(2, .english, "en 2"), try template(2, .chinese, "zh 1"),
                try template(3, .english, "en 2"), try template(3, .chinese, "zh 1"),
                try template(3, Self.german, "de 3"),
            ], published: [TemplateSlot(Self.key): three])
        let written = catalog.lastWritten(Self.key, history: [.first, two, three])
        #expect(written == [.english: two, .chinese: .first, Self.german: three])
        // After a return to the first version, what follows is compared with that one.
        #expect(catalog.lastWritten(Self.key, history: [.first, two, .first]) == [.english: .first, .chinese: .first])
    }

    @Test func `a comparison names language, part and lines`() throws {
        let old: [LanguageTag: TemplateWriting] = [
            .english: TemplateWriting(subject: "a", text: "t", html: "<p>x"),
            .chinese: TemplateWriting(subject: "a", text: "t", html: nil),
        ]
        var new = old
        new[.english] = TemplateWriting(subject: "b", text: "t", html: nil)
        let changes = TemplateComparison(from: old, to: new).changes
        #expect(changes.map(\.part) == [.subject, .html])
        #expect(changes.allSatisfy { $0.language == .english })
        #expect(changes.last?.difference.lines == [.removed("<p>x")])
    }
}
