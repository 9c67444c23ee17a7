import InternetMessage
import Testing

@testable import MailGateway

@Suite("RFC 5321 – the sending side")
struct SMTPSessionTests {
    @Test func `a transaction is pipelined and outcomes are per recipient`() {
        var relay = Relay(recipients: ["a@x.example", "b@x.example", "c@x.example"])
        relay.play(
            """
            S: 220 mx
            C: EHLO desk.example.com
            S: 250-mx
            S: 250-PIPELINING
            S: 250-SIZE 1000
            S: 250 8BITMIME
            C: MAIL FROM:<desk@example.com> SIZE=7
            C: RCPT TO:<a@x.example>
            C: RCPT TO:<b@x.example>
            C: RCPT TO:<c@x.example>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 450 4.2.1 busy
            S: 550 5.1.1 unknown
            S: 354 go
            C: (content)
            S: 250 2.0.0 queued as 1
            """)
        #expect(
            relay.outcomes == [
                .delivered(reply: "250 2.0.0 queued as 1"), .transientFailure(reply: "450 4.2.1 busy"),
                .refusedRecipient(reply: "550 5.1.1 unknown"),
            ])
        #expect(!relay.isClosed)
        relay.begin()
        relay.play(
            """
            C: RSET
            C: MAIL FROM:<desk@example.com> SIZE=7
            C: RCPT TO:<a@x.example>
            C: RCPT TO:<b@x.example>
            C: RCPT TO:<c@x.example>
            C: DATA
            S: 421 4.3.2 restarting
            """)
        #expect(relay.result?.isStale == true)
        #expect(relay.isClosed)
    }

    @Test func `without PIPELINING each command waits, and DATA is not said to nobody`() {
        var relay = Relay(recipients: ["a@x.example", "b@x.example"])
        relay.play(
            """
            S: 220 mx
            C: EHLO desk.example.com
            S: 502 what
            C: HELO desk.example.com
            S: 250 mx
            C: MAIL FROM:<desk@example.com>
            S: 250 ok
            C: RCPT TO:<a@x.example>
            S: 552 too many recipients
            C: RCPT TO:<b@x.example>
            S: 550 5.1.1 unknown
            """)
        #expect(
            relay.outcomes == [
                .transientFailure(reply: "552 too many recipients"), .refusedRecipient(reply: "550 5.1.1 unknown"),
            ])
    }

    @Test func `DATA that was taken though nobody receives is ended empty`() {
        var relay = Relay(recipients: ["a@x.example"])
        relay.play(
            Self.greeting + """
                C: MAIL FROM:<desk@example.com>
                C: RCPT TO:<a@x.example>
                C: DATA
                S: 250 ok
                S: 550 5.1.1 unknown
                S: 354 go
                C: .
                S: 554 no valid recipients
                """)
        #expect(relay.outcomes == [.refusedRecipient(reply: "550 5.1.1 unknown")])
        #expect(!relay.isClosed)
    }

    @Test(arguments: [
        ("S: 451 4.3.0 full", DeliveryOutcome.transientFailure(reply: "451 4.3.0 full")),
        ("S: 554 5.7.1 spam", .permanentFailure(reply: "554 5.7.1 spam")),
        ("S: 354 again", .transientFailure(reply: "354 again")),
        ("S: 421 4.3.2 bye", .transientFailure(reply: "421 4.3.2 bye")),
        ("F: closed", .transientFailure(reply: "closed")),
    ])
    func `the reply after the dot decides, and its absence is transient`(line: String, outcome: DeliveryOutcome) {
        var relay = Relay(recipients: ["a@x.example"])
        relay.play(
            Self.greeting + """
                C: MAIL FROM:<desk@example.com>
                C: RCPT TO:<a@x.example>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go
                C: (content)
                \(line)
                """)
        #expect(relay.outcomes == [outcome])
        // Once content has been sent, no second attempt may follow at once.
        #expect(relay.result?.isStale == false)
    }

    @Test(arguments: ["530 5.7.0 STARTTLS first", "451 4.7.1 greylisted", "299 odd"])
    func `MAIL refused for our settings or for now is transient`(reply: String) {
        var relay = Relay(recipients: ["a@x.example"])
        relay.play(
            Self.greeting + """
                C: MAIL FROM:<desk@example.com>
                C: RCPT TO:<a@x.example>
                C: DATA
                S: \(reply)
                S: 503 no
                S: 503 no
                """)
        guard case .transientFailure = relay.outcomes.first else {
            // A 2xx is an acceptance whatever its last digits; DATA then decides.
            return #expect(relay.outcomes == [.refusedRecipient(reply: "503 no")])
        }
    }

    @Test func `credentials go out under TLS only, and what was offered before is forgotten`() {
        var relay = Relay(security: .required, credentials: true)
        relay.play(
            """
            S: 220 mx
            C: EHLO desk.example.com
            S: 250-mx
            S: 250-STARTTLS
            S: 250-PIPELINING
            S: 250 AUTH PLAIN
            C: STARTTLS
            S: 220 go
            C: (TLS)
            C: EHLO desk.example.com
            S: 250-mx
            S: 250 AUTH=LOGIN
            C: AUTH LOGIN
            S: 334 VXNlcm5hbWU6
            C: dQ==
            S: 334 UGFzc3dvcmQ6
            C: cMOkw58=
            S: 235 ok
            C: MAIL FROM:<desk@example.com>
            S: 250 ok
            C: RCPT TO:<a@x.example>
            """)
    }

    @Test(arguments: [SMTPRoute.Security.required, .opportunistic])
    func `a server that offers no STARTTLS gets no credentials`(security: SMTPRoute.Security) {
        var relay = Relay(security: security, credentials: true)
        relay.play(
            """
            S: 220 mx
            C: EHLO desk.example.com
            S: 250-mx
            S: 250 AUTH PLAIN LOGIN
            """)
        #expect(relay.isClosed)
        guard case .transientFailure = relay.outcomes.first else { return #expect(relay.outcomes == []) }
    }

    @Test(arguments: ["S: 454 4.7.0 not now", "S: 220 go+"])
    func `opportunistic TLS that was offered is not given up`(line: String) {
        var relay = Relay(security: .opportunistic, credentials: false)
        relay.play(
            """
            S: 220 mx
            C: EHLO desk.example.com
            S: 250-mx
            S: 250 STARTTLS
            C: STARTTLS
            \(line)
            """)
        #expect(relay.isClosed)
        guard case .transientFailure = relay.outcomes.first else { return #expect(relay.outcomes == []) }
    }

    @Test func `credentials in clear go to loopback when TLS is off, to nobody else`() {
        var relay = Relay(host: "127.0.0.1", security: .off, credentials: true)
        relay.play(Self.greeting.replacing("PIPELINING", with: "AUTH PLAIN") + "C: AUTH PLAIN AHUAcMOkw58=")
        var other = Relay(host: "127.evil.example", security: .off, credentials: true)
        other.play(Self.greeting.replacing("PIPELINING", with: "AUTH PLAIN"))
        #expect(other.isClosed)
    }

    @Test func `addresses decide about SMTPUTF8, content about 8BITMIME`() {
        var relay = Relay(recipients: ["用户@x.example", "a@x.example", "b\r\nDATA@x.example"], content: "s: é\r\n\r\n")
        relay.play(
            Self.greeting + """
                C: MAIL FROM:<desk@example.com>
                C: RCPT TO:<a@x.example>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go
                C: (content)
                S: 250 ok
                """)
        #expect(
            relay.outcomes == [
                .permanentFailure(reply: "5.6.7 the server takes no internationalized addresses"),
                .delivered(reply: "250 ok"), .permanentFailure(reply: "5.1.3 the address cannot be written"),
            ])
        var able = Relay(recipients: ["用户@x.example"], content: "s: x\r\n\r\né")
        able.play(
            Self.greeting.replacing("PIPELINING", with: "SMTPUTF8\nS: 250-8BITMIME\nS: 250-SIZE").fixedEnd + """
                C: MAIL FROM:<desk@example.com> SIZE=10 BODY=8BITMIME SMTPUTF8
                S: 250 ok
                C: RCPT TO:<用户@x.example>
                """)
    }

    @Test func `a message beyond the offered size is not sent`() {
        var relay = Relay(recipients: ["a@x.example"])
        relay.play(Self.greeting.replacing("PIPELINING", with: "SIZE 6"))
        guard case .permanentFailure = relay.outcomes.first else { return #expect(relay.outcomes == []) }
    }

    @Test func `a reply nobody asked for ends the connection`() {
        var relay = Relay(recipients: ["a@x.example"])
        relay.play(
            """
            S: 220 mx
            C: EHLO desk.example.com
            S: 250 mx
            C: MAIL FROM:<desk@example.com>
            S: 550 5.7.1 no
            S: 250 ok
            """)
        #expect(relay.outcomes == [.permanentFailure(reply: "550 5.7.1 no")])
        #expect(relay.isClosed)
    }

    static let greeting = """
        S: 220 mx
        C: EHLO desk.example.com
        S: 250-mx
        S: 250 PIPELINING

        """
}

extension String {
    /// The last of several continuation lines becomes the end of the reply.
    fileprivate var fixedEnd: String {
        replacing("S: 250 SMTPUTF8", with: "S: 250-SMTPUTF8").replacing("S: 250-SIZE", with: "S: 250 SIZE")
    }
}
