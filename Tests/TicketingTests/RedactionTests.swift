import InternetMessage
import TestSupport
import Testing
import Ticketing

@Suite("What an erasure takes out of texts")
struct RedactionTests {
    private static let mark = ErasedPerson.address(of: PersonID(rawValue: 7))
    private static let redaction = Redaction(
        of: Fixtures.address("Ann@customer.example"), names: ["Ann Lee", "王芳", "A"], to: mark)
    private static let stands = "erased-7@erased.invalid"

    static let texts: [(String, String?)] = [
        ("write to Ann@Customer.Example.", "write to \(stands)."),
        ("<ann@customer.example>", "<\(stands)>"),
        ("ann@customer.example", "\(stands)"),
        ("请联系ann@customer.example谢谢", "请联系\(stands)谢谢"),
        ("mailto:ann%40customer.example?subject=x", "mailto:\(stands)?subject=x"),
        ("support+r=ann=customer.example@desk", "support+r=\(stands)@desk"),
        ("'ann@customer.example' ann@customer.example", "'\(stands)' \(stands)"),
        ("joann@customer.example", nil),
        ("jo.ann@customer.example", nil),
        ("x+ann@customer.example", nil),
        ("ann@customer.example.org", nil),
        ("ann@customer.examples", nil),
        ("ann@customer", nil),
        ("", nil),
        ("Dear ANN  LEE, hello", "Dear [erased], hello"),
        ("thanks, Ann\r\n> Lee wrote", "thanks, [erased] wrote"),
        ("Joann Lee and Ann Leeds", nil),
        ("谢谢王芳。", "谢谢[erased]。"),
        ("张王芳芳", "张[erased]芳"),
        ("请Ann Lee看", "请[erased]看"),
        ("A is a letter", nil),
        ("Ann Lee <ann@customer.example>", "[erased] <\(stands)>"),
    ]

    @Test(arguments: texts)
    func `one person's address and names, and nobody else's`(text: String, expected: String?) {
        #expect(Self.redaction.applied(to: text) == expected)
    }

    @Test(arguments: texts)
    func `what was taken out is not found again`(text: String, expected: String?) {
        guard let expected else { return }
        #expect(Self.redaction.applied(to: expected) == nil)
    }

    @Test func `a bare word is no address that anything could be told by`() {
        let redaction = Redaction(of: MailAddress(localPart: "ann", domain: ""), names: [], to: Self.mark)
        #expect(redaction.applied(to: "ann and ann@") == nil)
    }

    @Test(arguments: [("zh-Hans", "已于 2026-11-23 删除"), ("en", "erased on 2026-11-23"), ("de", "erased on 2026-11-23")])
    func `a mark is in the ticket's language`(language: String, mark: String) {
        #expect(ErasedPerson.mark(on: "2026-11-23", in: language) == mark)
    }

    @Test func `who was erased is known by the mark`() {
        #expect(Fixtures.person(7, Self.mark.description).isErased && !Fixtures.wang.isErased)
    }
}
