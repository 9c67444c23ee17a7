import Foundation
import TemplateEngine
import Testing

@Suite("Rendering templates")
struct TemplateRendererTests {
    @Test func `Values are found by dotted names, from the innermost scope`() throws {
        let values: [String: TemplateValue] = [
            "ticket": ["number": "IT-1", "people": [["name": "A"], ["name": "B"]]], "name": "outer",
            "tags": ["x", "y"],
        ]
        #expect(
            try Rendering.text(
                "{{ticket.number}} {{#ticket.people}}{{name}}{{ticket.number}} {{/ticket.people}}{{name}}", values)
                == "IT-1 AIT-1 BIT-1 outer")
        #expect(try Rendering.text("{{#ticket}}{{number}}{{/ticket}} {{#tags}}{{.}},{{/tags}}", values) == "IT-1 x,y,")
    }

    @Test func `Numbers and dates are written in the language and zone`() throws {
        let date = Date(timeIntervalSince1970: 1_795_577_760)
        let rendered = try Rendering.rendered(
            text: "{{n}} {{d}} / {{d, date, ::yMMMM}} / {{n, plural, one {# day} other {# days}}}",
            values: ["n": 1042, "d": .date(date)], timeZone: "Asia/Shanghai")
        #expect(rendered.text == "1,042 Nov 25, 2026, 11:36 AM / November 2026 / 1,042 days")
    }

    @Test func `Strict rendering names what is missing, with its line`() {
        let position = TemplatePosition(source: "acknowledgement/1/en.text", line: 2, column: 3)
        #expect(throws: TemplateError.missing(name: "a.b", at: position)) {
            try Rendering.text("x\n  {{a.b}}", ["a": ["c": "d"]])
        }
        #expect(throws: TemplateError.self) { try Rendering.text("{{#nobody}}x{{/nobody}}", [:]) }
    }

    @Test func `Lenient rendering writes a dash and tells`() throws {
        let rendered = try Rendering.rendered(
            subject: "{{x}}", text: "Dear {{x}}{{#y}}!{{/y}}", html: "<a href=\"{{z}}\">{{x}}</a>", values: [:],
            mode: .lenient, timeZone: "Nowhere/At All")
        #expect(rendered.subject == "—")
        #expect(rendered.text == "Dear —")
        #expect(rendered.html == "<a href=\"#\">—</a>")
        #expect(rendered.problems.count == 6)
    }

    @Test func `What is optional for the key may be absent`() throws {
        #expect(try Rendering.text("a{{#ticket.assignee}}b{{/ticket.assignee}}{{ticket.assignee}}", [:]) == "a")
    }

    @Test(arguments: ["{{flag}}", "{{list}}", "{{object}}", "{{html}}", "{{text, plural, other {#}}}"])
    func `What cannot be written is not written`(text: String) {
        let values: [String: TemplateValue] = [
            "flag": true, "list": ["a"], "object": ["a": "b"], "html": .safeHTML(SafeHTML(sanitized: "<b>")),
            "text": "x",
        ]
        #expect(throws: TemplateError.self) { try Rendering.text(text, values) }
    }

    @Test func `Partials come from the catalog, in the nearest language`() throws {
        let english = try TemplatePartial(name: "layout/1/close", language: .english, part: .text, text: "{{name}}\n")
        let chinese = try TemplatePartial(name: "layout/1/close", language: .chinese, part: .text, text: "再见\n")
        let rendered = try Rendering.rendered(
            text: "a\n{{>layout/1/close}}\nb", partials: [english, chinese], values: ["name": "N"])
        #expect(rendered.text == "a\nN\nb")
        #expect(throws: TemplateError.self) { try Rendering.text("{{>layout/1/close}}", [:]) }
    }

    @Test(arguments: [TemplateRenderer.Mode.strict, .lenient])
    func `A partial that includes itself ends`(mode: TemplateRenderer.Mode) throws {
        let loop = try TemplatePartial(name: "loop", language: .english, part: .text, text: "x{{>loop}}{{>loop}}")
        #expect(throws: TemplateError.limit(.partialDepth, source: "acknowledgement/1/en.text")) {
            try Rendering.rendered(text: "{{>loop}}", partials: [loop], values: [:], mode: mode)
        }
    }

    @Test func `Output ends at 1 MiB, lists of lists end`() throws {
        let long = TemplateValue.string(String(repeating: "x", count: 60_000))
        let ten = TemplateValue.list(Array(repeating: 1, count: 10))
        #expect(throws: TemplateError.limit(.outputBytes, source: "acknowledgement/1/en.text")) {
            try Rendering.text("{{#a}}{{#a}}{{s}}{{/a}}{{/a}}", ["a": ten, "s": long], mode: .lenient)
        }
        let nested = String(repeating: "{{#a}}", count: 12) + String(repeating: "{{/a}}", count: 12)
        #expect(throws: TemplateError.limit(.steps, source: "acknowledgement/1/en.text")) {
            try Rendering.text(nested, ["a": ten])
        }
        let rendered = try Rendering.rendered(html: nested, values: ["a": ten], mode: .lenient)
        #expect(rendered.html == nil)
        #expect(rendered.problems == [.limit(.steps, source: "acknowledgement/1/en.html")])
    }

    @Test func `A value beyond 64 KiB is cut`() throws {
        let text = try Rendering.text("{{s}}", ["s": .string(String(repeating: "x", count: 70_000))])
        #expect(text.utf8.count == 65_536 + 3)
    }
}
