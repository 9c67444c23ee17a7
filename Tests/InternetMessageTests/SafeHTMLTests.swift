import InternetMessage
import Testing

@Suite struct SafeHTMLTests {
    @Test(arguments: [
        ("javascript:alert(1)"), ("JaVaScRiPt:alert(1)"), ("java\nscript:alert(1)"), (" javascript:alert(1)"),
        ("\u{1}javascript:alert(1)"), ("data:text/html,<script>"), ("vbscript:x"), ("//evil.example"), ("/relative"),
        ("http:evil"), ("file:///etc/passwd"), ("https\u{0}://x"), ("blob:https://x"), (""),
    ])
    func `a link of no allowed scheme loses its tag and keeps its words`(href: String) {
        let html = SafeHTML.sanitize(e("p", [:], e("a", ["href": href], "words")))
        #expect(html == "<p>words</p>")
    }

    @Test(arguments: ["https://a.example/x?a=1&b=2", "HTTP://a.example", "mailto:a@b.example", "tel:+491234"])
    func `an allowed link opens elsewhere and tells nobody`(href: String) {
        let html = SafeHTML.sanitize(e("a", ["href": href, "onclick": "x()", "id": "i", "class": "c"], "words"))
        let escaped = href.split(separator: "&").joined(separator: "&amp;")
        #expect(html == "<a href=\"\(escaped)\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">words</a>")
    }

    @Test(arguments: [
        e("script", [:], "alert(1)"), e("style", [:], "@import url(x)"),
        e("embed", ["src": "x"]), e("meta", ["http-equiv": "refresh"]), e("base", ["href": "x"]),
        e("link", ["rel": "stylesheet"]), e("template", [:], "x"), e("input", ["autofocus": "", "onfocus": "x"]),
    ])
    func `what runs, loads or asks is gone with its content`(node: HTMLNode) {
        #expect(SafeHTML.sanitize(e("div", [:], node)) == "<div></div>")
    }

    @Test(arguments: ["iframe", "noframes", "noembed"])
    func `a frame is gone, and what it would show instead is text`(name: String) {
        let node = e(
            "div", [:], e(name, ["srcdoc": "<script>", "src": "x"], "<i onclick=x>I &lt;b> it</i><img src=x>"))
        #expect(SafeHTML.sanitize(node) == "<div> I &lt;b&gt; it </div>")
    }

    @Test func `unknown elements and foreign content leave their words`() {
        let svg = element(
            .svg, "svg", ["onload": "x"],
            [
                element(.svg, "style", [:], [e("img", ["onerror": "x", "src": "x"])]),
                element(.svg, "text", [:], [.text("drawn")]),
            ])
        #expect(SafeHTML.sanitize(e("div", [:], svg, e("blink", [:], "old"))) == "<div>drawnold</div>")
        #expect(
            SafeHTML.sanitize(e("video", ["src": "x"], e("source", ["src": "x"]), "shown instead")) == "shown instead")
        #expect(
            SafeHTML.sanitize(e("form", ["action": "x"], e("textarea", [:], "<img src=x onerror=a>")))
                == "&lt;img src=x onerror=a&gt;")
    }

    @Test(arguments: ["xmp", "plaintext", "listing"])
    func `elements that browsers read as raw text are written as preformatted text`(name: String) {
        let html = SafeHTML.sanitize(e(name, [:], "</xmp><script>alert(1)</script>"))
        #expect(html == "<pre>\n&lt;/xmp&gt;&lt;script&gt;alert(1)&lt;/script&gt;</pre>")
    }

    @Test func `text and attribute values cannot leave their place`() {
        let html = SafeHTML.sanitize(e("p", ["title": "\"><img src=x onerror=alert(1)>`'"], "<b>&amp;`\u{0}"))
        #expect(
            html
                == "<p title=\"&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#96;&#39;\">&lt;b&gt;&amp;amp;&#96;\u{FFFD}</p>"
        )
    }

    @Test func `only images that come with the mail keep a source`() {
        func image(_ source: String) -> String {
            SafeHTML.sanitize(e("img", ["src": source, "alt": "a", "onerror": "x"]))
        }
        #expect(image("cid:logo@x") == "<img src=\"cid:logo@x\" alt=\"a\">")
        #expect(image("https://t.example/p.gif") == "<img data-remote=\"https://t.example/p.gif\" alt=\"a\">")
        #expect(
            image("data:image/png;base64,iVBORw0KGgo=") == "<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"a\">")
        #expect(image("data:image/svg+xml;base64,PHN2Zz4=") == "<img alt=\"a\">")
        #expect(image("data:image/png,<svg>") == "<img alt=\"a\">")
        #expect(image("javascript:x") == "<img alt=\"a\">")
    }

    @Test(
        arguments: [
            ("color: #F00; position: fixed", "color:#f00"), ("color:red;background:url(x)", "color:red"),
            ("width: expression(alert(1))", nil), ("color: red\\9", nil), ("co/**/lor: red", nil),
            ("color: rgb(1,2,3)", nil),
            ("font-weight:bold !important;TEXT-ALIGN:Center", "font-weight:bold;text-align:center"),
            ("text-decoration: underline; -moz-binding: x; behavior: url(#x)", "text-decoration:underline"),
            ("background-color: var(--x)", nil), ("color:\"red\"", nil), ("", nil), (";;;:", nil),
        ] as [(String, String?)])
    func `of a style only colours and alignment survive`(style: String, kept: String?) {
        let attribute = kept.map { " style=\"\($0)\"" } ?? ""
        #expect(SafeHTML.sanitize(e("b", ["style": style], "x")) == "<b\(attribute)>x</b>")
    }

    @Test func `hidden elements stay hidden`() {
        #expect(SafeHTML.sanitize(e("div", ["style": "DISPLAY : none"], "preview")) == "<div hidden=\"\">preview</div>")
    }

    @Test(arguments: [100, 101])
    func `nesting beyond the cap keeps the words`(depth: Int) {
        let html = SafeHTML.sanitize(nested("b", depth, around: .text("x")))
        #expect(html == String(repeating: "<b>", count: 100) + "x" + String(repeating: "</b>", count: 100))
    }

    @Test func `output stops at its cap and closes what is open`() {
        var policy = SafeHTML.Policy()
        policy.outputBytes = 40
        let html = SafeHTML.sanitize(
            e("div", [:], e("p", [:], String(repeating: "ü", count: 100)), e("p", [:], "more")), policy: policy)
        #expect(html == "<div><p>" + String(repeating: "ü", count: 16) + "</p></div>")
    }

    @Test func `links within links are one link`() {
        let html = SafeHTML.sanitize(
            e("a", ["href": "https://a.example"], "a", e("a", ["href": "https://b.example"], "b")))
        #expect(html.components(of: "<a ") == 1 && html.hasSuffix(">ab</a>"))
    }
}

extension String {
    fileprivate func components(of part: String) -> Int {
        let (bytes, wanted) = (Array(utf8), Array(part.utf8))
        return bytes.indices.count { bytes[$0...].starts(with: wanted) }
    }
}
