import InternetMessage
import NIOCore
import Testing

@testable import MailGateway

@Suite("RFC 5321 §4.2 – replies")
struct SMTPReplyTests {
    @Test(arguments: [1, 2, 1_000]) func `lines join to replies however they are cut`(piece: Int) throws {
        let wire = Array("250-mx\r\n250-SIZE 1\r\n250 PIPELINING\r\n354\r\n421 a\u{1}b\n".utf8)
        var parser = SMTPReplyParser()
        var buffer = ByteBuffer()
        var replies: [SMTPReply] = []
        for start in stride(from: 0, to: wire.count, by: piece) {
            buffer.writeBytes(wire[start..<min(start + piece, wire.count)])
            while let reply = try parser.next(&buffer) { replies.append(reply) }
        }
        #expect(replies.map(\.text) == ["250 mx SIZE 1 PIPELINING", "354", "421 a?b"])
        #expect(replies.first.map(SMTPExtensions.init)?.pipelining == true)
        #expect(replies.first.map(SMTPExtensions.init)?.size == 1)
    }

    @Test(arguments: [
        ("25\r\n", SMTPReplyError.malformed), ("2x0 a\r\n", .malformed), ("199 a\r\n", .malformed),
        ("600 a\r\n", .malformed), ("250-a\r\n251 b\r\n", .malformed), ("250a\r\n", .malformed), ("\r\n", .malformed),
        (String(repeating: "2", count: 2_048), .lineTooLong),
        (String(repeating: "250-a\r\n", count: 101), .tooManyLines),
    ])
    func `other bytes are errors`(wire: String, error: SMTPReplyError) {
        var parser = SMTPReplyParser()
        var buffer = ByteBuffer(string: wire)
        #expect(throws: error) { try parser.next(&buffer) }
    }

    @Test(
        arguments: [
            ("a", "x.example", "<a@x.example>"), ("a b", "x.example", "<\"a b\"@x.example>"),
            ("a\"\\", "x", "<\"a\\\"\\\\\"@x>"), (".a", "x", "<\".a\"@x>"), ("a", "[192.0.2.1]", "<a@[192.0.2.1]>"),
            ("a", "x>\r\nRSET", nil), ("a\r\n", "x", nil), ("a\0", "x", nil), ("", "x", nil), ("a", "", nil),
            ("a", "x y", nil),
        ] as [(String, String, String?)])
    func `paths are quoted, or not written`(localPart: String, domain: String, path: String?) {
        #expect(SMTPPath(MailAddress(localPart: localPart, domain: domain))?.text == path)
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("\u{0}\u{7F}?", "AH8/"),
    ])
    func `RFC 4648 §10`(text: String, encoded: String) {
        #expect(base64(Array(text.utf8)) == encoded)
    }
}
