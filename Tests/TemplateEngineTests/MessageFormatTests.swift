import Testing
import UnicodeText

@Suite("ICU MessageFormat")
struct MessageFormatTests {
    @Test(arguments: [
        ("en", "{n, plural, one {# reply} other {# replies}}", 1, "1 reply"),
        ("en", "{n, plural, one {# reply} other {# replies}}", 1042, "1,042 replies"),
        ("zh", "{n, plural, other {# 条回复}}", 3, "3 条回复"),
        ("ru", "{n, plural, one {# ответ} few {# ответа} many {# ответов} other {# ответа}}", 22, "22 ответа"),
        ("ar", "{n, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}", 2, "t"),
    ])
    func `Plurals follow the language`(language: String, pattern: String, number: Int, expected: String) throws {
        #expect(try MessageFormat(pattern: pattern, language: language).string(["n": .integer(number)]) == expected)
    }

    @Test(arguments: [
        ("zh", "UTC", "2026年11月25日 03:36"),
        ("zh", "Asia/Shanghai", "2026年11月25日 11:36"),
        ("en", "America/New_York", "Nov 24, 2026, 10:36\u{202F}PM"),
        ("de", "Europe/Berlin", "25. Nov. 2026, 04:36"),
    ])
    func `Dates follow language and zone`(language: String, zone: String, expected: String) throws {
        let format = try MessageFormat(pattern: "{d, date, ::yMMMdjm}", language: language, timeZone: zone)
        #expect(try format.string(["d": .date(1_795_577_760)]) == expected)
    }

    @Test func `Day and time of one date share the zone`() throws {
        let pattern = "{d, date, ::yMd} {d, time, ::Hm}"
        let format = try MessageFormat(pattern: pattern, language: "en", timeZone: "Asia/Shanghai")
        #expect(try format.string(["d": .date(1_795_577_760 + 13 * 3600)]) == "11/26/2026 00:36")
    }

    @Test func `A value is never read as pattern`() throws {
        let format = try MessageFormat(pattern: "{t} {u}", language: "en")
        #expect(try format.string(["t": .text("{u} '{' #"), "u": .text("张")]) == "{u} '{' # 张")
    }

    @Test(
        arguments: [
            ("{", "en", "UTC"), ("{n, plural, one {x}}", "en", "UTC"), ("{n, nonsense}", "en", "UTC"),
            ("{n, plural, other {{d, date}}}", "en", "UTC"), ("x", "en", "Mars/Olympus"), ("x", "not a tag", "UTC"),
            (String(repeating: "x", count: 4097), "en", "UTC"),
            (String(repeating: "{a, select, other {", count: 40) + String(repeating: "}}", count: 40), "en", "UTC"),
        ].map { [$0.0, $0.1, $0.2] })
    func `What cannot be written is refused before it is used`(row: [String]) {
        #expect(throws: MessageFormatError.self) {
            try MessageFormat(pattern: row[0], language: row[1], timeZone: row[2])
        }
    }

    @Test func `Missing and unfit values are errors`() throws {
        #expect(throws: MessageFormatError.argumentMissing) {
            try MessageFormat(pattern: "{a} {b}", language: "en").string(["a": .text("x")])
        }
        #expect(throws: MessageFormatError.self) {
            try MessageFormat(pattern: "{a, plural, other {#}}", language: "en").string(["a": .text("x")])
        }
        #expect(throws: MessageFormatError.self) {
            try MessageFormat(pattern: "{a, date}", language: "en").string(["a": .date(.infinity)])
        }
    }

    @Test func `A long result comes whole`() throws {
        let text = String(repeating: "长", count: 5000)
        #expect(try MessageFormat(pattern: "{t}", language: "zh").string(["t": .text(text)]) == text)
    }
}
