import InternetMessage
import Testing

@testable import MailGateway

@Suite("A maildrop's server that is not what it should be", .enabled(if: BuiltProgram.path != nil, "not built"))
struct HostilePOP3ServerTests {
    private static let xs = String(repeating: "x", count: 1_000)
    private static let greeting = ScriptedServer.Step.say("+OK hello\n")
    private static let user = ScriptedServer.Step.answer("+OK\n")
    private static let pass = ScriptedServer.Step.answer("+OK in\n")
    private static let list = ScriptedServer.Step.answer("+OK\n1 20\n2 20\n.\n")
    private static let uidl = ScriptedServer.Step.answer("+OK\n1 aa\n2 bb\n.\n")
    private static let signedIn = [greeting, user, pass]
    private static let listed = signedIn + [list, uidl]

    private func poll(
        _ steps: [ScriptedServer.Step], tls: Bool = false, timeout: Duration = .seconds(20)
    ) async throws -> MailboxDesk {
        let server = try ScriptedServer(steps)
        let desk = MailboxDesk()
        var configuration = try MailboxConfiguration(
            url: "pop3://a@127.0.0.1:\(server.port)\(tls ? "" : "?tls=off")", password: MailboxPassword("x"))
        configuration.timeout = timeout
        configuration.messageBytes = 1 << 20
        await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password),
            ports: desk.ports()
        ).poll()
        withExtendedLifetime(server) {}
        return desk
    }

    @Test(arguments: [
        ("-ERR no\n", MailboxFailure.Stage.noStartTLS), ("+OK go\n+OK injected\n", .tls), ("what\n", .protocol),
    ])
    func `no password without TLS`(answer: String, stage: MailboxFailure.Stage) async throws {
        let desk = try await poll([Self.greeting, .answer(answer)], tls: true)
        #expect(desk.failureStage == stage)
    }

    @Test(
        arguments: [
            ([ScriptedServer.Step](), MailboxFailure.Stage.timeout), ([greeting], .timeout), (listed, .timeout),
            (listed + [.answer("+OK\nSubject: x\n")], .timeout), (listed + [.answer("+OK\nSub"), .hangUp], .connect),
            ([.say("-ERR go away\n")], .connect), ([.say("* OK IMAP\n")], .protocol),
            ([.flood("+OK", of: xs, times: 100)], .flooded),
            ([greeting, user, .answer("-ERR wrong\n")], .login),
            (signedIn + [.answer("+OK\n0 20\n.\n")], .protocol), (signedIn + [.answer("+OK\nx y\n.\n")], .protocol),
            (signedIn + [.answer("+OK\n-1 4\n.\n")], .protocol),
            (signedIn + [.answer("+OK\n99999999999999999999 4\n.\n")], .protocol),
            (signedIn + [.answer("+OK\n1\u{0} 4\n.\n")], .protocol),
            (listed + [.answer(""), .flood("+OK\n", of: xs, times: 3_000)], .tooLarge),
        ] as [([ScriptedServer.Step], MailboxFailure.Stage)])
    func `nonsense, floods and silence end the visit alone`(
        steps: [ScriptedServer.Step], stage: MailboxFailure.Stage
    ) async throws {
        let desk = try await poll(steps, timeout: stage == .timeout ? .milliseconds(700) : .seconds(20))
        #expect(desk.failureStage == stage, "\(desk.reports)")
        #expect(desk.subjects.isEmpty)
    }

    @Test func `dots are unstuffed, a lone dot between bare line feeds is content`() async throws {
        let body = "+OK\r\nSubject: x\r\n\r\n..a\r\n\n.\nb\r\n.\r\n"
        let desk = try await poll(
            Self.signedIn + [
                .answer("+OK\n1 20\n.\n"), .answer("+OK\n1 aa\n.\n"), .exactly(body), .answer("+OK bye\n"),
            ])
        #expect(desk.reports.last == .idle(accepted: 1), "\(desk.reports)")
        #expect(desk.bodies == [Array("Subject: x\r\n\r\n.a\r\n\n.\nb\r\n".utf8)])
        #expect(desk.seen == ["aa:20"])
    }

    @Test func `a message ends wherever its last line was cut on the way`() async throws {
        let lines = (32_740...32_790).map { String(repeating: "x", count: $0) + "\r\n" }
        let listing = { (word: String) in
            "+OK\n" + lines.indices.map { "\($0 + 1) \(word)\($0)\n" }.joined() + ".\n"
        }
        let desk = try await poll(
            Self.signedIn + [.answer(listing("1")), .answer(listing("a"))]
                + lines.map { .exactly("+OK\r\n" + $0 + ".\r\n") } + [.answer("+OK bye\n")])
        #expect(desk.reports.last == .idle(accepted: lines.count), "\(desk.reports)")
        #expect(desk.bodies == lines.map { Array($0.utf8) })
    }

    @Test func `a message that is longer than it was listed is passed over the next time`() async throws {
        let steps = Self.listed + [.answer(""), .flood("+OK\n", of: Self.xs, times: 2_000)]
        let desk = try await poll(steps)
        #expect(desk.seen == ["aa:20"])
        #expect(desk.reports.contains(.left(uid: 1, .tooLarge(size: nil, limit: 1 << 20))))
    }

    @Test func `what is known is not fetched, in any order of the server`() {
        let listing = [(3, 5, "c"), (1, 5, "a"), (2, 500, "b"), (4, 6, "a")].map {
            POP3Listing(number: $0.0, size: $0.1, uniqueID: $0.2)
        }
        let list = POP3List(entries: listing, total: 4)
        let plan = POP3Plan(list, seen: ["a:5", "z:1"])
        #expect(plan.new == [listing[2], listing[0], listing[3]])
        #expect(plan.forgotten == ["z:1"])
        var cut = list
        cut.total = 5
        #expect(POP3Plan(cut, seen: ["a:5", "z:1"]).forgotten.isEmpty)
    }
}
