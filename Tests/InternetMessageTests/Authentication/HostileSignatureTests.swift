import Foundation
import InternetMessage
import Testing

@Suite("What a forger does with a genuine signature") struct HostileSignatureTests {
    private typealias Check = SignatureCheckTests

    private static func level(_ raw: RawMessage, author: MailAddress?) -> Bool {
        Check.isSigned(Check.finding(raw, author: author))
    }

    /// As the daemon does it: the author is whoever the reader of mail finds.
    private static func isSigned(_ raw: RawMessage) -> Bool {
        level(raw, author: read(raw).author?.address)
    }

    @Test func `the mail as it was signed is what its author wrote`() {
        #expect(Self.isSigned(Check.signed("relaxedRelaxed")))
    }

    @Test(
        arguments: [
            "From: Boss <boss@martlet.example>", "from:boss@customer.example",
            "FROM : \"ann@customer.example\" <e@evil.test>",
            "Subject: APPROVE", "Content-Type: text/html",
            "Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 7bit",
            "Reply-To: e@evil.test\r\nReply-To: f@evil.test", "To: other@martlet.example",
        ])
    func `a field that is there twice breaks the signature wherever it stands`(field: String) {
        #expect(!Self.isSigned(Check.signed("relaxedRelaxed", above: [field])))
        #expect(!Self.isSigned(Check.signed("relaxedRelaxed", header: SignedMail.header + [field])))
    }

    @Test(
        arguments: [
            "From: ann@customer.example, e@evil.test", "From: ann@customer.example (<e@evil.test>), <e@evil.test>",
            "From: <@customer.example:e@evil.test>", "From: ann@customer.example <e@evil.test>",
            "From: \"ann@customer.example\" <e@evil.test>", "From: e@evil.test\0ann@customer.example",
            "From: \u{202E}ann@customer.example\u{202C} <e@evil.test>", "From: Ann <ann@customer.ex\u{0430}mple>",
            "From: Ann <ann@xn--customer-9nf.example>", "From: =?utf-8?q?ann=40customer.example?= <e@evil.test>",
            "From: ann@customer.example\u{200B}", "From: ann@\u{212A}ustomer.example", "From:", "From: undisclosed:;",
        ])
    func `another author never gets the signer's standing`(from: String) {
        let header = SignedMail.header.map { $0.hasPrefix("From:") ? from : $0 }
        let raw = Check.signed("relaxedRelaxed", header: header)
        #expect(!Self.isSigned(raw))
        #expect(!Self.level(raw, author: Check.ann))
    }

    @Test(
        arguments: [
            "X-One: a\nFrom: e@evil.test", "X-One: a\rFrom: e@evil.test", "X-One: a\0", " leading", "no colon here",
            "X-One: a\r\r\nFrom: e@evil.test",
        ])
    func `a header that can be read in two ways is not signed`(field: String) {
        #expect(!Self.level(Check.signed("relaxedRelaxed", above: [field]), author: Check.ann))
    }

    @Test(
        arguments: [
            ("d=customer.example", "d=com"), ("d=customer.example", "d=customer.example.evil.test"),
            ("d=customer.example", "d=example"), ("a=rsa-sha256", "a=rsa-sha1"), ("a=rsa-sha256", "a=none"),
            ("v=1", "v=2"), ("v=1", "v=1; v=1"), ("c=relaxed/relaxed", "c=relaxed/nothing"), ("s=rsa", "s=../rsa"),
            ("s=rsa", "s="), ("d=customer.example", "i=ann@evil.test; d=customer.example"),
            ("d=customer.example", "l=99999999999999999999; d=customer.example"),
            ("d=customer.example", "l=-1; d=customer.example"), ("d=customer.example", "x=1; d=customer.example"),
            ("d=customer.example", "q=http; d=customer.example"), ("h=from", "h=fro"),
            ("d=customer.example", "l=0; d=customer.example"),
        ])
    func `a signature field that was tampered with proves nothing`(part: String, replacement: String) {
        let signature = (SignedMail.signatures["relaxedRelaxed"] ?? []).joined(separator: "\r\n")
            .replacingOccurrences(of: part, with: replacement)
        #expect(signature.contains(replacement))
        let raw = Check.text([signature] + SignedMail.header + [""] + SignedMail.body)
        #expect(!Self.level(raw, author: Check.ann))
    }

    @Test func `no byte of what was signed can be changed`() {
        let raw = Check.signed("simpleSimple")
        let own = Check.text(SignedMail.signatures["simpleSimple"] ?? []).bytes.count
        for place in own..<raw.bytes.count {
            var bytes = raw.bytes
            bytes[place] ^= 1
            if Self.level(RawMessage(bytes), author: Check.ann) { Issue.record("byte \(place)") }
        }
    }

    @Test func `large and broken signature fields end quickly and without a trap`() {
        for value in [
            "", ";", "=", "v=1;" + String(repeating: "a=;", count: 50_000), String(repeating: ";", count: 200_000),
            "h=" + String(repeating: "from:", count: 40_000), "b=" + String(repeating: "A", count: 200_000),
        ] {
            let raw = Check.text(["DKIM-Signature: " + value] + SignedMail.header + [""] + SignedMail.body)
            #expect(!Self.level(raw, author: Check.ann))
        }
        for raw in ["", "\r\n", "DKIM-Signature", "DKIM-Signature:\r\n", "\r\n\r\n\r\n", "From: ann@customer.example"] {
            #expect(!Self.level(RawMessage(Array(raw.utf8)), author: Check.ann))
        }
    }
}
