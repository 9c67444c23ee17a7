import InternetMessage
import Testing

@Suite struct HTMLTextTests {
    @Test func `blocks, breaks and blanks become lines`() {
        let root = e(
            "body", [:], e("p", [:], "Dear\n   all,"), e("div", [:], "one", e("br"), "two\u{A0}\u{A0}three"),
            e("div", [:], e("br")), e("p", [:], "end"))
        #expect(HTMLText.plainText(root) == "Dear all,\n\none\ntwo three\n\nend")
    }

    @Test func `lists have bullets and numbers`() {
        let root = e(
            "div", [:],
            e(
                "ul", [:], e("li", [:], "a"),
                e("li", [:], "b", e("ol", ["start": "3"], e("li", [:], "c"), e("li", [:], "d")))))
        #expect(HTMLText.plainText(root) == "- a\n- b\n  3. c\n  4. d")
    }

    @Test func `tables are rows`() {
        let root = e(
            "table", [:], e("tr", [:], e("td", [:], "Host"), e("td", [:], "db1")),
            e("tr", [:], e("th", [:], "State"), e("td", [:], " "), e("td", [:], "down")))
        #expect(HTMLText.plainText(root) == "Host\tdb1\nState\tdown")
    }

    @Test func `Outlook's paragraphs are lines, and a no-break space alone is a blank one`() {
        func line(_ words: String) -> HTMLNode { e("p", ["class": "MsoNormal"], words) }
        let root = e("body", [:], line("one"), line("two"), line("\u{A0}"), line("three"), e("p", [:], "four"))
        #expect(HTMLText.plainText(root) == "one\ntwo\n\nthree\n\nfour")
        let divisions = e("body", [:], e("div", [:], "one"), e("div", [:], "\u{A0}"), e("div", [:], "two"))
        #expect(HTMLText.plainText(divisions) == "one\n\ntwo")
    }

    @Test func `cells that hold one paragraph each stay one row`() {
        func cell(_ words: String) -> HTMLNode { e("td", [:], e("p", [:], words)) }
        let root = e(
            "div", [:], e("p", [:], "State:"),
            e("table", [:], e("tr", [:], cell("Host"), cell("db1")), e("tr", [:], cell("State"), cell("down"))),
            e("p", [:], "Help"))
        #expect(HTMLText.plainText(root) == "State:\n\nHost\tdb1\nState\tdown\n\nHelp")
    }

    @Test func `cells of several lines stand below each other`() {
        let root = e(
            "table", [:],
            e("tr", [:], e("td", [:], e("p", [:], "one"), e("p", [:], "two")), e("td", [:], e("p", [:], "side"))))
        #expect(HTMLText.plainText(root) == "one\n\ntwo\n\nside")
        let nested = e(
            "table", [:],
            e(
                "tr", [:], e("td", [:], e("table", [:], e("tr", [:], e("td", [:], "a"), e("td", [:], "b")))),
                e("td", [:], "c")))
        #expect(HTMLText.plainText(nested) == "a\tb\nc")
    }

    @Test func `a link at the start of a cell keeps its URL`() {
        let link = e("p", [:], e("a", ["href": "https://a.example/x"], "here"))
        let root = e("table", [:], e("tr", [:], e("td", [:], "See"), e("td", [:], link)))
        #expect(HTMLText.plainText(root) == "See\there (https://a.example/x)")
    }

    @Test(arguments: ["iframe", "noframes", "noembed"])
    func `what a frame would show instead of itself is text`(name: String) {
        #expect(HTMLText.plainText(e("p", [:], "a", e(name, [:], "<b>b</b> &lt;"), "c")) == "a b < c")
    }

    @Test(arguments: [
        ("https://a.example/", "a.example", "a.example"), ("https://a.example/x", "here", "here (https://a.example/x)"),
        ("https://a.example/x_(y)", "here", "here <https://a.example/x_(y)>"),
        ("mailto:a@b.example", "A@b.example", "A@b.example"), ("javascript:x", "here", "here"),
        ("https://a.example", "", ""),
    ])
    func `a link shows its URL when its words don't`(href: String, words: String, text: String) {
        #expect(HTMLText.plainText(e("p", [:], e("a", ["href": href], words))) == text)
    }

    @Test func `quotations are marked, hidden text and scripts are not text`() {
        let root = e(
            "body", [:], e("div", ["style": "display:none;max-height:0"], "preview"), e("style", [:], "p{}"), "own",
            e("blockquote", [:], "first", e("blockquote", [:], "second")), "after", e("span", ["hidden": ""], "x"))
        #expect(HTMLText.plainText(root) == "own\n\n> first\n\n> > second\n\nafter")
    }

    @Test func `preformatted text keeps its blanks`() {
        #expect(HTMLText.plainText(e("pre", [:], "a\n  b\n\nc")) == "a\n  b\n\nc")
    }

    @Test func `any depth is read`() {
        #expect(HTMLText.plainText(nested("div", 3_000, around: .text("deep"))) == "deep")
    }

    @Test(arguments: [
        ("<p>a &amp; b</p><p>c&nbsp;d</p>", "a & b\n\nc d"), ("a<br>b<BR/>c", "a\nb\nc"), ("<script>x</script>y", "y"),
        ("<style>never closed", "never closed"), ("1 < 2 &lt;b&gt; &#x4E2D; &bogus;", "1 < 2 <b> 中 &bogus;"),
        ("<!-- <b> --> x", "x"), ("<!--a<!--b<!--", "ab"), ("<a href='>'>t", "'>t"), ("<", "<"), ("&", "&"), ("<p", ""),
        ("&#xD800;", "&#xD800;"),
    ])
    func `tags are stripped without a tree`(html: String, text: String) {
        #expect(HTMLText.strippingTags(html) == text)
    }
}
