import InternetMessage
import Testing

/// How clients mark in HTML what they quote and sign with.
@Suite struct QuotingElementsTests {
    static let old = e("div", [:], "old words")

    @Test(arguments: [
        // Outlook on the web, on phones, for Mac, on desktops of several ages; Hotmail.
        e("div", ["id": "x_divRplyFwdMsg"], old), e("hr", ["id": "stopSpelling"]), e("div", ["id": "appendonsend"]),
        e("div", ["class": "ms-outlook-mobile-reference-message skipProofing"], old),
        e("div", ["id": "mail-editor-reference-message-container"], old),
        e("span", ["id": "OLK_SRC_BODY_SECTION"], old),
        e("div", ["style": "BORDER-TOP: #b5c4df 1pt solid; BORDER-LEFT: medium none; PADDING-TOP: 3pt"], old),
        e("div", ["style": "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"], old),
        // QQ, NetEase, Foxmail, DingTalk, Lark.
        e("includetail", [:], old), e("div", ["id": "isReplyContent"], old),
        e("div", ["class": "ntes-mailmaster-quote"], old), e("div", ["id": "FoxDiv20240603101500"], old),
        e("div", ["class": "alimail-quote"], old), e("div", ["class": "history-quote-wrapper"], old),
        // Yahoo, Zimbra, GMX, Spark, Proton.
        e("div", ["id": "ydp1a2b3cyahoo_quoted_1", "class": "ydp1a2b3cyahoo_quoted"], old),
        e("hr", ["data-marker": "__DIVIDER__"]), e("div", ["name": "quote"], old),
        e("div", ["name": "messageReplySection"], old), e("div", ["class": "protonmail_quote"], old),
        // Gmail, also as it comes back through others.
        e("div", ["class": "gmail_quote"], old), e("div", ["class": "m_-123gmail_quote"], old),
        e("div", ["class": "gmail_quote gmail_quote_container"], e("blockquote", ["class": "gmail_quote"], old)),
        // An attribution in a language without a table.
        e("div", ["class": "gmail_attr"], "3. 6. 2024 xyz Ann:"), e("blockquote", ["style": "margin:0 0 0 .8ex"], old),
    ])
    func `the quotation is apart`(quotation: HTMLNode) {
        let fresh = FreshText(html: e("body", [:], e("div", [:], "new"), quotation, e("blockquote", [:], Self.old)))
        #expect(fresh.text == "new" && fresh.quoted && fresh.isCertain)
    }

    @Test func `an answer between Gmail's quotations stays`() {
        let mail = e(
            "div", ["class": "gmail_quote"], e("div", ["class": "gmail_attr"], "On 3 Jun 2024 at 10:15, Ann wrote:"),
            e("blockquote", ["class": "gmail_quote"], "one?"), e("div", [:], "Yes."),
            e("blockquote", ["class": "gmail_quote"], "two?"), e("div", [:], "No."))
        let fresh = FreshText(html: e("body", [:], mail))
        #expect(fresh.text == "Yes.\n\n\nNo." && fresh.quoted && fresh.isCertain)
    }

    @Test func `words typed into Thunderbird's attribution stay`() {
        let prefix = e(
            "div", ["class": "moz-cite-prefix"], "Thanks!", e("br"), "On 03.06.2024 10:15, Ann wrote:", e("br"))
        let fresh = FreshText(html: e("body", [:], prefix, e("blockquote", ["type": "cite"], "old")))
        #expect(fresh.text == "Thanks!")
    }

    @Test(arguments: [
        "margin:0 0 0 40px;border:none;padding:0px", "margin: 0px 0px 0px 40px; border: none",
    ])
    func `words moved to the right are the author's`(style: String) {
        let fresh = FreshText(html: e("body", [:], "See", e("blockquote", ["style": style], "this")))
        #expect(fresh.text == "See\n\nthis" && !fresh.quoted)
        let bordered = e("blockquote", ["style": "border:none;border-left:solid #CCC 1.0pt;margin:0"], "old")
        #expect(FreshText(html: e("body", [:], "See", bordered)).text == "See")
    }

    @Test(arguments: [
        e("div", ["class": "gmail_signature", "data-smartmail": "gmail_signature"], "Ann"),
        e("div", ["class": "moz-signature"], "Ann"), e("div", ["id": "Signature"], e("div", [:], "Ann")),
        e("div", ["id": "ms-outlook-mobile-signature"], "Ann"), e("div", ["class": "bloop_sign_123"], "Ann"),
        e("div", ["class": "protonmail_signature_block"], "Ann"), e("div", ["id": "AppleMailSignature"], "Ann"),
    ])
    func `a marked signature is apart, and what follows it is not`(signature: HTMLNode) {
        let fresh = FreshText(
            html: e("body", [:], e("div", [:], "new"), e("div", [:], "--", e("br")), signature, e("div", [:], "more")))
        #expect(fresh.text == "new\nmore" && fresh.signature == "--\nAnn" && fresh.isCertain)
    }

    @Test(arguments: ["FW: x", "[EXTERNAL] Fwd: x", "WG: x", "转发：x", "ENC: x"])
    func `what Outlook passes on is kept whole`(subject: String) {
        let fields = "From: Ann\nSent: Monday, June 3, 2024 10:15\nTo: Desk\nSubject: x\n\nold"
        let fresh = FreshText(text: "FYI\n\n" + fields, subject: subject)
        #expect(fresh.text == "FYI\n\n" + fields && !fresh.isCertain)
        let html = e(
            "body", [:], e("p", [:], "FYI"), e("div", ["id": "divRplyFwdMsg"], e("p", [:], "From: Ann"), "old"))
        #expect(FreshText(html: html, subject: "RE: " + subject).text == "FYI")
        #expect(FreshText(html: html, subject: "Firmware: x").text == "FYI")
    }

    @Test(arguments: [
        ("Hello ??", "Hello 😀😀", true), ("????", "打印机坏了", true), ("?Da? ist", "«Da» ist", true),
        ("Why? See http://a.example/?q=1", "Why? See here (http://a.example/?q=1) – soon", false),
        (
            "Your program does not show HTML.", String(repeating: "Many words of the real mail. ", count: 5) + "End.",
            true
        ),
        ("Is the html wrong?", "Is the html wrong?", false), ("\u{A0}\n\u{200B}", "words", true),
        ("Who? What?", "Who? What?", false), ("What??", "An entirely other thing — 别的", false),
        ("Very many words of the text part, and why?", "短", false),
    ])
    func `a text part that lost its letters gives way to the HTML`(text: String, words: String, isLost: Bool) {
        var message = InternetMessage()
        message.text = text
        message.unsafeHTML = "x"
        let read = message.reading(html: e("p", [:], words))
        #expect(read.text == (isLost ? words : text))
        #expect(read.fresh.text == read.text)
    }
}
