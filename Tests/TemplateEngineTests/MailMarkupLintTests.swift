import Testing

@testable import TemplateEngine

@Suite("What HTML survives mail programs")
struct MailMarkupLintTests {
    @Test(
        arguments: [
            ("<svg>", .element("svg")), ("<section>x</section>", .element("section")), ("<BUTTON>", .element("button")),
            ("<p onclick=\"x\">", .attribute("onclick", of: "p")), ("<p id=x>", .attribute("id", of: "p")),
            ("<p style=\"float:left\">", .property("float")), ("<p style=\"display:flex\">", .property("display:flex")),
            ("<p style=\"background-image:url(x)\">", .property("background-image")),
            ("<p style=\"x\">", .property("x")),
            ("<p style=\"color:red\">", .color("red")),
            ("<p style=\"color:rgb(0 0 0 / 1)\">", .color("rgb(0 0 0 / 1)")),
            ("<p style=\"border:1px solid #abc\">", .color("#abc")), ("<td bgcolor=\"blue\"></td>", .color("blue")),
            ("<p style=\"color:#FFFFFF\">", .pureColor("#ffffff")),
            ("<td bgcolor='#000000'></td>", .pureColor("#000000")),
            ("<p style=\"margin:1em\">", .unit("1em")), ("<p style=\"line-height:1.5\">", .unit("1.5")),
            ("<p style=\"padding:4px\">", .paddingOutsideOfCell("p")),
            ("<table><tr><td></td></tr></table>", .tableWithoutRole),
            ("<p style=\"width:601px\">", .tooWide("601px")), ("<td width=\"601\"></td>", .tooWide("601")),
            ("<img src=\"cid:x\" width=\"1\">", .picture(lacks: "alt")),
            ("<img src=\"cid:x\" alt=\"\">", .picture(lacks: "width or height")),
            ("<img src=\"data:x\" alt=\"\" width=\"1\">", .address("data:x")), ("<a href=\"/x\">x</a>", .address("/x")),
            ("<a href=\"javascript:x\">x</a>", .address("javascript:x")), ("<div>", .unbalanced("div")),
            ("</div>", .unbalanced("div")), ("<b><i>x</b>", .unbalanced("i")), ("<html>", .rootLacks("lang")),
            ("<html lang=\"ar\"></html>", .rootLacks("dir=\"rtl\"")), ("<body><p>x</p></body>", .noPreheader),
            ("<style>p{}</style>", .styleSheet("only dark mode may be: styles stand on their elements")),
            ("<style>@media (max-width:1px){}</style>", .styleSheet("(max-width:1px) is no dark mode")),
            ("<style>@media (prefers-color-scheme:dark){a{b:url(c)}}</style>", .styleSheet("url( is dropped")),
        ] as [(String, MailMarkupFault)])
    func `A fault is found`(html: String, fault: MailMarkupFault) {
        #expect(MailMarkupLint.faults(in: html).map(\.fault).contains(fault))
    }

    @Test(arguments: [
        "<table role=\"presentation\"><tr><td style=\"padding:0 4px;color:#1d5fd1\">x</td></tr></table>",
        "<table><tr><th scope=\"col\">x</th></tr></table>", "<p>a<p>b", "<ul><li>a<li>b</ul>", "a < b <!-- <form> -->",
        "<p style=\"width:600px;font-weight:700;line-height:20px;margin:0\">x", "<!DOCTYPE html>", "<br><hr/>",
        "<p style=\"font-family:'A B',sans-serif;\">", "<a href=\"mailto:a@example.com?subject=x\">x</a>",
        "<body><div style=\"display:none\">x</div></body>", "<html lang=\"ar\" dir=\"rtl\"></html>",
        "<style>:root{color-scheme:light dark} @media (prefers-color-scheme: dark){.a{color:#eee !important}}</style>",
    ])
    func `What mail programs show is none`(html: String) {
        #expect(MailMarkupLint.faults(in: html).map(\.fault) == [])
    }

    @Test func `A mail may have 30,000 bytes and no more, a style sheet 16 KiB`() {
        let limit = MailMarkupLint.sizeLimit
        #expect(MailMarkupLint.faults(in: String(repeating: "x", count: limit)).isEmpty)
        #expect(
            MailMarkupLint.faults(in: String(repeating: "x", count: limit + 1)).map(\.fault) == [.tooLarge(limit + 1)])
        let sheet = { (count: Int) in "<style>\(String(repeating: " ", count: count))</style>" }
        #expect(MailMarkupLint.faults(in: sheet(MailMarkupLint.styleSheetLimit)).isEmpty)
        #expect(!MailMarkupLint.faults(in: sheet(MailMarkupLint.styleSheetLimit + 1)).isEmpty)
    }

    @Test(arguments: [
        "<", "<a", "<a =", "<a b=", "<a b='", "</", "<!--", "<style>", "<style", "<a b", "<?", "<a =\"'>", "</a",
    ])
    func `Markup that breaks off is read to its end`(piece: String) {
        _ = MailMarkupLint.faults(in: piece)
        _ = MailMarkupLint.faults(in: String(repeating: piece, count: 500))
    }
}
