import Foundation
import TestSupport
import Testing
import Ticketing

@Suite("The links that mails ask by") struct TicketLinkTests {
    static let now = Fixtures.now
    static func link(_ question: TicketLink.Question = .resolution, asked: Date = now) -> TicketLink {
        TicketLink(question, ticket: TicketID(rawValue: 42), person: Fixtures.wang.id, askedAt: asked)
    }

    @Test(arguments: TicketLink.Question.allCases, [1, 42, (1 << 40) - 1] as [Int64])
    func `it says what is asked, of whom, about which ticket, and since when`(
        question: TicketLink.Question, number: Int64
    ) {
        let link = TicketLink(
            question, ticket: TicketID(rawValue: number), person: PersonID(rawValue: number), askedAt: Self.now + 0.9)
        let text = link.encoded(key: Fixtures.key)
        #expect(TicketLink(text, to: question, key: Fixtures.key) == link)
        #expect(link.isOf(Self.now) && !link.isOf(Self.now + 1))
        #expect(
            text.utf8.count == 51 && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) })
        let other = SigningKey(secret: Array("another secret of at least 32 bytes …".utf8))
        #expect(TicketLink(text, to: question, key: other) == nil)
    }

    @Test func `it answers its own question only, and is no key to anything else`() {
        let text = Self.link(.resolution).encoded(key: Fixtures.key)
        #expect(TicketLink(text, to: .survey, key: Fixtures.key) == nil)
        #expect(ReplyToken(detail: "r" + text.dropFirst(), key: Fixtures.key) == nil)
        #expect(UnsubscribeToken("u" + text.dropFirst(), key: Fixtures.key) == nil)
    }

    @Test func `no letter of it can be changed, and none added or taken`() {
        let text = Self.link().encoded(key: Fixtures.key)
        let letters = Array(text)
        for index in letters.indices {
            var changed = letters
            changed[index] = changed[index] == "b" ? "c" : "b"
            #expect(TicketLink(String(changed), to: .resolution, key: Fixtures.key) == nil, "\(index)")
        }
        for wrong in ["", "q", text + "a", String(text.dropLast()), String(repeating: "q", count: 300), "q é"] {
            #expect(TicketLink(wrong, to: .resolution, key: Fixtures.key) == nil)
        }
    }

    /// Seconds after it was asked.
    @Test(arguments: [
        (0.0, true), (30 * 86_400 - 1, true), (30 * 86_400, false), (-300, true), (-301, false), (.infinity, false),
    ])
    func `it lives for thirty days`(seconds: Double, isLive: Bool) {
        #expect(Self.link().isLive(at: Self.now + seconds) == isLive)
        #expect(Self.link().expires == Self.now + 30 * 86_400)
    }
}
