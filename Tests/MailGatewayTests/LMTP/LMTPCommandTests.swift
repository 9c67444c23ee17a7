import InternetMessage
import NIOCore
import Testing

@testable import MailGateway

@Suite("RFC 5321 §4.1 – command lines")
struct LMTPCommandTests {
    @Test(arguments: [
        ("MAIL FROM:<>", ReversePath.null),
        ("mail from: <a@example.org>", .mailbox(MailAddress(localPart: "a", domain: "example.org"))),
        ("MAIL FROM:<@r1,@r2:a.@Example.ORG>", .mailbox(MailAddress(localPart: "a.", domain: "example.org"))),
        ("MAIL FROM:<\"a b\\\"@c\"@example.org>", .mailbox(MailAddress(localPart: "a b\"@c", domain: "example.org"))),
        ("MAIL FROM:<a@[192.0.2.1]>", .mailbox(MailAddress(localPart: "a", domain: "[192.0.2.1]"))),
        (
            "MAIL FROM:<a@[IPv6:2001:db8::1]> SIZE=1",
            .mailbox(MailAddress(localPart: "a", domain: "[ipv6:2001:db8::1]"))
        ),
        ("MAIL FROM:<用户@例子.cn> SMTPUTF8", .mailbox(MailAddress(localPart: "用户", domain: "例子.cn"))),
    ])
    func `reverse-paths are read`(line: String, path: ReversePath) throws {
        guard case .mail(let read, _) = try parse(line) else { return #expect(Bool(false)) }
        #expect(read == path)
    }

    @Test(arguments: [
        ("MAIL FROM:a@example.org", LMTPSyntaxError.reversePath), ("MAIL FROM:<a>", .reversePath),
        ("MAIL FROM:<a@b", .reversePath), ("MAIL FROM:<a b@c>", .reversePath), ("MAIL FROM:<\"\"@b>", .reversePath),
        ("MAIL FROM:<\"a@b>", .reversePath), ("MAIL FROM:<\"a\\", .reversePath), ("MAIL FROM:<@a@b>", .reversePath),
        ("MAIL FROM:<a@[]>", .reversePath), ("MAIL FROM:<a@[1>", .reversePath), ("MAIL FROM:<>SIZE=1", .reversePath),
        ("MAIL FROM:", .reversePath), ("MAIL", .arguments), ("MAIL TO:<a@b>", .arguments),
        ("MAIL FROM:<> SIZE=", .arguments), ("MAIL FROM:<> SIZE=-1", .arguments),
        ("MAIL FROM:<> SIZE=123456789012345678901", .arguments), ("MAIL FROM:<> BODY=BINARYMIME", .unknownParameter),
        ("MAIL FROM:<> AUTH=<>", .unknownParameter), ("MAIL FROM:<> SMTPUTF8=1", .unknownParameter),
        ("RCPT TO:<>", .forwardPath), ("RCPT TO:<a@b> NOTIFY=NEVER", .unknownParameter),
        ("RCPT FROM:<a@b>", .arguments),
        ("DATA now", .arguments), ("QUIT now", .arguments), ("RSET now", .arguments), ("LHLO", .arguments),
        ("LHLO a b", .arguments), ("", .unknownVerb), ("BDAT 5 LAST", .unknownVerb), ("MAILFROM:<>", .unknownVerb),
        ("NOOP \u{7F}", .illegalBytes), ("NOOP \t", .illegalBytes), ("NOOP \0", .illegalBytes),
        ("NOOP \r", .illegalBytes),
    ])
    func `flaws have a name`(line: String, error: LMTPSyntaxError) {
        #expect(throws: error) { try parse(line) }
    }

    @Test func `parameters of MAIL`() throws {
        let command = try parse("MAIL FROM:<>  size=7  body=8bitmime  smtputf8")
        #expect(command == .mail(.null, .init(size: 7, body: .eightBitMIME, isInternationalized: true)))
        #expect(try parse("MAIL FROM:<> SIZE=99999999999999999999") == .mail(.null, .init(size: .max)))
    }

    @Test func `postmaster needs no domain`() throws {
        #expect(
            try parse("RCPT TO:<Postmaster>") == .rcpt(ForwardPath(MailAddress(localPart: "postmaster", domain: ""))))
    }

    @Test func `invalid UTF-8 is refused`() {
        #expect(throws: LMTPSyntaxError.illegalBytes) {
            try LMTPCommand(parsing: ByteBuffer(bytes: Array("NOOP ".utf8) + [0xC3]).readableBytesView)
        }
    }

    @Test(arguments: [256, 257]) func `a local-part has a limit`(count: Int) {
        let line = "RCPT TO:<\(String(repeating: "a", count: count))@example.com>"
        #expect(((try? parse(line)) != nil) == (count == 256))
        let quoted = "RCPT TO:<\"\(String(repeating: "a", count: count))\"@example.com>"
        #expect(((try? parse(quoted)) != nil) == (count == 256))
    }

    @Test(arguments: [2_048, 2_049, 9_000]) func `a line has a limit and the next one is read`(count: Int) {
        var input = LMTPInput(limits: LMTPLimits())
        input.append(ByteBuffer(string: "NOOP " + String(repeating: "a", count: count - 7)))
        let early = input.next()
        input.append(ByteBuffer(string: "\r\nRSET\r\nNOOP\nQUIT\r\n"))
        #expect((early ?? input.next()) == (count == 2_048 ? .command(.noop) : .malformed(.lineTooLong)))
        #expect(input.next() == .command(.rset))
        #expect(input.next() == .malformed(.bareLineFeed))
        #expect(input.next() == .command(.quit))
        #expect(input.next() == nil)
    }

    private func parse(_ line: String) throws(LMTPSyntaxError) -> LMTPCommand {
        try LMTPCommand(parsing: ByteBuffer(string: line).readableBytesView)
    }
}
