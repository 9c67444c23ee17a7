import Foundation
import InternetMessage
import Logging
import MailGateway
import NIOCore
import NIOPosix
import Portal
import ServiceLifecycle
import Synchronization
import TicketStore
import Ticketing

/// The daemon's parts list: the one place where live parts are built and connected. It reads from top to bottom.
struct Assembly: Sendable {
    let configuration: Configuration
    let installation: Installation
    let level: LogfmtHandler.Level
    let logger: Logger

    /// Mail transactions under way may finish for so long; all of the shutdown stays under ten seconds.
    static let drain: Duration = .seconds(5)

    func services(_ group: any EventLoopGroup) throws -> [any Service] {
        let store = installation.store
        let state = DaemonState {
            StandardError.line("ready")
            ServiceManager.ready()
        }
        let pool = ChildParsing.pool(children: min(4, max(1, System.coreCount)))
        let sender = try mailSender(group)
        let senderCheck = SenderCheck(configuration.identity, group: group)
        let intake = MailIntake(
            desks: configuration.directory, queue: store.incoming, sender: senderCheck, logger: named("intake"))

        let closing = ClosingService {
            await sender.close()
            await pool.shutdown()
            await store.close()
        }
        let intakeWorker = IntakeWorker(
            queue: store.incoming, tickets: store.tickets, reader: MailReader(parser: ChildParsing(pool: pool)),
            sender: senderCheck, policy: installation.intake,
            notifications: installation.notifications, now: { Date() }, logger: named("intake"))
        let outgoingWorker = outgoingWorker(sender)
        let bells = Dictionary(uniqueKeysWithValues: configuration.mailboxes.map { ($0.access.name, VisitBell()) })
        let recorder = MailboxRecorder(states: store.mailboxStates, logger: named("mailbox"))
        let mailboxes = installation.mailboxes(group) { await bells[$0]?.ring() }
        let reminder = ConsentReminder(mailboxes: mailboxes, now: { Date() }, logger: named("mailbox"))

        let retentionWorker = RetentionWorker(
            retention: store.retention, periods: configuration.retention, tickets: store.tickets,
            policy: installation.notifications, now: { Date() }, logger: named("retention"))

        let reminderWorker = ReminderWorker(
            deadlines: store.deadlines, policy: installation.notifications, now: { Date() }, logger: named("reminders"))

        let approvalWorker = ApprovalWorker(
            desk: installation.approving, rules: installation.rules, logger: named("approvals"))
        let digestWorker = DigestWorker(desk: installation.digests, now: { Date() }, logger: named("digests"))

        let reportWorker = ReportWorker(
            reports: installation.reports, deliveries: store.reportDeliveries, desks: configuration.directory,
            now: { Date() }, logger: named("reports"))

        // Stopped from the last to the first: doors, then workers, then what they use.
        return [
            closing, reload, WorkerService(name: "intake") { await intakeWorker.run(until: $0) },
            WorkerService(name: "outgoing") { await outgoingWorker.run(until: $0) },
            WorkerService(name: "retention") { await retentionWorker.run(until: $0) },
            WorkerService(name: "reminders") { await reminderWorker.run(until: $0) },
            WorkerService(name: "approvals") { await approvalWorker.run(until: $0) },
            WorkerService(name: "digests") { await digestWorker.run(until: $0) },
            WorkerService(name: "reports") { await reportWorker.run(until: $0) },
            WorkerService(name: "templates") { [logger = named("templates")] in
                await installation.shelf.follow(logger: logger, until: $0)
            },
            WorkerService(name: "consents") { await reminder.run(until: $0) }, recorder,
        ]
            + pollers(group, intake, recorder, bells) + [portal(group, state, mailboxes), lmtp(group, intake, state)]
    }

    func outgoingWorker(_ sender: MailSender) -> OutgoingWorker {
        OutgoingWorker(
            queue: installation.store.outgoing, mail: RouteMail(sender: sender), composer: installation.composer,
            schedule: configuration.smtp.retry, tokens: SystemTokens(), now: { Date() }, logger: named("outgoing"),
            limits: outgoingLimits)
    }

    private var outgoingLimits: OutgoingLimits {
        var limits = OutgoingLimits()
        limits.perDomain = configuration.smtp.perDomain
        // Enough that each connection finds the next message composed.
        limits.inHand = max(limits.inHand, 8 * configuration.smtp.connections)
        return limits
    }

    private var reload: ReloadService {
        ReloadService(file: configuration.file, running: configuration, level: level, logger: named("daemon"))
    }

    private func pollers(
        _ group: any EventLoopGroup, _ intake: MailIntake, _ recorder: MailboxRecorder, _ bells: [String: VisitBell]
    ) -> [any Service] {
        let signIn = MailboxSignIn(refreshTokens: installation.store.refreshTokens, group: group)
        return configuration.mailboxes.compactMap { mailbox in
            configuration.directory[mailbox.desk].map { desk in
                MailboxPolling(
                    mailbox: mailbox, desk: desk, intake: intake, cursors: installation.store.cursors, signIn: signIn,
                    leases: installation.store.mailboxLeases, left: installation.store.leftMessages,
                    bell: bells[mailbox.access.name] ?? VisitBell(), recorder: recorder, logger: named("mailbox")
                ).poller
            }
        }
    }

    private func lmtp(_ group: any EventLoopGroup, _ intake: MailIntake, _ state: DaemonState) -> LMTPServer {
        var limits = LMTPLimits()
        limits.messageBytes = configuration.lmtp.maxMessageBytes
        limits.drain = Self.drain
        return LMTPServer(
            configuration: LMTPServer.Configuration(
                listen: configuration.lmtp.listen, hostName: configuration.identity.hostname, limits: limits),
            group: group, logger: named("lmtp"), recipientVerdict: { intake.verdict(for: $0) },
            accept: { await intake.accept($0, $1) }, onListening: { _ in state.listens(.lmtp) })
    }

    private func portal(
        _ group: any EventLoopGroup, _ state: DaemonState, _ mailboxes: any Mailboxes
    ) -> PortalApplication {
        let store = installation.store
        let readiness = Readiness(
            state: state, instance: store.instance,
            directories: [configuration.blobsDirectory]
                + (configuration.sqlitePath.map { [($0 as NSString).deletingLastPathComponent] } ?? []))
        let metrics = Metrics(
            ledger: store.ledger, outgoing: store.outgoing, tickets: store.tickets, mailboxes: mailboxes,
            now: { Date() }, startedAt: Date())
        return PortalApplication(
            configuration: portalConfiguration, desks: configuration.directory,
            ports: PortalPorts(
                desk: installation.desk, approving: installation.approving, approvals: store.approvals,
                codes: installation.approvalCodes, tickets: store.tickets, people: store.people,
                preferences: store.preferences,
                ledger: store.ledger, outgoing: store.outgoing, suppressions: store.suppressions,
                idempotency: store.idempotency,
                mailboxes: mailboxes, templates: installation.templates,
                preview: TemplatePreview(
                    policy: installation.notifications, publicURL: configuration.http.publicURL),
                digests: installation.digests, reports: installation.reports),
            tokens: SystemTokens(), eventLoopGroup: group, logger: named("portal"), now: { Date() },
            readiness: { await readiness.checks() }, metrics: { await metrics.text() },
            onRunning: { state.listens(.http) })
    }

    private var portalConfiguration: PortalConfiguration {
        let listen: PortalConfiguration.Listen =
            switch configuration.http.listen {
            case .tcp(let host, let port): .address(host: host, port: port)
            case .unix(let path): .unixSocket(path: path)
            }
        return PortalConfiguration(
            listen: listen, publicURL: configuration.http.publicURL, trustedProxies: configuration.http.trustedProxies,
            zone: TimeZone(identifier: configuration.identity.timeZone) ?? .gmt, program: "martlet \(Martlet.version)")
    }

    func mailSender(_ group: any EventLoopGroup) throws -> MailSender {
        switch configuration.smtp.route {
        case .smtp(let route):
            return .smtp(
                try SMTPSender(
                    route: route, concurrency: configuration.smtp.connections, group: group, logger: named("smtp")))
        case .file(let directory):
            let counter = Counter()
            return .file(
                FileRoute(
                    directory: directory, threads: NIOThreadPool.singleton, now: { Date() }, counter: { counter.next() }
                ))
        }
    }

    private func named(_ label: String) -> Logger {
        let level = level
        let isJournal = ServeCommand.isUnderSystemd
        return Logger(label: label) { LogfmtHandler(label: $0, level: level, isJournal: isJournal) }
    }
}

/// Counts from zero.
private final class Counter: Sendable {
    private let value = Mutex(0)

    func next() -> Int {
        value.withLock { value in
            defer { value &+= 1 }
            return value
        }
    }
}
