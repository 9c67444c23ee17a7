import Logging
import ServiceLifecycle
import UnixSignals

/// SIGHUP: reads the configuration again, and takes over what can be taken over while the daemon runs.
struct ReloadService: Service {
    let file: String
    let running: Configuration
    let level: LogfmtHandler.Level
    let logger: Logger

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        await cancelWhenGracefulShutdown {
            for await _ in signals { reload() }
        }
    }

    private func reload() {
        ServiceManager.reloading()
        defer { ServiceManager.ready() }
        do throws(ConfigurationProblems) {
            let fresh = try Configuration(file: file)
            level.current = fresh.logLevel
            let waiting = running.differences(from: fresh)
            logger.notice(
                "configuration read again",
                metadata: [
                    "log-level": "\(fresh.logLevel)",
                    "needs-restart": "\(waiting.isEmpty ? "nothing" : waiting.joined(separator: ","))",
                ])
        } catch {
            for problem in error.problems {
                logger.error("configuration not taken over", metadata: ["problem": "\(problem)"])
            }
        }
    }
}

extension Configuration {
    /// Sections that differ and are only read at the start.
    func differences(from other: Configuration) -> [String] {
        var names: [String] = []
        if databaseURL != other.databaseURL { names.append("database") }
        if blobsDirectory != other.blobsDirectory { names.append("blobs") }
        if desks != other.desks { names.append("desks") }
        if lmtp != other.lmtp { names.append("lmtp") }
        if mailboxes.map(\.access) != other.mailboxes.map(\.access)
            || mailboxes.map(\.desk) != other.mailboxes.map(\.desk)
        {
            names.append("mailboxes")
        }
        if smtp.route != other.smtp.route || smtp.retry != other.smtp.retry
            || smtp.connections != other.smtp.connections || smtp.perDomain != other.smtp.perDomain
            || smtp.dkim != other.smtp.dkim || smtp.noticeWindow != other.smtp.noticeWindow
        {
            names.append("smtp")
        }
        if http != other.http { names.append("http") }
        if identity != other.identity { names.append("identity") }
        if secret != other.secret || retention != other.retention { names.append("security") }
        if templatesDirectory != other.templatesDirectory { names.append("templates") }
        return names
    }
}
