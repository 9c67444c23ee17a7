import InternetMessage
import Testing

@Suite("RFC 8601 – authentication results") struct SenderAuthenticationTests {
    private func level(
        _ fields: [(String, String)], author: String? = "example.com", id: String? = "mx.ours.example"
    ) -> SenderAuthentication.Level {
        let header = HeaderSection(fields.map { HeaderField(name: $0.0, body: Array($0.1.utf8)) })
        return SenderAuthentication(
            header: header, author: author.map { MailAddress(localPart: "ann", domain: $0) }, authservID: id
        ).level
    }

    @Test(
        arguments: [
            ([("authentication-results", "mx.ours.example; spf=fail smtp.mailfrom=example.com")], .pathDenied),
            ([("authentication-results", "mx.ours.example; spf=softfail")], nil),
            ([("authentication-results", "mx.ours.example; spf=fail; dkim=pass header.d=esp.example")], nil),
            ([("authentication-results", "mx.other.example; spf=fail")], nil),
            ([("received", "x"), ("x-spam-flag", " YES")], .spam), ([("x-spam-status", "Yes, score=9")], .spam),
            ([("x-spam-flag", "NO"), ("x-spam-status", "No, score=1")], nil),
            ([("from", "ann@example.com"), ("x-spam-flag", "YES")], nil),
            (
                [
                    ("x-spam-flag", "YES"),
                    ("authentication-results", "mx.ours.example; dmarc=pass header.from=example.com"),
                ],
                .spam
            ),
        ] as [([(String, String)], SenderAuthentication.Doubt?)])
    func `what our mail system holds against a mail is heard in its own place`(
        fields: [(String, String)], doubt: SenderAuthentication.Doubt?
    ) {
        let header = HeaderSection(fields.map { HeaderField(name: $0.0, body: Array($0.1.utf8)) })
        let found = SenderAuthentication(
            header: header, author: MailAddress(localPart: "ann", domain: "example.com"), authservID: "mx.ours.example")
        #expect(found.doubt == doubt)
        let signed = found.strengthened(by: .signed(domain: "example.com", selector: "s"), author: nil)
        #expect(signed.doubt == (doubt == .spam ? .spam : nil))
    }

    @Test func `comments, quoted strings, versions and properties are read`() throws {
        let field =
            #"mx.ours.example 1 (a (nested\) ) one); dkim/1=pass (good) reason="x; y=\"z\"" header.d=Example.com header.i=@example.com; spf = fail smtp.mailfrom="a b"@x"#
        let results = try #require(AuthenticationResults(parsing: Array(field.utf8)))
        #expect(results.authservID == "mx.ours.example")
        #expect(results.results.map(\.method) == ["dkim", "spf"] && results.results.map(\.result) == ["pass", "fail"])
        #expect(results.results[0].property("header", "d") == "example.com")
        #expect(results.results[0].reason == "x; y=\"z\"")
    }

    @Test(arguments: ["", " ", ";", "spf=pass smtp.mailfrom=a", "(", "\"", "\\"])
    func `what names no service is nothing`(field: String) {
        #expect(AuthenticationResults(parsing: Array(field.utf8)) == nil)
    }

    @Test(
        arguments: [
            ("dmarc=pass header.from=example.com", .aligned), ("dmarc=pass header.from=other.example", .unverified),
            ("dkim=pass header.d=example.com", .aligned), ("dkim=pass header.i=@mail.example.com", .aligned),
            ("dkim=pass header.d=com", .unverified), ("dkim=pass header.d=badexample.com", .unverified),
            ("spf=pass smtp.mailfrom=bounce@example.com", .aligned),
            ("spf=pass smtp.mailfrom=a@esp.example", .unverified),
            ("dmarc=fail header.from=example.com; dkim=pass header.d=example.com", .failed),
            ("dkim=fail; spf=fail smtp.mailfrom=example.com", .failed), ("dkim=none; spf=fail", .unverified),
            ("dkim=fail header.d=list.example; spf=softfail", .unverified), ("none", .unverified),
            ("dkim=fail; dkim=pass header.d=example.com; spf=fail", .aligned),
            (#"dkim=fail reason="dkim=pass header.d=example.com""#, .unverified),
            ("dkim=fail (dkim=pass header.d=example.com)", .unverified),
        ] as [(String, SenderAuthentication.Level)])
    func `our own word decides`(results: String, expected: SenderAuthentication.Level) {
        #expect(
            level([("received", "x"), ("authentication-results", "mx.ours.example; " + results), ("from", "x")])
                == expected)
    }

    @Test func `a forged field below ours, below the author's fields, or of another service is no word`() {
        let forged = ("authentication-results", "mx.ours.example; dmarc=pass header.from=example.com")
        #expect(level([("authentication-results", "mx.ours.example; spf=none"), forged]) == .unverified)
        #expect(level([("received", "x"), ("subject", "x"), forged]) == .unverified)
        #expect(
            level([("authentication-results", "mx.other.example; dmarc=pass header.from=example.com")]) == .unverified)
        #expect(level([("authentication-results", "other.example; spf=fail"), forged]) == .aligned)
        #expect(level([forged], id: nil) == .unverified)
        #expect(level([forged], author: nil) == .unverified)
    }

    @Test(
        arguments: [
            ("a.co.uk", "b.co.uk", false), ("co.uk", "a.co.uk", false), ("a.co.uk", "co.uk", false),
            ("mail.a.co.uk", "a.co.uk", true), ("a.co.uk", "mail.a.co.uk", true), ("co.uk", "co.uk", true),
            ("evila.co.uk", "a.co.uk", false),
        ])
    func `where suffixes are known an organization is aligned with itself only`(
        signer: String, author: String, isAligned: Bool
    ) {
        let results = "mx.ours.example; dkim=pass header.d=\(signer)"
        let found = SenderAuthentication(
            header: HeaderSection([HeaderField(name: "authentication-results", body: Array(results.utf8))]),
            author: MailAddress(localPart: "ann", domain: author), authservID: "mx.ours.example",
            suffixes: PublicSuffixList(Array("com\nuk\nco.uk\n".utf8)))
        #expect(found.isAligned == isAligned)
    }

    @Test(arguments: [
        #"spf=pass smtp.mailfrom="x@example.com"@evil.example"#, #"dkim=pass header.i="x@example.com"@evil.example"#,
    ])
    func `an address whose local-part is quoted is of its own domain`(result: String) {
        #expect(level([("authentication-results", "mx.ours.example; " + result)]) == .unverified)
    }
}
