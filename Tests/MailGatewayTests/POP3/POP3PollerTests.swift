import InternetMessage
import Synchronization
import Testing

@testable import MailGateway

@Suite(
    "A maildrop on a real Dovecot",
    .enabled(if: BuiltProgram.path != nil && Dovecot.isInstalled, "needs the program, Dovecot and root"), .serialized)
struct POP3PollerTests {
    private func configuration(_ server: Dovecot, secured: Bool = true) throws -> MailboxConfiguration {
        let url =
            secured
            ? "pop3s://support@localhost:\(server.tlsPOP3Port)" : "pop3://support@localhost:\(server.plainPOP3Port)"
        var configuration = try MailboxConfiguration(url: url, password: MailboxPassword("s3cret\"pass"))
        configuration.tlsCAFile = server.authority
        configuration.timeout = .seconds(20)
        return configuration
    }

    private func poll(_ configuration: MailboxConfiguration, _ desk: MailboxDesk) async -> Bool {
        await MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password),
            ports: desk.ports()
        ).poll()
    }

    @Test(arguments: [true, false])
    func `new messages are accepted once and stay, over verified TLS`(secured: Bool) async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        let configuration = try configuration(server, secured: secured)
        try server.deliver("Subject: one\n\n.\n..two\n")
        #expect(await poll(configuration, desk), "\(desk.reports)")
        try server.deliver("Subject: two\n\n" + String(repeating: "x", count: 3_000_000) + "\n")
        #expect(await poll(configuration, desk))
        #expect(await poll(configuration, desk))
        #expect(desk.subjects == ["Subject: one", "Subject: two"])
        #expect(desk.reports.last == .idle(accepted: 0))
        #expect(server.files().count == 2)
        #expect(desk.seen.count == 2)
        guard case .pop3("support@localhost", let uidl) = desk.state.withLock({ $0.accepted.last?.provenance }) else {
            return #expect(Bool(false))
        }
        #expect(!uidl.isEmpty)
    }

    @Test func `what is deleted is deleted after it was accepted, and nothing is remembered`() async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        var configuration = try configuration(server)
        configuration.after = .delete
        try server.deliver("Subject: one\n\nbody\n")
        desk.state.withLock { $0.refusals = 1 }
        #expect(await poll(configuration, desk) == false)
        #expect(server.files().count == 1)
        #expect(await poll(configuration, desk))
        #expect(desk.subjects == ["Subject: one"])
        #expect(server.files().isEmpty)
        #expect(desk.seen.isEmpty)
    }

    @Test func `what is gone from the maildrop is forgotten`() async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        desk.state.withLock { $0.seen = ["gone:12"] }
        try server.deliver("Subject: one\n\nbody\n")
        #expect(await poll(try configuration(server), desk))
        #expect(desk.seen.count == 1 && !desk.seen.contains("gone:12"))
    }

    @Test func `a message beyond the limit stays, is told of once, and the next one comes`() async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        var configuration = try configuration(server)
        configuration.messageBytes = 1_000
        try server.deliver("Subject: big\n\n" + String(repeating: "x", count: 2_000) + "\n")
        #expect(await poll(configuration, desk))
        try server.deliver("Subject: small\n\nbody\n")
        #expect(await poll(configuration, desk))
        #expect(desk.subjects == ["Subject: small"])
        let left = desk.reports.filter { if case .left = $0 { true } else { false } }
        #expect(left.count == 1)
    }

    @Test func `another host's certificate and a wrong password are refused`() async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        var configuration = try configuration(server)
        configuration.host = "127.0.0.1"
        #expect(await poll(configuration, desk) == false)
        #expect(desk.failureStage == .certificate)
        configuration.host = "localhost"
        configuration.password = MailboxPassword("wrong")
        #expect(await poll(configuration, desk) == false)
        #expect(desk.failureStage == .login)
    }
}
