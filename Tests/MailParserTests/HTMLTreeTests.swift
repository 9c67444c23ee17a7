import InternetMessage
import Testing

@testable import MailParser

struct HTMLTreeTests {
    /// The tree in one line: `name[attributes](children)`, texts in quotes, other namespaces with a prefix.
    private func shape(_ node: HTMLNode) -> String {
        switch node {
        case .text(let text): return "'\(text)'"
        case .element(let element):
            let prefix = ["", "svg:", "math:"][Int(element.namespace.rawValue)]
            let attributes = element.attributes.map { "[\($0.name)=\($0.value)]" }.joined()
            return prefix + element.name + attributes + "(" + element.children.map(shape).joined() + ")"
        }
    }

    private func body(_ html: String) throws -> String {
        guard case .element(let root) = try HTMLTree.parse(Array(html.utf8)) else { return "" }
        return root.children.last.map(shape) ?? ""
    }

    @Test(arguments: [
        ("<p>Hi <b>there", "body(p('Hi 'b('there')))"),
        ("<xmp><img onerror=a></xmp>", "body(xmp('<img onerror=a>'))"),
        ("<textarea><img onerror=a></textarea>", "body(textarea('<img onerror=a>'))"),
        ("<svg><style><img onerror=a>", "body(svg:svg(svg:style())img[onerror=a]())"),
        ("<img src=x /onerror=a>", "body(img[src=x][onerror=a]())"),
        ("<table><b>x</b><tr><td>y", "body(b('x')table(tbody(tr(td('y')))))"),
        ("a<!--<b>-->c<template><i>d</i></template>e", "body('a''c''e')"),
        ("<svg><a xlink:href='javascript:x'>t</a></svg>", "body(svg:svg(svg:a[xlink:href=javascript:x]('t')))"),
        (
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=a&gt;\">",
            "body(math:math(math:mtext(mglyph(style('<!--')img[title=--><img src=1 onerror=a>]())table())))"
        ),
        ("<O:P>x</O:P>", "body(o:p('x'))"),
        ("&lt;&#x4e2d;&nbsp;", "body('<中\u{A0}')"),
    ])
    func `a tree is what a browser sees`(html: String, expected: String) throws {
        #expect(try body(html) == expected)
    }

    @Test func `nesting beyond what mail programs write is refused before it costs time`() {
        let at = String(repeating: "<div>", count: HTMLScan.openTags)
        #expect(throws: Never.self) { try HTMLTree.parse(Array(at.utf8)) }
        #expect(throws: Refusal.depth) { try HTMLTree.parse(Array((at + "<div>").utf8)) }
    }

    @Test func `end tags that people leave out say nothing about depth`() throws {
        let rows = String(repeating: "<tr><td>x<p>y<li>z<br><img>", count: 1_000)
        #expect(throws: Never.self) { try HTMLTree.parse(Array(("<table>" + rows).utf8)) }
    }

    @Test func `what lies deeper than the limit is lifted`() throws {
        let html = String(repeating: "<div>", count: 400) + "deep"
        var node = try HTMLTree.parse(Array(html.utf8))
        var depth = 0
        while case .element(let element) = node, let last = element.children.last {
            depth += 1
            node = last
        }
        #expect(depth == HTMLTreeLimits.depth)
        guard case .text("deep") = node else { return #expect(Bool(false), "the text is lost") }
    }

    @Test func `too many tags are refused`() {
        let html = String(repeating: "<br>", count: HTMLScan.tags + 1)
        #expect(throws: Refusal.nodes) { try HTMLTree.parse(Array(html.utf8)) }
    }
}
