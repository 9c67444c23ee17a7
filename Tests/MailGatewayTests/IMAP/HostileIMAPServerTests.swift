import InternetMessage
import Synchronization
import Testing

@testable import MailGateway

@Suite(
    "A mailbox's server that is not what it should be",
    .enabled(if: BuiltProgram.path != nil, "the program is not built"))
struct HostileIMAPServerTests {
    private typealias Desk = IMAPPollerTests.Desk

    private static let greeting = ScriptedServer.Step.say("* OK [CAPABILITY IMAP4rev1] hello\n")
    private static let login = ScriptedServer.Step.answer("TAG OK [CAPABILITY IMAP4rev1] in\n")
    private static let select = ScriptedServer.Step.answer(
        "* 1 EXISTS\n* 0 RECENT\n* FLAGS (\\Seen)\n* OK [UIDVALIDITY 7] x\n* OK [UIDNEXT 2] x\nTAG OK [READ-WRITE] y\n")
    private static let search = ScriptedServer.Step.answer("* SEARCH 1\nTAG OK x\n")
    private static let sizes = ScriptedServer.Step.answer("* 1 FETCH (UID 1 RFC822.SIZE 20)\nTAG OK x\n")

    private func poll(_ steps: [ScriptedServer.Step], tls: Bool = false) async throws -> Desk {
        let server = try ScriptedServer(steps)
        let desk = Desk()
        let query = tls ? "" : "?tls=off"
        var configuration = try IMAPMailboxConfiguration(
            url: "imap://a@127.0.0.1:\(server.port)/INBOX\(query)", password: IMAPPassword("x"))
        configuration.timeout = .milliseconds(700)
        await IMAPPoller(configuration, program: BuiltProgram.mailbox, ports: desk.ports()).poll()
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
        guard case .failed(.server) = desk.reports.last else {
            return #expect(Bool(false), "\(desk.reports)")
        }
        #expect(desk.subjects.isEmpty)
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
        var configuration = try IMAPMailboxConfiguration(
            url: "imap://a@127.0.0.1:\(port)?tls=off", password: IMAPPassword("x"))
        configuration.interval = .seconds(10)
        let desk = Desk()
        let pauses = Mutex<[Duration]>([])
        var ports = desk.ports()
        ports.wait = { pause in
            let count = pauses.withLock { list in
                list.append(pause)
                return list.count
            }
            if count == 3 { throw CancellationError() }
        }
        try await IMAPPoller(configuration, program: BuiltProgram.mailbox, ports: ports).run()
        #expect(pauses.withLock { $0 } == [.seconds(10), .seconds(20), .seconds(40)])
        #expect(desk.failureStage == .connect)
    }
}
