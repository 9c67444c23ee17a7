import Testing

@testable import Portal

@Suite("A message of ours in a frame")
struct StyledMailTests {
    @Test(arguments: [
        (
            #"<p style="color:#fff">x</p>"#,
            #"<style nonce="N">[data-s="0"][data-s="0"][data-s="0"]{color:#fff}\#n</style><p data-s="0">x</p>"#
        ),
        (#"<p title=' style="a"'>x</p>"#, #"<p title=' style="a"'>x</p>"#),
        ("a < b <style>p{}</style>", #"a < b <style nonce="N">p{}</style>"#),
        (#"<p style="a:b}</style><script>">"#, #"<p data-s="0">"#), (#"<p style="open"#, #"<p style="open"#),
        ("<", "<"),
        (
            #"<p style="font-family:&quot;A&quot;">"#,
            #"<style nonce="N">[data-s="0"][data-s="0"][data-s="0"]{font-family:"A"}\#n</style><p data-s="0">"#
        ),
    ])
    func `styles of attributes move into one sheet`(html: String, expected: String) {
        #expect(StyledMail(html: html, nonce: "N").html == expected)
    }

    @Test func `equal styles are one rule, and the sheet stands in the head`() {
        let html = #"<head></head><p style="a:b"></p><b style="a:b"></b>"#
        let mail = StyledMail(html: html, nonce: "N").html
        #expect(mail.hasPrefix("<head><style nonce"))
        #expect(mail.hasSuffix(#"</head><p data-s="0"></p><b data-s="0"></b>"#))
    }
}
