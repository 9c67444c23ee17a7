import TemplateEngine
import Testing

@Suite("Where values meet words")
struct ValueSeamTests {
    private func rendered(
        _ source: String, _ value: String, language: String, part: TemplatePart = .text
    ) throws -> String? {
        let template = try Template(
            key: .invitation, version: .first, language: try #require(LanguageTag(language)),
            subject: part == .subject ? source : "s", text: part == .text ? source : "t",
            html: part == .html ? source : nil)
        let catalog = TemplateCatalog(templates: [template])
        let result = try TemplateRenderer(catalog: catalog, timeZone: "UTC", mode: .strict)
            .render(template, ["v": .string(value), "w": "Bo", "n": 3])
        return part == .html ? result.html : part == .text ? result.text : result.subject
    }

    @Test(arguments: [
        ("{{v}}答复了", "Administrator", "Administrator 答复了"), ("{{v}}答复了", "李娜", "李娜答复了"),
        ("由{{v}}处理", "Li Na", "由 Li Na 处理"), ("由{{v}}处理", "李娜", "由李娜处理"), ("编号：{{v}}。", "IT-1", "编号：IT-1。"),
        ("由 {{v}} 处理", "Li", "由 Li 处理"), ("共{{n}}条", "x", "共 3 条"), ("“{{v}}”是", "VPN", "“VPN”是"),
        ("请{{v}}", "", "请"), ("请{{v}}看", "", "请看"), ("{{v}}{{w}}看", "李", "李Bo 看"),
        ("由{{v}}{{#w}}和{{.}}看{{/w}}", "Li", "由 Li 和 Bo 看"),
        ("由{{v}}处理", "(x)", "由(x)处理"), ("{{n}}{{v, select, a {条} other {个}}}{{w}}", "a", "3 条 Bo"),
    ])
    func `Chinese has a space beside Latin words and numbers`(source: String, value: String, expected: String) throws {
        #expect(try rendered(source, value, language: "zh-Hans") == expected)
        #expect(try rendered(source, value, language: "zh", part: .subject) == expected)
        #expect(try rendered(source, value, language: "zh", part: .html) == expected)
    }

    @Test func `Markup is no word, and an attribute no sentence`() throws {
        #expect(
            try rendered("<p title=\"由{{v}}处理\"><b>由</b>{{v}}<i>处理</i></p>", "Li", language: "zh", part: .html)
                == "<p title=\"由Li处理\"><b>由</b>Li<i>处理</i></p>")
    }

    @Test(arguments: ["en", "ja", "de"])
    func `Other languages keep what is written`(language: String) throws {
        #expect(try rendered("由{{v}}処理", "Li", language: language) == "由Li処理")
    }

    @Test(arguments: [
        ("الطلب {{v}}:", "IT-1", "الطلب \u{2068}IT-1\u{2069}:"), ("[{{v}}] x", "IT-1", "[IT-1] x"),
        ("{{v}}", "https://example.com/a", "https://example.com/a"), ("{{v}}", "a\nb", "a\nb"), ("{{v}}!", "", "!"),
        ("{{v, select, a {ألف} other {باء}}}", "a", "ألف"),
    ])
    func `From right to left, names and numbers are kept apart`(source: String, value: String, expected: String) throws
    {
        #expect(try rendered(source, value, language: "ar") == expected)
        #expect(
            try rendered(source, value, language: "ar-Latn") == expected.filter { !"\u{2068}\u{2069}".contains($0) })
    }

    @Test func `A number is written as the language writes it`() throws {
        #expect(try rendered("{{n}}", "x", language: "ar") == "٣")
    }

    @Test func `An isolate stays in a subject and in HTML`() throws {
        #expect(try rendered("x {{v}}\n", "IT", language: "fa", part: .subject) == "x \u{2068}IT\u{2069}")
        #expect(
            try rendered("<p title=\"{{v}}\">{{v}}</p>", "IT", language: "he", part: .html)
                == "<p title=\"IT\">\u{2068}IT\u{2069}</p>")
    }
}
