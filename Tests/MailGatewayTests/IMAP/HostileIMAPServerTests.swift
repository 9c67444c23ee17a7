import InternetMessage
import Synchronization
import Testing

@testable import MailGateway

@Suite(
    "A mailbox's server that is not what it should be",
    .enabled(if: BuiltProgram.path != nil, "the program is not built"))
struct HostileIMAPServerTests {
    private static let xs = String(repeating: "x", count: 1_000)
    private static let greeting = ScriptedServer.Step.say("* OK [CAPABILITY IMAP4rev1] hello\n")
    private static let login = ScriptedServer.Step.answer("TAG OK [CAPABILITY IMAP4rev1] in\n")
    private static let select = ScriptedServer.Step.answer(
        "* 1 EXISTS\n* 0 RECENT\n* FLAGS (\\Seen)\n* OK [UIDVALIDITY 7] x\n* OK [UIDNEXT 2] x\nTAG OK [READ-WRITE] y\n")
    private static let search = ScriptedServer.Step.answer("* SEARCH 1\nTAG OK x\n")
    private static let sizes = ScriptedServer.Step.answer("* 1 FETCH (UID 1 RFC822.SIZE 20)\nTAG OK x\n")

    private func poll(
        _ steps: [ScriptedServer.Step], tls: Bool = false, messageBytes: Int = 50 << 20,
        timeout: Duration = .milliseconds(700)
    ) async throws -> MailboxDesk {
        let server = try ScriptedServer(steps)
        let desk = MailboxDesk()
        let query = tls ? "" : "?tls=off"
        var configuration = try MailboxConfiguration(
            url: "imap://a@127.0.0.1:\(server.port)/INBOX\(query)", password: MailboxPassword("x"))
        configuration.timeout = timeout
        configuration.messageBytes = messageBytes
        await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password),
            ports: desk.ports()
        ).poll()
        withExtendedLifetime(server) {}
        return desk
    }

    @Test func `no STARTTLS, no password`() async throws {
        let desk = try await poll([Self.greeting, .answer("* CAPABILITY IMAP4rev1\nTAG OK x\n")], tls: true)
        #expect(desk.failureStage == .noStartTLS)
    }

    @Test func `a session that is authenticated before TLS is refused`() async throws {
        let desk = try await poll([.say("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] hello\n")], tls: true)
        #expect(desk.failureStage == .noStartTLS)
    }

    @Test func `bytes behind the answer to STARTTLS are an injection`() async throws {
        let desk = try await poll(
            [.say("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\n"), .answer("TAG OK go\n* BYE injected\n")], tls: true)
        // Noticed by the library or, where it does not look, by the stream.
        #expect(desk.failureStage == .noStartTLS || desk.failureStage == .tls)
    }

    @Test(arguments: [
        [ScriptedServer.Step](), [greeting], [greeting, login, select, search],
        [greeting, login, select, search, sizes, .answer("* 1 FETCH (UID 1 BODY[] {20}\nSubject")],
    ])
    fileprivate func `a server that falls silent ends its own visit alone`(steps: [ScriptedServer.Step]) async throws {
        let desk = try await poll(steps)
        #expect(desk.failureStage == .timeout)
        #expect(desk.subjects.isEmpty)
    }

    @Test(arguments: [
        [ScriptedServer.Step.say("220 smtp.example.com\n")],
        [greeting, login, select, .answer("* SEARCH 99999999999999999999 -1 1\nTAG OK x\n")],
        [greeting, login, select, search, .answer(String(repeating: "(", count: 100_000) + "\n")],
        [greeting, login, select, search, sizes, .answer("* 1 FETCH (UID 1 BODY[] {4294967295}\nx"), .hangUp],
        [greeting, login, .answer("* OK [PERMANENTFLAGS\nTAG OK\n"), .hangUp],
    ])
    fileprivate func `nonsense ends in a failure, not in a message`(steps: [ScriptedServer.Step]) async throws {
        let desk = try await poll(steps)
        #expect(desk.failure != nil, "\(desk.reports)")
        #expect(desk.subjects.isEmpty)
    }

    @Test(
        arguments: [
            // A line, a literal, a list without end, before and after sign-in.
            [.flood("* OK ", of: xs, times: 3_000)],
            [greeting, .answer(""), .flood("", of: String(repeating: "* 1 EXISTS\n", count: 80), times: 3_000)],
            [
                greeting, login, select, .answer(""),
                .flood("* SEARCH", of: String(repeating: " 1", count: 500), times: 12_000),
            ],
            [
                greeting, login, select, search, sizes, .answer(""),
                .flood("* 1 FETCH (UID 1 BODY[] {4294967295}\n", of: xs, times: 4_000),
            ],
            [
                greeting, login, select, search, .answer(""),
                .flood("* 1 FETCH (UID 1 FLAGS (", of: String(repeating: "a ", count: 500), times: 4_000),
            ],
        ] as [[ScriptedServer.Step]])
    fileprivate func `a flood is cut off`(steps: [ScriptedServer.Step]) async throws {
        let desk = try await poll(steps, messageBytes: 1 << 20, timeout: .seconds(20))
        #expect(desk.failureStage == .flooded || desk.failureStage == .protocol, "\(desk.reports)")
        #expect(desk.subjects.isEmpty)
    }

    @Test(
        arguments: [
            [greeting, .answer("* 1 FETCH (UID 1 BODY[] {20}\nSubj"), .hangUp],
            [greeting, login, select, search, sizes, .answer("* 1 FETCH (UID 1 BODY[] {20}\nSubj"), .hangUp],
            [greeting, login, select, search, sizes, .answer("* 1 FETCH (UID 1 BODY[] {20}\n"), .hangUp],
        ] as [[ScriptedServer.Step]])
    fileprivate func `a server that hangs up within a literal is not waited for`(steps: [ScriptedServer.Step])
        async throws
    {
        let desk = try await poll(steps, timeout: .seconds(30))
        #expect(desk.failureStage == .connect, "\(desk.reports)")
        #expect(desk.subjects.isEmpty)
    }

    @Test(
        arguments: [
            // Another's tag, a NUL in a line, an end within a literal.
            [greeting, .answer("zzz OK in\n")], [greeting, .answer("* OK a\u{0}b\nTAG\u{0} OK in\n")],
            [greeting, login, select, search, sizes, .answer("* 1 FETCH (UID 1 BODY[] {20}\nSubj"), .hangUp],
            [greeting, login, select, .answer("* BYE enough\n"), .hangUp],
        ] as [[ScriptedServer.Step]])
    fileprivate func `a broken answer ends the visit`(steps: [ScriptedServer.Step]) async throws {
        let desk = try await poll(steps)
        #expect(desk.failure != nil, "\(desk.reports)")
        #expect(desk.subjects.isEmpty)
    }

    @Test func `a server that hangs up within a message is noticed at once`() async throws {
        // The library alone would read on for as long as it may: the visit would end by its own limit, at the child.
        let desk = try await poll(
            [
                Self.greeting, Self.login, Self.select, Self.search, Self.sizes,
                .answer("* 1 FETCH (UID 1 BODY[] {20}\nSubj"), .hangUp,
            ], timeout: .seconds(60))
        #expect(desk.failureStage == .connect, "\(desk.reports)")
    }

    @Test(arguments: [
        ("TAG BAD what\n", true), ("TAG NO not now\n", true), ("* 1 EXISTS\nTAG NO no\n", true), ("* BYE\n", false),
    ])
    func `a server that offers IDLE and will not is polled`(answer: String, isRefusal: Bool) async throws {
        let capable = "[CAPABILITY IMAP4rev1 IDLE]"
        let server = try ScriptedServer([
            .say("* OK \(capable) hello\n"), .answer("TAG OK \(capable) in\n"), Self.select,
            .answer("* SEARCH\nTAG OK x\n"), .answer(answer),
        ])
        let desk = MailboxDesk()
        var configuration = try MailboxConfiguration(
            url: "imap://a@127.0.0.1:\(server.port)?tls=off", password: MailboxPassword("x"))
        configuration.timeout = .seconds(5)
        try await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password),
            ports: desk.ports()
        ).run()
        withExtendedLifetime(server) {}
        let isRefused = desk.reports.contains { if case .idleRefused = $0 { true } else { false } }
        #expect(isRefused == isRefusal, "\(desk.reports)")
        #expect(desk.reports.contains(.idle(accepted: 0)))
    }

    @Test(arguments: [
        // With and without SASL-IR; the second challenge is the server's reason.
        ([" SASL-IR", "TAG OK in\n"], true), (["", "+ \n", "auth OK in\n"], true),
        ([" SASL-IR", "+ eyJzdGF0dXMiOiI0MDEifQ==\n", "auth NO no\n"], false),
    ])
    func `an access token signs in, or is refused`(words: [String], isAccepted: Bool) async throws {
        var steps = [ScriptedServer.Step.say("* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2\(words[0])] hello\n")]
        steps += words.dropFirst().map { .answer($0) }
        steps += [.answer("* CAPABILITY IMAP4rev1\nTAG OK x\n"), Self.select, .answer("* SEARCH\nTAG OK x\n")]
        let server = try ScriptedServer(steps)
        let desk = MailboxDesk()
        var configuration = try MailboxConfiguration(
            url: "imap://a@127.0.0.1:\(server.port)?tls=off", password: MailboxPassword(""))
        configuration.timeout = .seconds(2)
        let oauth = try OAuthConfiguration(tokenURL: "https://token.example/", clientID: "c")
        let tokens = OAuthTokens(oauth, ports: TokenScene().ports()) { _ throws(MailboxFailure) in
            try TokenAnswer(status: 200, body: Array(#"{"access_token":"t"}"#.utf8))
        }
        await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .tokens(tokens), ports: desk.ports()
        ).poll()
        #expect(desk.reports.contains(.connected) == isAccepted, "\(desk.reports)")
        #expect(isAccepted || desk.failureStage == .login)
        let sent = try #require(server.lines.first { $0.contains("dXNlcj1hAWF1dGg9QmVhcmVyIHQBAQ==") })
        #expect(sent == (words[0].isEmpty ? "" : "auth AUTHENTICATE XOAUTH2 ") + "dXNlcj1hAWF1dGg9QmVhcmVyIHQBAQ==\r")
        if !isAccepted { #expect(server.lines.last == "\r") }
    }

    @Test(arguments: [("imap", "* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2] hello\n"), ("pop3", "+OK hello\n")])
    func `a server that asks for the token again and again is left`(scheme: String, greeting: String) async throws {
        let server = try ScriptedServer([
            .say(greeting), .answer("+ \n"), .answer("+ eyJzdGF0dXMiOiI0MDEifQ==\n"), .answer("+ \n"), .answer("+ \n"),
        ])
        let configuration = try MailboxConfiguration(
            url: "\(scheme)://a@127.0.0.1:\(server.port)?tls=off", password: MailboxPassword(""))
        let session = MailboxSession(configuration, program: BuiltProgram.mailbox)
        defer { session.abort() }
        await #expect(throws: MailboxFailure.session(.protocol, "the server asks for the token again and again")) {
            _ = try await session.open(.accessToken(MailboxPassword("t")))
        }
    }

    @Test func `a server that tells of nothing again and again gets a pause`() async throws {
        let capable = "[CAPABILITY IMAP4rev1 IDLE]"
        var steps: [ScriptedServer.Step] = [
            .say("* OK \(capable) hello\n"), .answer("TAG OK \(capable) in\n"), Self.select,
            .answer("* SEARCH\nTAG OK x\n"),
        ]
        for _ in 1...5 {
            steps += [.answer("+ go\n* 2 EXISTS\n"), .answer("idle OK done\n"), .answer("* SEARCH\nTAG OK x\n")]
        }
        let server = try ScriptedServer(steps + [.answer("* BYE\nTAG OK bye\n")])
        let desk = MailboxDesk()
        var configuration = try MailboxConfiguration(
            url: "imap://a@127.0.0.1:\(server.port)?tls=off", password: MailboxPassword("x"))
        configuration.timeout = .seconds(5)
        try await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password),
            ports: desk.ports()
        ).run()
        #expect(desk.reports == [.connected, .idle(accepted: 0)])
        #expect(server.lines.last?.contains("LOGOUT") == true)
    }

    @Test func `a wait is renewed within the session`() async throws {
        let capable = "[CAPABILITY IMAP4rev1 IDLE]"
        var steps: [ScriptedServer.Step] = [
            .say("* OK \(capable) hello\n"), .answer("TAG OK \(capable) in\n"), Self.select,
            .answer("* SEARCH\nTAG OK x\n"),
        ]
        for _ in 1...3 {
            steps += [.answer("+ go\n"), .answer("idle OK done\n"), .answer("* SEARCH\nTAG OK x\n")]
        }
        let server = try ScriptedServer(steps + [.hangUp])
        let desk = MailboxDesk()
        var configuration = try MailboxConfiguration(
            url: "imap://a@127.0.0.1:\(server.port)?tls=off", password: MailboxPassword("x"))
        configuration.timeout = .seconds(5)
        configuration.interval = .milliseconds(20)
        try await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password),
            ports: desk.ports()
        ).run()
        let said = server.lines.dropFirst(3).map { line in line.filter { $0.isLetter || $0 == " " } }
        #expect(said.count == 9 && said.filter { $0 == "idle IDLE" }.count == 3, "\(said)")
        #expect(said.filter { $0 == "DONE" }.count == 3)
        #expect(desk.failureStage == .connect)
    }

    /// What was said to a server with these extensions, without tags.
    private func commands(_ extensions: String, _ answers: [ScriptedServer.Step]) async throws -> [String] {
        let capable = "[CAPABILITY IMAP4rev1 \(extensions)]"
        let server = try ScriptedServer(
            [.say("* OK \(capable) hello\n"), .answer("TAG OK \(capable) in\n")] + answers)
        let desk = MailboxDesk()
        var configuration = try MailboxConfiguration(
            url: "imap://a@127.0.0.1:\(server.port)?tls=off", password: MailboxPassword("x"))
        configuration.timeout = .seconds(5)
        configuration.after = .move(folder: "Done")
        await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password),
            ports: desk.ports()
        ).poll()
        return server.lines.map { String($0.split(separator: " ", maxSplits: 1).last ?? "").filter { $0 != "\r" } }
    }

    @Test func `the client says who it is before it selects, where that is wanted`() async throws {
        let said = try await commands(
            "ID", [.answer("* ID NIL\nTAG OK x\n"), Self.select, .answer("* SEARCH\nTAG OK x\n")])
        #expect(said.prefix(3).map { $0.prefix(2) } == ["LO", "ID", "SE"], "\(said)")
        #expect(said[1].contains("\"martlet\""))
    }

    private static let message = ScriptedServer.Step.answer(
        "* 1 FETCH (UID 1 BODY[] {20}\nSubject: x\n\nbody\n)\nTAG OK x\n")
    private static let ok = ScriptedServer.Step.answer("TAG OK x\n")

    @Test(arguments: [
        ("MOVE UIDPLUS", ["UID MOVE 1 Done"]),
        ("UIDPLUS", ["UID COPY 1 Done", "UID STORE 1 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 1"]),
        ("X-NONE", ["UID COPY 1 Done", "UID STORE 1 +FLAGS.SILENT (\\Deleted)"]),
    ])
    func `a message is moved as the server can, and no other is expunged`(
        extensions: String, expected: [String]
    ) async throws {
        let said = try await commands(
            extensions,
            [Self.select, Self.search, Self.sizes, Self.message] + expected.map { _ in Self.ok }
                + [.answer("* SEARCH\nTAG OK x\n"), Self.ok])
        let start = try #require(said.firstIndex { $0.contains("BODY.PEEK[]") }, "\(said)")
        #expect(Array(said[(start + 1)...].prefix(expected.count)) == expected)
        #expect(said[start + expected.count + 1].hasPrefix("UID SEARCH"))
    }

    @Test func `a message comes also without extensions`() async throws {
        let desk = try await poll([
            Self.greeting, Self.login, Self.select, Self.search, Self.sizes,
            .answer("* 1 FETCH (UID 1 BODY[] {20}\nSubject: x\n\nbody\n)\nTAG OK x\n"),
            .answer("TAG OK x\n"), .answer("* SEARCH 1\nTAG OK x\n"), .answer("TAG OK x\n"),
        ])
        #expect(desk.subjects == ["Subject: x"])
        #expect(desk.reports.last == .idle(accepted: 1))
    }

    @Test func `visits go on after failures, at growing distances`() async throws {
        let port = try Loopback.freePort()
        var configuration = try MailboxConfiguration(
            url: "imap://a@127.0.0.1:\(port)?tls=off", password: MailboxPassword("x"))
        configuration.interval = .seconds(10)
        let desk = MailboxDesk()
        let pauses = Mutex<[Duration]>([])
        var ports = desk.ports()
        ports.wait = { pause in
            let count = pauses.withLock { list in
                list.append(pause)
                return list.count
            }
            if count == 3 { throw CancellationError() }
        }
        try await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password), ports: ports
        ).run()
        #expect(pauses.withLock { $0 } == [.seconds(10), .seconds(20), .seconds(40)])
        #expect(desk.failureStage == .connect)
    }
}
