import ArgumentParser
import Foundation
import Logging
import MailGateway
import NIOCore
import NIOPosix
import ServiceLifecycle
import TicketStore
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "The daemon: LMTP, mailboxes, outgoing mail, portal and API.",
        discussion: """
            Makes or migrates its database. SIGTERM finishes what is in hand and exits 0 within ten seconds; SIGHUP \
            reads the configuration again.
            """)

    @OptionGroup var options: CommonOptions

    static var isUnderSystemd: Bool { ProcessInfo.processInfo.environment["JOURNAL_STREAM"] != nil }

    /// After this the process ends whatever is still under way: nothing that was accepted depends on it.
    private static let lastSecond: Duration = .milliseconds(9_000)
    /// After this the services are cancelled.
    private static let patience: Duration = .seconds(7)

    func run() async throws {
        let configuration = try options.load()
        let level = LogfmtHandler.Level(configuration.logLevel)
        let isJournal = Self.isUnderSystemd
        let logger = Logger(label: "daemon") { LogfmtHandler(label: $0, level: level, isJournal: isJournal) }
        for file in configuration.smtp.dkim {
            if let warning = file.warning { logger.warning("signing key is exposed", metadata: ["file": "\(warning)"]) }
        }
        try Installation.makeFolders(configuration)
        let lock = DaemonLock(directory: configuration.blobsDirectory)
        guard lock.isAlone || configuration.sqlitePath == nil else {
            throw CommandFailure("another martlet serves this database: stop it first, or use PostgreSQL for several")
        }
        let installation = try await Installation.open(configuration)
        if lock.isAlone { try await reclaim(installation) }
        lock.share()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: min(4, max(1, System.coreCount)))
        let assembly = Assembly(
            configuration: configuration, installation: installation, level: level, logger: logger)
        do {
            try await run(try assembly.services(group), logger)
        } catch {
            await installation.store.close()
            throw Self.readable(error)
        }
        logger.info("stopped")
    }

    /// What a daemon that was killed had in hand is taken up at once.
    private func reclaim(_ installation: Installation) async throws {
        do {
            try await installation.store.reclaimLeases(at: Date())
        } catch {
            await installation.store.close()
            throw CommandFailure(CommandFailure.words(for: error))
        }
    }

    private func run(_ services: [any Service], _ logger: Logger) async throws {
        var settings = ServiceGroupConfiguration(
            services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) }
                + [
                    ServiceGroupConfiguration.ServiceConfiguration(
                        service: LastSecond(patience: Self.patience, limit: Self.lastSecond, logger: logger))
                ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet(logger))
        settings.maximumGracefulShutdownDuration = Self.patience
        try await ServiceGroup(configuration: settings).run()
    }

    /// The library says more at `info` than one line an event.
    private func quiet(_ logger: Logger) -> Logger {
        let level = LogfmtHandler.Level(.warning)
        let isJournal = Self.isUnderSystemd
        return Logger(label: "daemon") { LogfmtHandler(label: $0, level: level, isJournal: isJournal) }
    }

    private static func readable(_ error: any Error) -> any Error {
        switch error {
        case let error as LMTPServerError: CommandFailure("\(error): is another martlet running?")
        case let error as IOError:
            CommandFailure("the portal cannot listen: \(error): is another program using http.listen's port?")
        default: CommandFailure.readable(error)
        }
    }
}

/// Holds the shutdown to its time. It is the first to be told and ends at once.
private struct LastSecond: Service {
    let patience: Duration
    let limit: Duration
    let logger: Logger

    func run() async throws {
        do {
            try await gracefulShutdown()
        } catch {
            // The group failed and says so itself.
            return
        }
        ServiceManager.stopping()
        let (patience, limit, logger) = (patience, limit, logger)
        Task.detached {
            try? await Task.sleep(for: patience)
            logger.warning("stopping takes too long: what is under way is cut short and taken up at the next start")
            try? await Task.sleep(for: limit - patience)
            exit(0)
        }
    }
}
