import Testing

@testable import InternetMessage

@Suite("RFC 5322 §3.4 – address lists")
struct AddressListTests {
    static let lists: [(field: String, expected: [String])] = [
        ("a@b.example", ["|a@b.example"]),
        ("A B <a@b.example>", ["A B|a@b.example"]),
        ("\"B, A\" <a@b.example>, c@d.example", ["B, A|a@b.example", "|c@d.example"]),
        ("a@b.example (A B)", ["A B|a@b.example"]),
        ("Team: a@b.example, C <c@d.example>;, e@f.example", ["|a@b.example", "C|c@d.example", "|e@f.example"]),
        ("undisclosed-recipients:;", []),
        ("<@one.example,@two.example:a@b.example>", ["|a@b.example"]),
        ("ceo@a.example (x) <m@b.example>", ["ceo@a.example|m@b.example"]),
        ("\"ceo@example.com\" <mallory@evil.test>", ["ceo@example.com|mallory@evil.test"]),
        ("ceo@example.com\u{0}<mallory@evil.test>", ["ceo@example.com|mallory@evil.test"]),
        ("<ceo@a.example> <m@b.example>", ["|ceo@a.example", "|m@b.example"]),
        ("=?utf-8?q?Gr=C3=BC=C3=9Fe?= <a@b.example>", ["Grüße|a@b.example"]),
        ("=?utf-8?Q?Doe,_Jo?= <a@b.example>", ["Doe, Jo|a@b.example"]),
        ("\"=?gb2312?B?1cXI/Q==?=\" <z@example.cn>", ["张三|z@example.cn"]),
        ("=?utf-8?q?ceo=40a.example=3E?=@evil.test", ["|=?utf-8?q?ceo=40a.example=3E?=@evil.test"]),
        ("张三 <z@例え.jp>", ["张三|z@xn--r8jz45g.jp"]),
        ("\"odd local\"@b.example", ["|odd local@b.example"]),
        ("a . b @ c . example", ["|a.b@c.example"]),
        ("A <a@b.example", ["A|a@b.example"]),
        ("A <a@b.example, C <c@d.example>", ["A|a@b.example", "C|c@d.example"]),
        ("\"A <a@b.example>", ["\"A|a@b.example"]),
        ("a@b@c.example", ["|a@b@c.example"]),
        ("A\u{202E}B\u{200B} <a@b.example>", ["AB|a@b.example"]),
        ("(((( a@b.example", []),
        ("John Doe john@example.com", ["John Doe|john@example.com"]),
        ("MAILER-DAEMON (Mail Delivery System)", ["Mail Delivery System|MAILER-DAEMON"]), ("Two Words", []),
        ("\"quoted\"", []),
        ("a@B.EXAMPLE; c@d.example", ["|a@b.example", "|c@d.example"]),
        ("x <>", []), ("<", []), ("@", []), (",,;,:", []), ("", []),
    ]

    @Test(arguments: lists)
    func `mailboxes are read in one way only`(field: String, expected: [String]) {
        let list = AddressList(parsing: Array(field.utf8))
        #expect(list.mailboxes.map { "\($0.displayName ?? "")|\($0.address)" } == expected)
    }

    @Test func `raw 8-bit names are read with the charset of the text`() {
        let list = AddressList(parsing: [0xD5, 0xC5, 0xC8, 0xFD] + Array(" <z@example.cn>".utf8), hint: "gbk")
        #expect(list.mailboxes.first?.displayName == "张三")
    }

    @Test func `a thousand addresses are read and the next is not`() {
        let field = Array(repeatElement("a@b.example", count: 1_001).joined(separator: ",").utf8)
        let list = AddressList(parsing: field, limit: 1_000)
        #expect(list.mailboxes.count == 1_000)
        #expect(list.isCut)
        #expect(list.problems.contains { $0.contains("1001") && $0.contains("1000") })
        #expect(!AddressList(parsing: field, limit: 1_001).isCut)
    }

    @Test(arguments: ["\"", "(", "<", "<@", "=?utf-8?q?", "a@b,\"", "\u{1B}$B", "[", "\\\"", "\" \\", "@ :", "a@b: "])
    func `repetition costs no more than its length`(unit: String) {
        let field = Array(repeatElement(Array(unit.utf8), count: 20_000).joined())
        _ = AddressList(parsing: field)
    }
}
