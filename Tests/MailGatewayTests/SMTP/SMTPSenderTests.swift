import InternetMessage
import Logging
import NIOPosix
import Testing

@testable import MailGateway

@Suite("Sending over sockets")
struct SMTPSenderTests {
    private typealias Step = ScriptedRelay.Step

    private static let hello: [Step] = [.say("220 mx"), .hear("EHLO"), .say("250-mx\r\n250 PIPELINING")]
    private static let transaction: [Step] = [
        .hear("MAIL"), .hear("RCPT"), .hear("DATA"), .say("250 ok\r\n250 ok\r\n354 go"), .content,
    ]

    @Test func `outcomes differ by recipient and the connection is used again`() async throws {
        let again: [Step] = [
            .hear("RSET"), .hear("MAIL"), .hear("RCPT"), .hear("DATA"), .say("250 ok\r\n250 ok\r\n250 ok\r\n354 go"),
            .content, .say("250 second"), .hear("QUIT"), .say("221 bye"), .close,
        ]
        let first: [Step] = [
            .hear("MAIL"), .hear("RCPT"), .hear("RCPT"), .hear("RCPT"), .hear("DATA"),
            .say("250 ok\r\n250 ok\r\n450 4.2.1 busy\r\n550 5.1.1 unknown\r\n354 go"), .content, .say("250 first"),
        ]
        let relay = try await ScriptedRelay([Self.hello + first + again])
        let sender = try sender(relay)
        let outcomes = await sender.send(envelope("a", "b", "c"), RawMessage(Array("s: x\n\n.dot\r\n".utf8)))
        #expect(
            outcomes.map(\.outcome) == [
                .delivered(reply: "250 first"), .transientFailure(reply: "450 4.2.1 busy"),
                .refusedRecipient(reply: "550 5.1.1 unknown"),
            ])
        #expect(await sender.send(envelope("d"), mail).map(\.outcome) == [.delivered(reply: "250 second")])
        await sender.close()
        #expect(relay.heard.contains("s: x\r\n\r\n..dot"))
        #expect(relay.heard.last == "QUIT")
        try await relay.close()
    }

    @Test func `a message of megabytes is sent whole`() async throws {
        let relay = try await ScriptedRelay([Self.hello + Self.transaction + [.say("250 ok")]])
        let line = String(repeating: "x", count: 75) + "\r\n"
        let text = String(repeating: line, count: 30_000)
        let outcomes = try await sender(relay).send(envelope("a"), RawMessage(Array(text.utf8)))
        #expect(outcomes.map(\.outcome) == [.delivered(reply: "250 ok")])
        #expect(relay.heard.last?.utf8.count == text.utf8.count - 2)
        try await relay.close()
    }

    @Test func `a close after the dot is transient, and not tried again at once`() async throws {
        let relay = try await ScriptedRelay([
            Self.hello + Self.transaction + [.close], Self.hello + Self.transaction + [.say("250 ok")],
        ])
        let sender = try sender(relay)
        let outcomes = await sender.send(envelope("a"), mail)
        guard case .transientFailure = outcomes.first?.outcome else { return #expect(Bool(false), "\(outcomes)") }
        #expect(await sender.send(envelope("a"), mail).map(\.outcome) == [.delivered(reply: "250 ok")])
        try await relay.close()
    }

    @Test func `a kept connection that went stale costs nothing`() async throws {
        let once = Self.hello + Self.transaction + [.say("250 ok"), .hear("RSET"), .say("421 idle"), .close]
        let relay = try await ScriptedRelay([once, Self.hello + Self.transaction + [.say("250 again")]])
        let sender = try sender(relay)
        #expect(await sender.send(envelope("a"), mail).map(\.outcome) == [.delivered(reply: "250 ok")])
        #expect(await sender.send(envelope("a"), mail).map(\.outcome) == [.delivered(reply: "250 again")])
        try await relay.close()
    }

    @Test(arguments: [(2, 2), (1, 4), (3, 2)])
    func `a connection is closed after its share of messages`(share: Int, connections: Int) async throws {
        let again: [Step] = [
            .hear("RSET"), .hear("MAIL"), .hear("RCPT"), .hear("DATA"), .say("250 ok\r\n250 ok\r\n250 ok\r\n354 go"),
            .content, .say("250 ok"),
        ]
        let first = Self.hello + Self.transaction + [.say("250 ok")]
        let script =
            first + Array(repeating: again, count: share - 1).flatMap { $0 } + [.hear("QUIT"), .say("221 bye"), .close]
        let relay = try await ScriptedRelay(Array(repeating: script, count: connections))
        let sender = try sender(relay) { $0.messagesPerConnection = share }
        for _ in 0..<4 {
            #expect(await sender.send(envelope("a"), mail).map(\.outcome) == [.delivered(reply: "250 ok")])
        }
        await sender.close()
        #expect(relay.heard.count { $0.hasPrefix("EHLO") } == connections)
        try await relay.close()
    }

    /// Several idle connections at once, all of them closed by the server meanwhile.
    @Test func `stale connections one after the other cost nothing`() async throws {
        let stale = Self.hello + Self.transaction + [.say("250 ok"), .hear("RSET"), .close]
        let good = Self.hello + Self.transaction + [.say("250 fresh")]
        let relay = try await ScriptedRelay([stale, stale, good])
        let sender = try sender(relay)
        await withTaskGroup(of: [RecipientOutcome].self) { tasks in
            for _ in 0..<2 { tasks.addTask { await sender.send(envelope("a"), mail) } }
            for await outcomes in tasks { #expect(outcomes.map(\.outcome) == [.delivered(reply: "250 ok")]) }
        }
        #expect(await sender.send(envelope("a"), mail).map(\.outcome) == [.delivered(reply: "250 fresh")])
        try await relay.close()
    }

    @Test func `a silent server and a closed port are transient`() async throws {
        let relay = try await ScriptedRelay([[]])
        let silent = try sender(relay) { $0.timeouts.command = .seconds(3) }
        let outcomes = await silent.send(envelope("a"), mail)
        #expect(outcomes.map(\.outcome) == [.transientFailure(reply: "4.4.2 the server did not answer in time")])
        let port = relay.port
        try await relay.close()
        let closed = await (try sender(relay)).send(envelope("a", "b"), mail)
        #expect(closed.count == 2, "port \(port)")
        guard case .transientFailure = closed.first?.outcome else { return #expect(Bool(false), "\(closed)") }
    }

    @Test func `more messages than connections all arrive`() async throws {
        let script = Self.hello + Self.transaction + [.say("250 ok"), .close]
        let relay = try await ScriptedRelay(Array(repeating: script, count: 12))
        let sender = try sender(relay)
        await withTaskGroup(of: [RecipientOutcome].self) { tasks in
            for _ in 0..<12 { tasks.addTask { await sender.send(envelope("a"), mail) } }
            for await outcomes in tasks { #expect(outcomes.map(\.outcome) == [.delivered(reply: "250 ok")]) }
        }
        try await relay.close()
    }

    @Test(arguments: [SMTPRoute.Security.required, .implicit])
    func `a certificate for the name is taken, and credentials follow it`(security: SMTPRoute.Security) async throws {
        let certificate = try Certificate(names: "DNS:localhost")
        defer { certificate.remove() }
        let secured: [Step] =
            security == .implicit
            ? [.say("220 mx")]
            : [
                .say("220 mx"), .hear("EHLO"), .say("250-mx\r\n250 STARTTLS"), .hear("STARTTLS"), .say("220 go"),
                .secure,
            ]
        let script =
            secured + [
                .hear("EHLO"), .say("250-mx\r\n250-PIPELINING\r\n250 AUTH PLAIN"), .hear("AUTH"), .say("235 ok"),
            ]
        let relay = try await ScriptedRelay(
            [script + Self.transaction + [.say("250 ok")]], tls: certificate.serverContext(),
            isImplicit: security == .implicit)
        let sender = try sender(relay) {
            $0.host = "localhost"
            $0.security = security
            $0.trustRoots = certificate.path
            $0.credentials = SMTPCredentials(user: "u", password: "p")
        }
        #expect(await sender.send(envelope("a"), mail).map(\.outcome) == [.delivered(reply: "250 ok")])
        #expect(relay.heard.contains("AUTH PLAIN AHUAcA=="))
        try await relay.close()
    }

    @Test(arguments: [("DNS:other.example", true), ("DNS:localhost", false), ("DNS:relay", true)])
    func `another name, and a chain to nobody, are refused before anything is said`(
        names: String, isTrusted: Bool
    ) async throws {
        let certificate = try Certificate(names: names)
        defer { certificate.remove() }
        let script: [Step] = [
            .say("220 mx"), .hear("EHLO"), .say("250-mx\r\n250 STARTTLS"), .hear("STARTTLS"), .say("220 go"), .secure,
            .hear("EHLO"), .say("250 mx"), .hear("MAIL"),
        ]
        let relay = try await ScriptedRelay([script], tls: certificate.serverContext())
        let sender = try sender(relay) {
            $0.host = "localhost"
            $0.security = .opportunistic
            $0.trustRoots = isTrusted ? certificate.path : nil
            $0.credentials = SMTPCredentials(user: "u", password: "p")
        }
        let outcomes = await sender.send(envelope("a"), mail)
        guard case .transientFailure = outcomes.first?.outcome else { return #expect(Bool(false), "\(outcomes)") }
        #expect(relay.heard == ["EHLO desk.example.com", "STARTTLS"])
        try await relay.close()
    }

    @Test func `plaintext behind the reply to STARTTLS ends the connection`() async throws {
        let relay = try await ScriptedRelay([
            [
                .say("220 mx"), .hear("EHLO"), .say("250-mx\r\n250 STARTTLS"), .hear("STARTTLS"),
                .say("220 go\r\n250-mx\r\n250 AUTH PLAIN"), .hear("EHLO"),
            ]
        ])
        let sender = try sender(relay) { $0.security = .required }
        let outcomes = await sender.send(envelope("a"), mail)
        #expect(outcomes.map(\.outcome) == [.transientFailure(reply: "4.7.5 plaintext after STARTTLS")])
        #expect(relay.heard == ["EHLO desk.example.com", "STARTTLS"])
        try await relay.close()
    }

    @Test func `authorities that cannot be read are found at the start`() {
        #expect(throws: MailRouteError.self) {
            var route = SMTPRoute(host: "h", port: 25, security: .required, heloName: "h")
            route.trustRoots = "/nonexistent.pem"
            _ = try SMTPSender(route: route, group: MultiThreadedEventLoopGroup.singleton, logger: quiet)
        }
    }

    private var quiet: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    private func sender(_ relay: ScriptedRelay, _ change: (inout SMTPRoute) -> Void = { _ in }) throws -> SMTPSender {
        var route = SMTPRoute(host: "127.0.0.1", port: relay.port, security: .off, heloName: "desk.example.com")
        change(&route)
        return try SMTPSender(route: route, group: MultiThreadedEventLoopGroup.singleton, logger: quiet)
    }
}

private let mail = RawMessage(Array("Subject: x\r\n\r\n".utf8))

private func envelope(_ names: String...) -> Envelope {
    Envelope(
        reversePath: .mailbox(MailAddress(localPart: "desk", domain: "example.com")),
        forwardPaths: names.map { ForwardPath(MailAddress(localPart: $0, domain: "x.example")) })
}
