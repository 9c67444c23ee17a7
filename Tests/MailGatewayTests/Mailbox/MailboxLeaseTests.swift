import InternetMessage
import Synchronization
import Testing

@testable import MailGateway

@Suite("One lease for each mailbox", .enabled(if: BuiltProgram.path != nil, "the program is not built"))
struct MailboxLeaseTests {
    private static let opening: [ScriptedServer.Step] = [
        .say("* OK [CAPABILITY IMAP4rev1] hello\n"), .answer("TAG OK [CAPABILITY IMAP4rev1] in\n"),
        .answer("* 1 EXISTS\n* 0 RECENT\n* OK [UIDVALIDITY 7] x\n* OK [UIDNEXT 2] x\nTAG OK y\n"),
        .answer("* SEARCH 1\nTAG OK x\n"), .answer("* 1 FETCH (UID 1 RFC822.SIZE 20)\nTAG OK x\n"),
    ]

    private func poller(_ server: ScriptedServer, _ ports: MailboxPorts) throws -> MailboxPoller {
        var configuration = try MailboxConfiguration(
            url: "imap://a@127.0.0.1:\(server.port)?tls=off", password: MailboxPassword("x"))
        configuration.timeout = .seconds(60)
        configuration.interval = .seconds(600)
        return MailboxPoller(
            configuration, program: BuiltProgram.mailbox, credentials: .password(configuration.password), ports: ports)
    }

    @Test func `a mailbox that another daemon reads is not opened, and that is told once`() async throws {
        let server = try ScriptedServer([])
        let desk = MailboxDesk()
        desk.state.withLock { $0.holds = 0 }
        let pauses = Mutex<[Duration]>([])
        var ports = desk.ports(visits: 3)
        let wait = ports.wait
        ports.wait = { pause in
            pauses.withLock { $0.append(pause) }
            try await wait(pause)
        }
        try await poller(server, ports).run()
        #expect(desk.reports == [.heldElsewhere])
        #expect(desk.state.withLock { $0.held } == 3)
        // However long the interval is, a lease that ended is noticed soon.
        #expect(pauses.withLock { $0 } == Array(repeating: MailboxLease.renewal, count: 3))
        #expect(server.lines.isEmpty)
    }

    @Test func `what was told of another daemon is told again after a visit of our own`() async throws {
        let server = try ScriptedServer([.say("* BYE no\n")])
        let desk = MailboxDesk()
        let holds = Mutex([false, true, false, false])
        var ports = desk.ports(visits: 4)
        ports.lease.hold = { _ in holds.withLock { $0.isEmpty ? false : $0.removeFirst() } }
        try await poller(server, ports).run()
        #expect(desk.reports.filter { $0 == .heldElsewhere }.count == 2, "\(desk.reports)")
    }

    @Test func `a visit whose lease ran out does not touch the mailbox`() async throws {
        let server = try ScriptedServer(
            Self.opening + [.answer("* 1 FETCH (UID 1 BODY[] {20}\nSubject: x\n\nbody\n)\nTAG OK x\n")])
        let desk = MailboxDesk()
        var ports = desk.ports()
        let accept = ports.accept
        ports.accept = { message, place in
            let acceptance = try await accept(message, place)
            // As after a sleep of the whole machine: nobody has renewed it.
            desk.state.withLock { $0.now += MailboxLease.length }
            return acceptance
        }
        #expect(await (try poller(server, ports)).poll() == false)
        #expect(desk.subjects == ["Subject: x"])
        #expect(desk.reports.last == .failed(.leaseLost))
        #expect(!server.lines.contains { $0.contains("STORE") })
        #expect(desk.state.withLock { $0.cursor } == nil)
    }

    @Test func `a moment before its end the lease counts`() async throws {
        let server = try ScriptedServer(
            Self.opening + [
                .answer("* 1 FETCH (UID 1 BODY[] {20}\nSubject: x\n\nbody\n)\nTAG OK x\n"), .answer("TAG OK x\n"),
                .answer("* SEARCH\nTAG OK x\n"), .answer("* BYE\nTAG OK x\n"),
            ])
        let desk = MailboxDesk()
        var ports = desk.ports()
        let accept = ports.accept
        ports.accept = { message, place in
            let acceptance = try await accept(message, place)
            desk.state.withLock { $0.now += MailboxLease.length - .nanoseconds(1) }
            return acceptance
        }
        #expect(await (try poller(server, ports)).poll())
        #expect(server.lines.contains { $0.contains("STORE") })
    }

    @Test func `a lease that another daemon took breaks off a visit that waits`() async throws {
        // A server that says nothing: without the lease's end the visit would wait for its timeout.
        let server = try ScriptedServer([])
        let desk = MailboxDesk()
        desk.state.withLock { $0.holds = 4 }
        var ports = desk.ports()
        ports.lease.wait = { _ in try Task.checkCancellation() }
        #expect(await (try poller(server, ports)).poll() == false)
        #expect(desk.reports == [.failed(.leaseLost)])
        #expect(desk.state.withLock { $0.held } == 5)
        withExtendedLifetime(server) {}
    }

    @Test func `while the store is away a lease counts until its end and no longer`() async throws {
        let server = try ScriptedServer([])
        let desk = MailboxDesk()
        var ports = desk.ports()
        let hold = ports.lease.hold
        ports.lease.hold = { length in
            let isFirst = desk.state.withLock { $0.held == 0 }
            let isOurs = try await hold(length)
            guard isFirst else { throw CancellationError() }
            return isOurs
        }
        ports.lease.wait = { pause in
            try Task.checkCancellation()
            desk.state.withLock { $0.now += pause }
        }
        #expect(await (try poller(server, ports)).poll() == false)
        #expect(desk.reports == [.failed(.leaseLost)])
        // At 20, 40 and 60 seconds.
        #expect(desk.state.withLock { $0.held } == 4)
        withExtendedLifetime(server) {}
    }

    @Test func `without a store there is no visit`() async throws {
        let server = try ScriptedServer([])
        let desk = MailboxDesk()
        var ports = desk.ports()
        ports.lease.hold = { _ in throw CancellationError() }
        #expect(await (try poller(server, ports)).poll() == false)
        #expect(desk.reports == [.failed(.cursor)])
        #expect(server.lines.isEmpty)
    }

    @Test func `a visit that broke off leaves the mailbox to others, a good one keeps it until the daemon ends`()
        async throws
    {
        let good = Self.opening.prefix(3) + [.answer("* SEARCH\nTAG OK x\n"), .answer("* BYE\nTAG OK x\n")]
        let server = try ScriptedServer(visits: [[.hangUp], Array(good), Array(good)])
        let desk = MailboxDesk()
        let released = Mutex<[Int]>([])
        var ports = desk.ports(visits: 3)
        let wait = ports.wait
        ports.wait = { pause in
            released.withLock { list in list.append(desk.state.withLock { $0.released }) }
            try await wait(pause)
        }
        try await poller(server, ports).run()
        #expect(desk.failureStage == nil, "\(desk.reports)")
        #expect(released.withLock { $0 } == [1, 1, 1])
        #expect(desk.state.withLock { $0.released } == 2)
    }
}
