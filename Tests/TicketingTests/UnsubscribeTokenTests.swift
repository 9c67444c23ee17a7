import TestSupport
import Testing
import Ticketing

@Suite("RFC 8058 – the key to one kind of notice") struct UnsubscribeTokenTests {
    @Test(arguments: NotificationKind.allCases, [1, 42, (1 << 40) - 1] as [Int64])
    func `it says whose and which`(kind: NotificationKind, person: Int64) {
        let token = UnsubscribeToken(person: PersonID(rawValue: person), kind: kind)
        let text = token.encoded(key: Fixtures.key)
        #expect(UnsubscribeToken(text, key: Fixtures.key) == token)
        #expect(text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) })
        let other = SigningKey(secret: Array("another secret of at least 32 bytes …".utf8))
        #expect(UnsubscribeToken(text, key: other) == nil)
    }

    @Test func `no letter of it can be changed`() {
        let text = UnsubscribeToken(person: Fixtures.wang.id, kind: .assignment).encoded(key: Fixtures.key)
        for index in text.indices {
            var letters = Array(text)
            let at = text.distance(from: text.startIndex, to: index)
            letters[at] = letters[at] == "b" ? "c" : "b"
            #expect(UnsubscribeToken(String(letters), key: Fixtures.key) == nil, "\(at)")
        }
        for wrong in [
            "", "u", text + "a", String(text.dropLast()), "r" + text.dropFirst(), String(repeating: "u", count: 300),
        ] {
            #expect(UnsubscribeToken(wrong, key: Fixtures.key) == nil)
        }
    }

    @Test func `a reply token is none, and it is no reply token`() {
        let reply = ReplyToken(ticket: TicketID(rawValue: 1), person: Fixtures.wang.id).encoded(key: Fixtures.key)
        #expect(UnsubscribeToken("u" + reply.dropFirst(), key: Fixtures.key) == nil)
        let ours = UnsubscribeToken(person: Fixtures.wang.id, kind: .assignment).encoded(key: Fixtures.key)
        #expect(ReplyToken(detail: "r" + ours.dropFirst(), key: Fixtures.key) == nil)
    }
}
