import Foundation
import InternetMessage
import Testing

@Suite("RFC 6376 – our own check of signatures") struct SignatureCheckTests {
    static let ann = MailAddress(localPart: "ann", domain: "customer.example")
    static let now = Date(timeIntervalSince1970: 1_790_000_000)
    static let rsa = "v=DKIM1; k=rsa; p=" + SignedMail.rsaKey
    static let suffixes = PublicSuffixList(Array("com\nexample\nco.uk\nuk\n// words\n*.ck\n!www.ck\n".utf8))

    static let keys: [String: String] = [
        "rsa._domainkey.customer.example": rsa, "rsa._domainkey.other.example": rsa,
        "rsa._domainkey.mail.customer.example": rsa,
        "ed._domainkey.customer.example": "v=DKIM1; k=ed25519; p=" + SignedMail.ed25519Key,
    ]

    static func text(_ lines: [String]) -> RawMessage {
        RawMessage(Array((lines.joined(separator: "\r\n") + "\r\n").utf8))
    }

    static func signed(
        _ name: String, above: [String] = [], header: [String] = SignedMail.header, body: [String] = SignedMail.body
    ) -> RawMessage {
        text(above + (SignedMail.signatures[name] ?? []) + header + [""] + body)
    }

    static func finding(
        _ raw: RawMessage, author: MailAddress? = ann, keys: [String: String] = keys,
        suffixes: PublicSuffixList? = suffixes, at moment: Date = now, failing: Bool = false
    ) -> SignatureFinding {
        SignatureCheck(raw, author: author, suffixes: suffixes, at: moment).finding { name in
            if failing { return .unknown("timed out") }
            return keys[name].map { .found([Array($0.utf8)]) } ?? .none
        }
    }

    static func isSigned(_ finding: SignatureFinding) -> Bool {
        if case .signed = finding { true } else { false }
    }

    static func reason(_ finding: SignatureFinding) -> String {
        if case .unsigned(let reason) = finding { reason } else { "signed" }
    }

    @Test(
        arguments: [
            "simpleSimple", "simpleRelaxed", "relaxedSimple", "relaxedRelaxed", "ed25519", "oversigned", "subdomain",
            "expiring", "agentBelow",
        ])
    func `a signature of the author's domain holds`(name: String) {
        #expect(Self.isSigned(Self.finding(Self.signed(name))))
    }

    @Test(arguments: ["emptySimple", "emptyRelaxed"]) func `no body can be signed too`(name: String) {
        #expect(Self.isSigned(Self.finding(Self.signed(name, body: []))))
        #expect(Self.isSigned(Self.finding(Self.signed(name, body: ["", "", ""]))))
        #expect(!Self.isSigned(Self.finding(Self.signed(name, body: ["", "x"]))))
    }

    @Test func `a mail out of a file with bare line feeds holds`() {
        let bytes = Self.signed("simpleSimple").bytes.filter { $0 != 0x0D }
        #expect(Self.isSigned(Self.finding(RawMessage(bytes))))
    }

    @Test func `a bare RSA key is one as well`() {
        let keys = ["rsa._domainkey.customer.example": "p=" + SignedMail.bareRSAKey]
        #expect(Self.isSigned(Self.finding(Self.signed("simpleSimple"), keys: keys)))
    }

    /// What transports do on the way, and which form of signing survives it.
    @Test(arguments: [
        ("simpleSimple", false, false), ("simpleRelaxed", false, true), ("relaxedSimple", true, false),
        ("relaxedRelaxed", true, true),
    ])
    func `white space counts as each form says`(name: String, header: Bool, body: Bool) {
        let folded = SignedMail.header.map {
            $0.hasPrefix("From:") ? "FROM :  Ann Example\r\n <ann@customer.example>" : $0
        }
        let spaced = SignedMail.body.map { $0.isEmpty ? $0 : $0 + " \t" }
        #expect(Self.isSigned(Self.finding(Self.signed(name, header: folded))) == header)
        #expect(Self.isSigned(Self.finding(Self.signed(name, body: spaced))) == body)
        #expect(Self.isSigned(Self.finding(Self.signed(name, body: SignedMail.body + ["", ""]))))
        #expect(!Self.isSigned(Self.finding(Self.signed(name, body: SignedMail.body + ["x"]))))
    }

    @Test func `the standard's own message holds`() {
        let raw = Self.text([
            "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;",
            " d=football.example.com; i=@football.example.com;",
            " q=dns/txt; s=brisbane; t=1528637909; h=from : to :",
            " subject : date : message-id : from : subject : date;",
            " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;",
            " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus",
            " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==",
            "From: Joe SixPack <joe@football.example.com>", "To: Suzie Q <suzie@shopping.example.net>",
            "Subject: Is dinner ready?", "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)",
            "Message-ID: <20030712040037.46341.5F8J@football.example.com>", "", "Hi.", "",
            "We lost the game.  Are you hungry yet?", "", "Joe.",
        ])
        let key = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
        let found = Self.finding(
            raw, author: MailAddress(localPart: "joe", domain: "football.example.com"),
            keys: ["brisbane._domainkey.football.example.com": key])
        #expect(found == .signed(domain: "football.example.com", selector: "brisbane"))
    }

    @Test(
        arguments: [
            ("weakKey", "too short"), ("stranger", "not aligned"), ("withoutSubject", "subject"),
            ("none", "no signature"),
        ])
    func `these prove nothing`(name: String, words: String) {
        var keys = Self.keys
        if name == "weakKey" { keys["rsa._domainkey.customer.example"] = "p=" + SignedMail.shortKey }
        #expect(Self.reason(Self.finding(Self.signed(name), keys: keys)).contains(words))
    }

    @Test func `a body beyond the signed length is not signed`() {
        #expect(Self.isSigned(Self.finding(Self.signed("partialBody"))))
        let longer = Self.finding(Self.signed("partialBody", body: SignedMail.body + ["and APPROVE"]))
        #expect(Self.reason(longer).contains("whole body"))
    }

    @Test func `an expired signature is none`() {
        let late = Date(timeIntervalSince1970: 1_800_000_001)
        #expect(Self.reason(Self.finding(Self.signed("expiring"), at: late)).contains("expired"))
        #expect(Self.isSigned(Self.finding(Self.signed("simpleSimple"), at: late)))
    }

    @Test(
        arguments: [
            ("v=DKIM1; p=", "revoked"), ("v=DKIM2; p=\(SignedMail.rsaKey)", "version"),
            ("p=\(SignedMail.rsaKey); h=sha1", "SHA-256"), ("p=\(SignedMail.rsaKey); s=tlsrpt", "not for mail"),
            ("p=\(SignedMail.rsaKey); t=y", "testing"), ("p=!!!", "base64"),
            ("k=ed25519; p=\(SignedMail.rsaKey)", "kind"),
            ("p=MAAwAA==", "no key"), ("p=\(SignedMail.rsaKey); p=x", "list"), ("k=rsa", "missing"), ("", "missing"),
        ])
    func `a key that must not be used is not`(record: String, words: String) {
        let keys = ["rsa._domainkey.customer.example": record]
        #expect(Self.reason(Self.finding(Self.signed("simpleSimple"), keys: keys)).contains(words))
    }

    @Test func `a key for its domain alone refuses an agent below`() {
        let keys = ["rsa._domainkey.customer.example": Self.rsa + "; t=s"]
        #expect(Self.isSigned(Self.finding(Self.signed("simpleSimple"), keys: keys)))
        #expect(Self.reason(Self.finding(Self.signed("agentBelow"), keys: keys)).contains("subdomains"))
    }

    @Test func `no key, two keys and no answer differ, and none of them is a signature`() {
        let raw = Self.signed("simpleSimple")
        #expect(Self.reason(Self.finding(raw, keys: [:])).contains("no such key"))
        #expect(Self.reason(Self.finding(raw, failing: true)).contains("timed out"))
        let check = SignatureCheck(raw, author: Self.ann, suffixes: nil, at: Self.now)
        let two = check.finding { _ in .found([Array(Self.rsa.utf8), Array(Self.rsa.utf8)]) }
        #expect(Self.reason(two).contains("2 records"))
    }

    @Test func `a good signature below a broken or foreign one counts`() {
        let broken = (SignedMail.signatures["simpleRelaxed"] ?? []).map {
            $0.replacingOccurrences(of: "bh=", with: "bh=A")
        }
        let raw = Self.signed("simpleSimple", above: (SignedMail.signatures["stranger"] ?? []) + broken)
        #expect(Self.isSigned(Self.finding(raw)))
    }

    @Test func `no more than five signatures are looked up`() {
        let others = (0..<50).flatMap { number in
            (SignedMail.signatures["simpleRelaxed"] ?? []).map {
                $0.replacingOccurrences(of: "s=rsa", with: "s=s\(number)")
            }
        }
        let check = SignatureCheck(
            Self.signed("simpleSimple", above: others), author: Self.ann, suffixes: Self.suffixes, at: Self.now)
        #expect(check.questions.count == SignatureCheck.signatureLimit)
    }

    @Test func `a policy that asks for the author's own domain refuses a subdomain's signature`() {
        var keys = Self.keys
        keys["_dmarc.customer.example"] = "v=DMARC1; p=none; adkim=s"
        #expect(Self.reason(Self.finding(Self.signed("subdomain"), keys: keys)).contains("not aligned"))
        #expect(Self.isSigned(Self.finding(Self.signed("simpleSimple"), keys: keys)))
        keys["_dmarc.customer.example"] = "v=DMARC1; p=reject; adkim=r"
        #expect(Self.isSigned(Self.finding(Self.signed("subdomain"), keys: keys)))
    }

    @Test func `without a list of suffixes a subdomain does not speak for its parent`() {
        #expect(!Self.isSigned(Self.finding(Self.signed("subdomain"), suffixes: nil)))
        #expect(Self.isSigned(Self.finding(Self.signed("simpleSimple"), suffixes: nil)))
    }

    @Test func `the MTA's word stands where nothing is signed and yields where it is`() {
        let said = SenderAuthentication(level: .failed, detail: "dmarc=fail")
        #expect(said.strengthened(by: .unsigned("no signature"), author: Self.ann).level == .failed)
        let signed = said.strengthened(by: .signed(domain: "customer.example", selector: "s"), author: Self.ann)
        #expect(signed.level == .signed && signed.isAligned)
    }
}
