import Foundation
import InternetMessage
import Synchronization
import Testing

@testable import MailGateway

@Suite(
    "A mailbox on a real Dovecot",
    .enabled(if: BuiltProgram.path != nil && Dovecot.isInstalled, "needs the program, Dovecot and root"), .serialized)
struct IMAPPollerTests {
    private func configuration(_ server: Dovecot, secured: Bool = true) throws -> MailboxConfiguration {
        let url =
            secured
            ? "imaps://support@localhost:\(server.tlsPort)/INBOX" : "imap://support@localhost:\(server.plainPort)"
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
    func `new messages are accepted once, in order, over verified TLS`(secured: Bool) async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        let configuration = try configuration(server, secured: secured)
        try server.deliver("Subject: one\n\nbody\n")
        #expect(await poll(configuration, desk))
        try server.deliver("Subject: two\n\n" + String(repeating: "x", count: 3_000_000) + "\n")
        #expect(await poll(configuration, desk))
        #expect(await poll(configuration, desk))
        #expect(desk.subjects == ["Subject: one", "Subject: two"])
        #expect(desk.reports.last == .idle(accepted: 0))
        #expect(server.files().allSatisfy { $0.hasSuffix(",S") })
        let provenance = desk.state.withLock { $0.accepted.last?.provenance }
        guard case .imap("support@localhost/INBOX", _, let uid) = provenance else {
            return #expect(Bool(false), "\(String(describing: provenance))")
        }
        #expect(uid == 2)
    }

    @Test func `news come while the visit waits, without another visit`() async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        var configuration = try configuration(server)
        configuration.interval = .seconds(600)
        let (reports, sink) = AsyncStream<PollerReport>.makeStream()
        var ports = desk.ports()
        ports.report = { report in
            desk.report(report)
            sink.yield(report)
        }
        try server.deliver("Subject: 0\n\nbody\n")
        let poller = MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password), ports: ports)
        let running = Task { try await poller.run() }
        var delivered = 0
        for await report in reports {
            if case .failed = report { break }
            guard case .idle = report else { continue }
            if delivered == 2 { break }
            delivered += 1
            try server.deliver("Subject: \(delivered)\n\nbody\n")
        }
        running.cancel()
        try await running.value
        #expect(desk.subjects == ["Subject: 0", "Subject: 1", "Subject: 2"])
        #expect(desk.reports == [.connected, .idle(accepted: 1), .idle(accepted: 1), .idle(accepted: 1)])
    }

    @Test func `a backlog is read in the order of UIDs, and told of`() async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        var configuration = try configuration(server)
        configuration.after = .keep
        for number in 1...2_050 { try server.put("Subject: \(number)\n\nbody\n", name: "\(10_000 + number)") }
        try server.own()
        #expect(await poll(configuration, desk))
        #expect(desk.subjects.count == 2_050)
        let uids = desk.state.withLock { $0.accepted.map(\.provenance) }.map { provenance -> UInt32 in
            if case .imap(_, _, let uid) = provenance { uid } else { 0 }
        }
        #expect(uids == Array(1...2_050))
        #expect(
            desk.reports == [
                .connected, .progress(accepted: 1_000, remaining: 1_050), .progress(accepted: 2_000, remaining: 50),
                .idle(accepted: 2_050),
            ])
    }

    @Test func `a message that could not be stored is offered again`() async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        try server.deliver("Subject: one\n\nbody\n")
        desk.state.withLock { $0.refusals = 1 }
        #expect(await poll(try configuration(server), desk) == false)
        #expect(desk.reports.last == .failed(.notAccepted(uid: 1)))
        #expect(server.files().allSatisfy { !$0.contains(",S") })
        #expect(await poll(try configuration(server), desk))
        #expect(desk.subjects == ["Subject: one"])
    }

    @Test(arguments: [
        (MailboxConfiguration.After.keep, 1, 0), (.seen, 1, 0), (.move(folder: "已处理"), 0, 1), (.delete, 0, 0),
    ])
    func `what becomes of it in the mailbox`(after: MailboxConfiguration.After, left: Int, moved: Int) async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        var configuration = try configuration(server)
        configuration.after = after
        try server.deliver("Subject: one\n\nbody\n")
        #expect(await poll(configuration, desk))
        #expect(desk.subjects.count == 1)
        #expect(server.files().count == left)
        #expect(server.files(folder: "&XfJZBHQG-").count == moved)
        if after == .keep { #expect(server.files().allSatisfy { !$0.contains(",S") }) }
    }

    @Test func `a new UIDVALIDITY reads from the start`() async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        try server.deliver("Subject: one\n\nbody\n")
        #expect(await poll(try configuration(server), desk))
        try server.forgetUIDs()
        #expect(await poll(try configuration(server), desk))
        #expect(desk.reports.contains(.startedOver))
        #expect(desk.subjects == ["Subject: one", "Subject: one"])
    }

    @Test func `a message beyond the limit stays and the next one comes`() async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        var configuration = try configuration(server)
        configuration.messageBytes = 1_000
        try server.deliver("Subject: big\n\n" + String(repeating: "x", count: 2_000) + "\n")
        #expect(await poll(configuration, desk))
        try server.deliver("Subject: small\n\nbody\n")
        #expect(await poll(configuration, desk))
        #expect(desk.subjects == ["Subject: small"])
        #expect(desk.reports.contains(.left(uid: 1, desk.left[0].reason)))
        let left = try #require(desk.left.first)
        #expect(desk.left.count == 1)
        #expect(String(decoding: left.header, as: UTF8.self).contains("Subject: big"))
    }

    @Test func `an unknown authority is refused before the password`() async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        var configuration = try configuration(server)
        configuration.tlsCAFile = nil
        #expect(await poll(configuration, desk) == false)
        #expect(desk.failureStage == .certificate)
    }

    @Test func `another host's certificate is refused`() async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        var configuration = try configuration(server)
        configuration.host = "127.0.0.1"
        #expect(await poll(configuration, desk) == false)
        #expect(desk.failureStage == .certificate)
    }

    @Test func `a wrong password is a failed login`() async throws {
        let server = try Dovecot()
        let desk = MailboxDesk()
        var configuration = try configuration(server)
        configuration.password = MailboxPassword("wrong")
        #expect(await poll(configuration, desk) == false)
        #expect(desk.failureStage == .login)
    }
}
