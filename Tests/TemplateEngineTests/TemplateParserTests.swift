import TemplateEngine
import Testing

@Suite("Reading templates")
struct TemplateParserTests {
    @Test(
        arguments: [
            ("a {{b", TemplateSyntaxFault.unclosedTag, 1, 3),
            ("{{b}\n}", .unclosedTag, 1, 1),
            ("张三\n {{{b}}}", .unescapedForm, 2, 2),
            ("{{&b}}", .unescapedForm, 1, 1),
            ("{{=<% %>=}}", .delimiterChange, 1, 1),
            ("{{}}", .invalidName(""), 1, 1),
            ("{{a b}}", .invalidName("a b"), 1, 1),
            ("{{7*7}}", .invalidName("7*7"), 1, 1),
            ("{{a..b}}", .invalidName("a..b"), 1, 1),
            ("{{名}}", .invalidName("名"), 1, 1),
            ("{{>../../etc/passwd}}", .invalidName("../../etc/passwd"), 1, 1),
            ("张{{#a}}x", .unclosedSection("a"), 1, 2),
            ("x\n{{/a}}", .unexpectedClose("a"), 2, 1),
            ("{{#a}}{{#b}}{{/a}}{{/b}}", .unexpectedClose("a"), 1, 13),
            ("{{n, plural, one {x}}}", .invalidFormat("plural, one {x}"), 1, 1),
            ("{{n, }}", .invalidFormat(""), 1, 1),
            ("{{n, date} {x, date}}", .unclosedTag, 1, 1),
        ] as [(String, TemplateSyntaxFault, Int, Int)])
    func `A fault is named with its place`(text: String, fault: TemplateSyntaxFault, line: Int, column: Int) {
        let position = TemplatePosition(source: "t", line: line, column: column)
        #expect(throws: TemplateError.syntax(fault, at: position)) { try TemplateSource(text, name: "t") }
    }

    @Test(arguments: [
        ("a\n{{#s}}\nb\n{{/s}}\nc", "a\nb\nc"), ("  {{! note }}  \r\nx", "x"), ("x {{! note }}\ny", "x \ny"),
        ("{{#s}}b{{/s}}", "b"), ("{{^s}}b{{/s}}c", "c"), ("{ {{ v }} }", "{ V }"), ("}}{", "}}{"), ("", ""),
        ("{{#s}}\r\nb\r\n{{/s}}\r\n", "b\n"), ("{{!}}", ""), ("{{! {{v }}", ""),
    ])
    func `Tags that stand alone take their line along`(text: String, expected: String) throws {
        #expect(try Rendering.text(text, ["s": true, "v": "V"]).replacing("\r\n", with: "\n") == expected)
    }

    @Test func `Sections may be twenty deep and no deeper`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "{{#a}}", count: depth) + String(repeating: "{{/a}}", count: depth)
        }
        _ = try TemplateSource(nested(20), name: "t")
        #expect(throws: TemplateError.limit(.depth, source: "t")) { try TemplateSource(nested(21), name: "t") }
    }

    @Test func `A source may have 256 KiB and no more`() throws {
        let limit = TemplateLimit.sourceBytes.rawValue
        _ = try TemplateSource(String(repeating: "x", count: limit), name: "t")
        #expect(throws: TemplateError.limit(.sourceBytes, source: "t")) {
            try TemplateSource(String(repeating: "x", count: limit + 1), name: "t")
        }
    }

    @Test(arguments: ["{{a}}", "{", "{{", "}}", "{{#a}}{{/a}}", "{{! ", " \t", "{{a, select, other {", "\n {{>p}}"])
    func `Repeated pieces are read or refused, in bounded time`(piece: String) {
        let text = String(repeating: piece, count: TemplateLimit.sourceBytes.rawValue / piece.utf8.count)
        #expect((try? TemplateSource(text, name: "t")) != nil || text.contains("{{"))
    }
}
