import InternetMessage
import Testing

@testable import MailGateway

@Suite("RFC 2033 – LMTP")
struct LMTPSessionTests {
    @Test(arguments: [0, 1, 7]) func `a pipelined transaction gets one reply per recipient, in order`(piece: Int) {
        let record = LMTPTranscript().play(
            """
            S: 220 desk.example.com LMTP ready
            C: LHLO mx.example.com
            S: 250-desk.example.com
            S: 250-PIPELINING
            S: 250-SIZE 52428800
            S: 250-8BITMIME
            S: 250-SMTPUTF8
            S: 250 ENHANCEDSTATUSCODES
            C: MAIL FROM:<chris@example.org> SIZE=12 BODY=8BITMIME
            C: RCPT TO:<help@example.com>
            C: RCPT TO:<nobody@example.com>
            C: RCPT TO:<it@example.com>
            C: RCPT TO:<help@example.com>
            C: DATA
            S: 250 2.1.0 Sender OK
            S: 250 2.1.5 Recipient OK
            S: 550 5.1.1 No such recipient here
            S: 250 2.1.5 Recipient OK
            S: 250 2.1.5 Recipient OK
            S: 354 Start mail input; end with <CRLF>.<CRLF>
            C: Subject: hi
            C: 
            C: ..dot
            C: .
            C: MAIL FROM:<>
            S: 250 2.1.5 Stored as m1
            S: 250 2.1.5 Stored as m2
            S: 250 2.1.5 Stored as m1
            S: 250 2.1.0 Sender OK
            C: QUIT
            S: 221 2.0.0 Bye
            """, pieceBytes: piece)
        #expect(record.isClosed)
        #expect(record.taken.map(\.message.text) == ["Subject: hi\r\n\r\n.dot\r\n"])
        #expect(record.taken.first?.envelope.forwardPaths.map(\.address.localPart) == ["help", "it"])
    }

    @Test func `commands out of order are told so`() {
        LMTPTranscript().play(
            """
            S: 220 …
            C: MAIL FROM:<a@example.org>
            S: 503 5.5.1 …
            C: EHLO mx.example.com
            S: 500 5.5.1 …
            C: HELO mx.example.com
            S: 500 5.5.1 …
            C: LHLO
            S: 501 5.5.4 …
            C: lhlo mx
            S: 250-desk.example.com
            S: 250-PIPELINING
            S: 250-SIZE 52428800
            S: 250-8BITMIME
            S: 250-SMTPUTF8
            S: 250 ENHANCEDSTATUSCODES
            C: RCPT TO:<help@example.com>
            S: 503 5.5.1 …
            C: DATA
            S: 503 5.5.1 …
            C: MAIL FROM:<a@example.org>
            S: 250 2.1.0 …
            C: MAIL FROM:<b@example.org>
            S: 503 5.5.1 …
            C: DATA
            S: 503 5.5.1 No valid recipients
            C: RCPT TO:<nobody@example.com>
            S: 550 5.1.1 …
            C: RCPT TO:<later@example.com>
            S: 451 4.3.0 …
            C: RCPT TO:<barred@example.com>
            S: 550 5.7.1 Not from you
            C: DATA
            S: 503 5.5.1 No valid recipients
            C: RSET
            S: 250 2.0.0 …
            C: RCPT TO:<help@example.com>
            S: 503 5.5.1 …
            C: VRFY help
            S: 252 2.1.5 …
            C: NOOP
            S: 250 2.0.0 …
            C: STARTTLS
            S: 500 5.5.2 …
            """)
    }

    @Test func `what follows DATA is content, whatever it looks like`() {
        let record = greeted().play(
            Self.greeting + """
                C: MAIL FROM:<a@example.org>
                C: RCPT TO:<help@example.com>
                C: DATA
                C: MAIL FROM:<evil@example.org>
                C: RSET
                C: .
                S: 250 …
                S: 250 …
                S: 354 …
                S: 250 2.1.5 …
                """)
        #expect(record.taken.map(\.message.text) == ["MAIL FROM:<evil@example.org>\r\nRSET\r\n"])
    }

    @Test func `outcomes that are missing or bad are temporary, refusals carry a harmless text`() {
        var transcript = greeted()
        transcript.accept = { _, _ in [.refused("a\r\n250 b"), .temporaryFailure] }
        transcript.play(
            Self.greeting + """
                C: MAIL FROM:<a@example.org>
                C: RCPT TO:<x@example.com>
                C: RCPT TO:<y@example.com>
                C: RCPT TO:<z@example.com>
                C: DATA
                C: .
                S: 250 …
                S: 250 …
                S: 250 …
                S: 250 …
                S: 354 …
                S: 550 5.7.1 a??250 b
                S: 451 4.3.0 …
                S: 451 4.3.0 …
                """)
    }

    @Test func `a declared size beyond the limit is refused at MAIL, an undeclared one after the dot`() {
        var transcript = greeted()
        transcript.limits.messageBytes = 10
        let record = transcript.play(
            Self.greeting.replacingSize("10") + """
                C: MAIL FROM:<> SIZE=99999999999
                S: 552 5.3.4 …
                C: MAIL FROM:<> SIZE=99999999999999999999
                S: 552 5.3.4 …
                C: MAIL FROM:<> SIZE=11
                S: 552 5.3.4 …
                C: MAIL FROM:<> SIZE=10
                C: RCPT TO:<a@example.com>
                C: RCPT TO:<b@example.com>
                C: DATA
                C: 123456789
                C: .
                S: 250 …
                S: 250 …
                S: 250 …
                S: 354 …
                S: 552 5.3.4 …
                S: 552 5.3.4 …
                C: MAIL FROM:<>
                C: RCPT TO:<a@example.com>
                C: DATA
                C: 12345678
                C: .
                S: 250 …
                S: 250 …
                S: 354 …
                S: 250 2.1.5 …
                """)
        #expect(record.taken.map(\.message.text) == ["12345678\r\n"])
    }

    @Test func `content for which there is no room is to be tried again, for each recipient`() {
        var session = LMTPSession(hostName: "h", limits: LMTPLimits()) { _ in .accepted }
        _ = session.receive(.connected)
        _ = session.receive(.input(.command(.lhlo("x"))))
        _ = session.receive(.input(.command(.mail(.null, .init()))))
        for name in ["a", "b"] {
            _ = session.receive(.input(.command(.rcpt(ForwardPath(MailAddress(localPart: name, domain: "b"))))))
        }
        _ = session.receive(.input(.command(.data)))
        #expect(session.receive(.input(.content(.noRoom))) == .reply([.noRoom, .noRoom]))
        #expect(session.receive(.input(.command(.mail(.null, .init())))) == .reply([.senderOK]))
        #expect((LMTPReply.noRoom.code, LMTPReply.noRoom.enhanced) == (452, "4.3.1"))
    }

    @Test func `recipients are counted, the one beyond the limit waits for the next transaction`() {
        var transcript = greeted()
        transcript.limits.recipients = 2
        transcript.play(
            Self.greeting + """
                C: MAIL FROM:<>
                C: RCPT TO:<a@example.com>
                C: RCPT TO:<b@example.com>
                C: RCPT TO:<c@example.com>
                S: 250 …
                S: 250 …
                S: 250 …
                S: 452 4.5.3 …
                """)
    }

    @Test func `the error beyond the limit closes the session`() {
        var transcript = greeted()
        transcript.limits.errors = 2
        let record = transcript.play(
            Self.greeting + """
                C: FOO
                C: RCPT TO:<a@example.com>
                C: \u{01}
                C: NOOP
                S: 500 5.5.2 …
                S: 503 5.5.1 …
                S: 421 4.7.0 …
                """)
        #expect(record.isClosed)
    }

    @Test func `idle and shutdown end sessions at rest, a transaction finishes first`() {
        var session = LMTPSession(hostName: "h", limits: LMTPLimits()) { _ in .accepted }
        _ = session.receive(.connected)
        #expect(session.receive(.shutdown) == .close([.shuttingDown]))
        session = LMTPSession(hostName: "h", limits: LMTPLimits()) { _ in .accepted }
        _ = session.receive(.connected)
        #expect(session.receive(.idle) == .close([.idle]))
        session = LMTPSession(hostName: "h", limits: LMTPLimits()) { _ in .accepted }
        _ = session.receive(.connected)
        _ = session.receive(.input(.command(.lhlo("x"))))
        _ = session.receive(.input(.command(.mail(.null, .init()))))
        _ = session.receive(.input(.command(.rcpt(ForwardPath(MailAddress(localPart: "a", domain: "b"))))))
        #expect(session.receive(.shutdown) == .nothing)
        _ = session.receive(.input(.command(.data)))
        _ = session.receive(.input(.content(.message([]))))
        #expect(session.receive(.idle) == .nothing)
        #expect(session.receive(.accepted([.stored(id: "1")])) == .close([.stored("1"), .shuttingDown]))
    }

    private func greeted() -> LMTPTranscript { LMTPTranscript() }

    static let greeting = """
        S: 220 …
        C: LHLO mx.example.com
        S: 250-desk.example.com
        S: 250-PIPELINING
        S: 250-SIZE 52428800
        S: 250-8BITMIME
        S: 250-SMTPUTF8
        S: 250 ENHANCEDSTATUSCODES

        """
}

extension String {
    fileprivate func replacingSize(_ size: String) -> String {
        split(separator: "\n").map { $0.hasPrefix("S: 250-SIZE") ? "S: 250-SIZE \(size)" : String($0) }
            .joined(separator: "\n") + "\n"
    }
}
