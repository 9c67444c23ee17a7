import InternetMessage
import Testing

@Suite("RFC 7489 §3.2 – organizational domains") struct PublicSuffixListTests {
    private let list = PublicSuffixList(
        Array(
            "// words\n\ncom\nuk\nco.uk\ngithub.io\nio\n*.ck\n!www.ck\n公司.cn\ncn\nmyjino.ru\n*.hosting.myjino.ru\n".utf8
        ))

    @Test(
        arguments: [
            ("example.com", "example.com"), ("a.b.example.com", "example.com"), ("EXAMPLE.com.", "example.com"),
            ("com", nil), ("a.co.uk", "a.co.uk"), ("co.uk", nil), ("b.a.co.uk", "a.co.uk"),
            ("x.github.io", "x.github.io"),
            ("github.io", nil), ("a.x.github.io", "x.github.io"), ("b.c.ck", "b.c.ck"), ("c.ck", nil),
            ("a.www.ck", "www.ck"), ("a.unknown", "a.unknown"), ("b.a.unknown", "a.unknown"), ("unknown", nil),
            ("食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"), ("", nil), ("..", nil), ("a..com", nil), ("a b.com", nil),
        ] as [(String, String?)])
    func `the longest rule wins`(domain: String, expected: String?) {
        #expect(list?.organizationalDomain(of: domain) == expected)
    }

    @Test func `what is no list is none`() {
        #expect(PublicSuffixList([]) == nil)
        #expect(PublicSuffixList(Array("<html>not found</html>".utf8)) == nil)
    }
}
