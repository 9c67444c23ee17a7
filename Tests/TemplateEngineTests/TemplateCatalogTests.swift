import TemplateEngine
import Testing

@Suite("Catalogs")
struct TemplateCatalogTests {
    private func template(_ language: String, version: Int = 1, subject: String = "s") throws -> Template {
        try Template(
            key: .invitation, version: try #require(TemplateVersion(rawValue: version)),
            language: try #require(LanguageTag(language)), subject: subject, text: "t", html: nil)
    }

    @Test(arguments: [("zh-CN fr", "zh"), ("fr de", "en"), ("", "en"), ("fr en-GB zh", "en")])
    func `The reader's language comes first, then the default`(preferences: String, expected: String) throws {
        let catalog = TemplateCatalog(templates: [try template("zh"), try template("en")])
        let languages = preferences.split(separator: " ").compactMap { LanguageTag($0) }
        let found = try catalog.template(key: .invitation, version: .first, languages: languages)
        #expect(found.language.description == expected)
    }

    @Test func `Any language is better than none`() throws {
        let catalog = TemplateCatalog(templates: [try template("ja")])
        #expect(try catalog.template(key: .invitation, version: .first, languages: []).language.description == "ja")
    }

    @Test func `A published version stands beside the shipped ones, which stay`() throws {
        let catalog = TemplateCatalog.shipped.adding([try template("en", version: 2, subject: "new")])
        let second = TemplateVersion.first.next
        #expect(catalog.versions(of: .invitation) == [.first, second])
        #expect(try catalog.template(key: .invitation, version: second, languages: [.chinese]).subject.text == "new")
        let old = try catalog.template(key: .invitation, version: .first, languages: [.english])
        #expect(try old == TemplateCatalog.shipped.template(key: .invitation, version: .first, languages: [.english]))
    }

    @Test func `Words are put into the files of all languages`() throws {
        let files = [
            "survey/1/und.subject": "{{>./s}}\n", "survey/1/und.text": "{{>./t}} {{>layout/1/x}}{{>layout/1/y}}",
            "survey/1/en.words": "# a note\n\ns = S = {{ticket.number}}\nt = T", "survey/1/zh.words": "s = 题\nt = 文",
            "layout/1/en.words": "x = X", "layout/1/und.y.text": "Y\n",
        ]
        let catalog = try TemplateCatalog(files: files)
        let english = try catalog.template(key: .survey, version: .first, languages: [.english])
        #expect(english.subject.text == "S = {{ticket.number}}\n")
        let renderer = TemplateRenderer(catalog: catalog, timeZone: "UTC", mode: .strict)
        #expect(try renderer.render(english, ["ticket": ["number": "IT-1"]]).text == "T XY")
        #expect(catalog.languages(of: .survey, version: .first).map(\.description) == ["en", "zh"])
    }

    @Test(arguments: ["no sign", "a = <b>", "a = x > y", "a = &amp;", "a = \"q\"", "A = x", " = x", "a = 1\na = 2"])
    func `Words that are no words are refused with their line`(words: String) {
        let position = TemplatePosition(source: "layout/1/en.words", line: words.hasSuffix("2") ? 2 : 1, column: 1)
        do {
            _ = try TemplateCatalog(files: ["layout/1/en.words": words])
            Issue.record("accepted")
        } catch TemplateError.syntax(_, let at) {
            #expect(at == position)
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test func `An unknown key or version is an error`() throws {
        let version = TemplateVersion.first.next
        #expect(throws: TemplateError.unknownTemplate(.invitation, version)) {
            try TemplateCatalog.shipped.template(key: .invitation, version: version, languages: [.english])
        }
    }

    @Test(arguments: [
        "a", "a/1/en", "a/0/en.text", "a/1/english.text", "A/1/en.text", "a/1/en.exe", "a/1/en.subject", "a/1/en.html",
        "a/b/1/en.text", "/1/en.text", "a/1/en.x.y.text",
    ])
    func `A file with a wrong name, or without its companions, is refused`(path: String) {
        #expect(throws: TemplateError.unknownFile(path)) { try TemplateCatalog(files: [path: "x"]) }
    }
}
