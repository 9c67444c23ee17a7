import Foundation
import TemplateEngine
import Testing

@Suite("Hostile values")
struct TemplateInjectionTests {
    @Test func `A value is never read as template`() throws {
        let values: [String: TemplateValue] = ["a": "{{secret}} {{#x}} {{>p}} {{{y}}}", "secret": "no"]
        #expect(try Rendering.text("{{a}}", values) == "{{secret}} {{#x}} {{>p}} {{{y}}}")
        #expect(try Rendering.text("{{a, select, other {{x}}}}", values, mode: .lenient) == "—")
    }

    @Test(arguments: [
        ("a\r\nBcc: x@example.com", "a Bcc: x@example.com"), ("a\u{0}\u{1B}[31mb", "a [31mb"), ("\n\n a \n", "a"),
        ("a\u{85}b\u{2028}c", "a b c"), ("invoice\u{202E}fdp.exe", "invoicefdp.exe"), ("a\r\n\r\n<html>", "a <html>"),
    ])
    func `A subject stays on its line`(value: String, expected: String) throws {
        let rendered = try Rendering.rendered(subject: "{{v}}\n", values: ["v": .string(value)])
        #expect(rendered.subject == expected)
    }

    @Test func `A subject is at most 250 characters and a sign of omission`() throws {
        let value = TemplateValue.string(String(repeating: "长", count: 300))
        let rendered = try Rendering.rendered(subject: "{{v}}", values: ["v": value])
        #expect(rendered.subject == String(repeating: "长", count: 250) + "…")
    }

    @Test func `Text keeps its lines and loses other controls`() throws {
        #expect(try Rendering.text("{{v}}", ["v": "a\r\nb\rc\n\td\u{7}\u{7F}e"]) == "a\nb\nc\n\tde")
    }

    @Test(arguments: ["\u{202E}", "\u{202A}", "\u{2066}", "\u{2069}"])
    func `Marks that turn the direction do not leave their value`(mark: String) throws {
        let values: [String: TemplateValue] = ["v": .string("a\(mark)b")]
        let rendered = try Rendering.rendered(subject: "{{v}}", text: "{{v}}", html: "<p>{{v}}</p>", values: values)
        #expect([rendered.subject, rendered.text, rendered.html] == ["ab", "ab", "<p>ab</p>"])
    }

    @Test func `HTML in a value is shown, not obeyed`() throws {
        let hostile = TemplateValue.string("<script>alert('1')</script>&\"")
        let escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;"
        let rendered = try Rendering.html("<p title='{{v}}'>{{v}}</p>", ["v": hostile])
        #expect(rendered == "<p title='\(escaped)'>\(escaped)</p>")
    }

    @Test func `Only sanitized HTML goes in as it is, and only between tags`() throws {
        let values: [String: TemplateValue] = ["v": .safeHTML(SafeHTML(sanitized: "<b>b</b>"))]
        #expect(try Rendering.html("<p>{{v}}</p>", values) == "<p><b>b</b></p>")
        #expect(try Rendering.html("<p title=\"{{v}}\">", values, mode: .lenient) == "<p title=\"—\">")
        #expect(throws: TemplateError.self) { try Rendering.text("{{v}}", values) }
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " https://example.com", "data:text/html,x", "//example.com", "/x",
        "java\nscript:x", "https://example.com/\u{0}", "vbscript:x", "", "https:\\\\example.com", "file:///etc/passwd",
    ])
    func `A URL of another kind is refused`(url: String) throws {
        let values: [String: TemplateValue] = ["u": .string(url)]
        #expect(throws: TemplateError.self) { try Rendering.html("<a href=\"{{u}}\">x</a>", values) }
        #expect(try Rendering.html("<A HREF = '{{u}}'>x</a>", values, mode: .lenient) == "<A HREF = '#'>x</a>")
    }

    @Test(arguments: [
        ("https://example.com/a?b=c&d='", "https://example.com/a?b=c&amp;d=&#39;"),
        ("HTTP://例子.example/", "HTTP://例子.example/"), ("mailto:a@example.com", "mailto:a@example.com"),
    ])
    func `A good URL is escaped for its attribute`(url: String, expected: String) throws {
        #expect(try Rendering.html("<a href=\"{{u}}\">", ["u": .string(url)]) == "<a href=\"\(expected)\">")
    }

    @Test(arguments: [
        ("mailto:{{v}}", "mailto:a@b.c%3Fbcc%3Dx"),
        ("https://example.com/{{v}}", "https://example.com/a%40b.c%3Fbcc%3Dx"),
        ("https://example.com{{v}}", "https://example.coma%40b.c%3Fbcc%3Dx"),
        ("{{u}}{{v}}", "https://x/a%40b.c%3Fbcc%3Dx"),
    ])
    func `A piece of a URL is percent-encoded`(href: String, expected: String) throws {
        let values: [String: TemplateValue] = ["v": "a@b.c?bcc=x", "u": "https://x/"]
        #expect(try Rendering.html("<a href=\"\(href)\">", values) == "<a href=\"\(expected)\">")
    }

    @Test(arguments: [
        ("#1D5fd1", "#1d5fd1"), ("red", nil), ("#fff", nil), ("#1d5fd1;x:y", nil), ("#1d5fdg", nil), ("", nil),
        ("url(x)", nil), ("#1d5fd1\"", nil),
    ])
    func `A style takes checked colors and nothing else`(color: String, expected: String?) throws {
        for html in ["<td style=\"color:{{v}}\">", "<td bgcolor='{{v}}'>"] {
            let values: [String: TemplateValue] = ["v": .string(color)]
            if expected == nil { #expect(throws: TemplateError.self) { try Rendering.html(html, values) } }
            let rendered = try Rendering.html(html, values, mode: .lenient)
            #expect(rendered == html.replacingOccurrences(of: "{{v}}", with: expected ?? "#5d677b"))
        }
    }

    @Test(arguments: [
        ("https://example.com/a.png?b&c", "https://example.com/a.png?b&amp;c"), ("cid:logo@example.com", nil),
        ("CID:x", nil), ("http://example.com/a.png", ""), ("data:image/png;base64,AA", ""), ("cid:", ""),
        ("cid:a\" onerror=x", ""), ("javascript:x", ""), ("mailto:a@example.com", ""),
    ])
    func `A picture comes by https or from the mail`(address: String, expected: String?) throws {
        let rendered = try Rendering.html("<img src=\"{{v}}\">", ["v": .string(address)], mode: .lenient)
        #expect(rendered == "<img src=\"\(expected ?? address)\">")
    }

    @Test func `A line break of a value is one in HTML, but not in an attribute`() throws {
        let rendered = try Rendering.html("<p title=\"{{v}}\">{{v}}</p>", ["v": "a\r\nb"])
        #expect(rendered == "<p title=\"a\nb\">a<br>\nb</p>")
    }

    @Test(arguments: [
        "<p {{v}}>", "<{{v}}>", "<p title={{v}}>", "<img src=\"x{{v}}\">", "<p onclick=\"{{v}}\">",
        "<script>{{v}}</script>", "<style>{{v}}</style>", "<!-- {{v}} -->", "<a href={{v}}>", "</{{v}}>", "<!{{v}}>",
        "<p title=\"x\"{{v}}>", "<p title=\"<\" {{v}}>", "<ScRiPt>\n{{v}}", "<a srcdoc=\"{{v}}\">", "<!-- > {{v}}-->",
        "<a href=\"javascript:{{v}}\">", "<a href=\"/x/{{v}}\">", "<a href=\" {{v}}\">", "<meta content=\"{{v}}\">",
        "<a href=\"&#106;avascript:{{v}}\">", "<!--x--!->{{v}}-->", "<!doctype {{v}}>",
    ])
    func `A value in a place that cannot be made safe is left out`(html: String) throws {
        let values: [String: TemplateValue] = ["v": "https://example.com"]
        #expect(throws: TemplateError.self) { try Rendering.html(html, values) }
        let lenient = try Rendering.html(html, values, mode: .lenient)
        #expect(lenient == html.replacingOccurrences(of: "{{v}}", with: ""))
    }

    @Test(arguments: [
        "<p>{{v}}", "a > {{v}}", "a < {{v}}", "<p title=\"a>b\">{{v}}", "<br/>{{v}}", "<!-- x -->{{v}}",
        "<!-->{{v}}", "<!--->{{v}}", "<!--x--!>{{v}}", "<!doctype html>{{v}}", "<!-x--y>{{v}}",
        "<style>a{}</style>{{v}}", "<STYLE>a{}</styl></Style >{{v}}",
    ])
    func `Text after complete markup takes values`(html: String) throws {
        let rendered = try Rendering.html(html, ["v": "<"])
        #expect(rendered == html.replacingOccurrences(of: "{{v}}", with: "&lt;"))
    }
}
