import InternetMessage
import TestSupport
import Testing
import Ticketing

@Suite("RFC 5233 §4 – the signed detail of a reply address")
struct ReplyTokenTests {
    let token = ReplyToken(ticket: TicketID(rawValue: 1_042), person: PersonID(rawValue: 77))

    @Test func `a token says what it was made for`() {
        let text = token.encoded(key: Fixtures.key)
        #expect(ReplyToken(detail: text, key: Fixtures.key) == token)
        #expect(ReplyToken(detail: text.uppercased(), key: Fixtures.key) == token)
    }

    @Test func `it is lower-case letters and digits and fits a local-part`() {
        let text = token.encoded(key: Fixtures.key)
        #expect(text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) })
        #expect(ReplyToken.longestLocalPart + 1 + text.utf8.count <= 64)
    }

    @Test func `any changed letter is no key`() {
        let text = Array(token.encoded(key: Fixtures.key).utf8)
        for index in text.indices {
            var changed = text
            changed[index] = changed[index] == UInt8(ascii: "b") ? UInt8(ascii: "c") : UInt8(ascii: "b")
            #expect(ReplyToken(detail: String(decoding: changed, as: UTF8.self), key: Fixtures.key) == nil)
        }
    }

    @Test(arguments: ["", "r", "abc", String(repeating: "r", count: 43), String(repeating: "é", count: 22)])
    func `what we never signed is no key`(detail: String) {
        #expect(ReplyToken(detail: detail, key: Fixtures.key) == nil)
    }

    @Test(arguments: [
        ("bcc", "Desk <%>"), ("delivered-to", "%"), ("x-original-to", "%"), ("envelope-to", "<%>"),
        ("x-envelope-to", "<%>"), ("x-forwarded-to", "%"), ("resent-to", "Bo <bo@x.example>, Desk <%>"),
    ])
    func `a token is found wherever a mail system may have left the address`(name: String, body: String) {
        var message = InternetMessage()
        let address = "support+\(token.encoded(key: Fixtures.key))@desk.example"
        message.header = HeaderSection([
            HeaderField(name: name, body: Array(body.replacing("%", with: address).utf8))
        ])
        let correlation = Correlation(
            message: message, envelope: Envelope(reversePath: .null, forwardPaths: []), digest: [],
            policy: IntakePolicy(desks: Fixtures.desks, verifiesSenders: false, key: Fixtures.key))
        #expect(correlation.tokens == [token])
    }

    @Test func `another installation's key opens nothing`() {
        let other = SigningKey(secret: Array("another secret of at least 32 bytes here".utf8))
        #expect(ReplyToken(detail: token.encoded(key: other), key: Fixtures.key) == nil)
    }

    @Test func `our message identifiers are known and others are not`() {
        let ours = IssuedMessageID.make(random: Array(0..<10), domain: "desk.example", key: Fixtures.key)
        #expect(IssuedMessageID.isOurs(ours, key: Fixtures.key))
        #expect(
            !IssuedMessageID.isOurs(
                MessageID(ours.value.replacing("m", with: "n", maxReplacements: 1)), key: Fixtures.key))
        #expect(!IssuedMessageID.isOurs(MessageID("m@desk.example"), key: Fixtures.key))
        #expect(!IssuedMessageID.isOurs(MessageID(""), key: Fixtures.key))
    }
}
