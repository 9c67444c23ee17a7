import TemplateEngine
import Testing

@Suite("RFC 5646, RFC 4647 §3.4 - languages")
struct LanguageTests {
    @Test(arguments: [
        ("zh", "zh"), ("ZH-hans-cn", "zh-Hans-CN"), ("en_US", "en-US"), ("es-419", "es-419"), ("yue", "yue"),
        ("DE-1996", "de-1996"), ("sl-rozaj-biske", "sl-rozaj-biske"),
    ])
    func `A tag is written in its canonical case`(given: String, expected: String) {
        #expect(LanguageTag(given)?.description == expected)
    }

    @Test(arguments: [
        "", "z", "chinese", "zh-", "-zh", "zh--CN", "zh CN", "zh-CN-u-nu-hanidec", "x-klingon", "i-lux", "en/../x",
        "zh-漢", "12", "en-US-GB", String(repeating: "en-", count: 40) + "US",
    ])
    func `What is no plain tag is refused`(given: String) {
        #expect(LanguageTag(given) == nil)
    }

    @Test(
        arguments: [
            (["zh-Hant-TW"], "zh en", "zh"), (["zh-Hant-TW"], "zh zh-Hant en", "zh-Hant"),
            (["fr", "en-GB"], "zh en", "en"),
            (["en"], "en-GB", nil), (["fr"], "zh en", nil), ([], "zh", nil), (["zh", "en"], "", nil),
        ] as [([String], String, String?)])
    func `Lookup shortens each preference before the next is heard`(
        preferences: [String], available: String, expected: String?
    ) {
        let available = available.split(separator: " ").compactMap { LanguageTag($0) }
        let best = LanguageLookup.best(of: preferences.compactMap { LanguageTag($0) }, among: available)
        #expect(best?.description == expected)
    }

    @Test(arguments: [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN zh en"), ("en;q=0.5, zh", "zh en"), ("en;q=0, zh", "zh"), ("*", ""),
        ("", ""), ("de;q=0.7,fr;q=0.7,it", "it de fr"), ("zh-CN-u-nu-hanidec", "zh-CN"), ("en;q=abc,zh;q=0.1", "zh"),
        ("en ; q = 0.3 , fr;q=0.35", "fr en"), (";;;,,,q=1", ""), ("en;level=1;q=0.2,de;q=0.3", "de en"),
    ])
    func `Accept-Language is read by weight`(field: String, expected: String) {
        let tags = LanguageLookup.preferences(acceptLanguage: field).map(\.description)
        #expect(tags.joined(separator: " ") == expected)
    }

    @Test func `Only so many ranges are read`() {
        let field = (0..<500).map { _ in "en" }.joined(separator: ",")
        #expect(LanguageLookup.preferences(acceptLanguage: field).count == LanguageLookup.rangeLimit)
    }
}
