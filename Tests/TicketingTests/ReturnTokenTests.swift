import InternetMessage
import TestSupport
import Testing
import Ticketing

@Suite("RFC 5321 §4.4 – the return address of one message")
struct ReturnTokenTests {
    @Test(arguments: [1, 77, 1 << 32, (1 << 40) - 1])
    func `it names its message and fits a local-part`(number: Int64) {
        let token = ReturnToken(message: OutgoingID(rawValue: number))
        let text = token.encoded(key: Fixtures.key)
        #expect(ReturnToken(detail: text, key: Fixtures.key) == token)
        #expect(ReturnToken(detail: text.uppercased(), key: Fixtures.key) == token)
        #expect(text.utf8.count == ReturnToken.length)
        #expect(ReplyToken.longestLocalPart + 1 + text.utf8.count <= 64)
        #expect(text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) })
    }

    @Test func `any changed letter, another key and another purpose name nothing`() {
        let token = ReturnToken(message: OutgoingID(rawValue: 42))
        let text = Array(token.encoded(key: Fixtures.key).utf8)
        for index in text.indices {
            var changed = text
            changed[index] = changed[index] == UInt8(ascii: "b") ? UInt8(ascii: "c") : UInt8(ascii: "b")
            let detail = String(decoding: changed, as: UTF8.self)
            #expect(
                detail == String(decoding: text, as: UTF8.self) || ReturnToken(detail: detail, key: Fixtures.key) == nil
            )
        }
        let other = SigningKey(secret: Array("another secret of at least 32 bytes here".utf8))
        #expect(ReturnToken(detail: token.encoded(key: other), key: Fixtures.key) == nil)
        let reply = ReplyToken(ticket: TicketID(rawValue: 42), person: PersonID(rawValue: 1)).encoded(key: Fixtures.key)
        #expect(ReturnToken(detail: reply, key: Fixtures.key) == nil)
        #expect(ReplyToken(detail: token.encoded(key: Fixtures.key), key: Fixtures.key) == nil)
    }

    @Test(arguments: ["", "b", String(repeating: "b", count: 35), String(repeating: "é", count: 18)])
    func `what we never signed names nothing`(detail: String) {
        #expect(ReturnToken(detail: detail, key: Fixtures.key) == nil)
    }
}
