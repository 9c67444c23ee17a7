public import InternetMessage
public import ServiceLifecycle

/// Reads one maildrop, again and again, and hands every new message on.
///
/// Messages that stay on the server are known by unique-id and size, and remembered only after `accept` returned. Where
/// they are to be deleted, nothing is remembered of them: what is still there is fetched and accepted again first, so
/// that no server's idea of a unique-id can cost a message.
///
/// Security: the server is not trusted; its session lives in a child process that ends with each visit.
/// Failure: nothing is thrown; a visit that fails is reported through `report` and tried again, later each time.
/// - Standard: RFC 1939 §7 (UIDL), §8
public struct POP3Poller: Service {
    public struct Ports: Sendable {
        /// Keys of messages that need no fetching.
        public var loadSeen: @Sendable () async throws -> Set<String>
        public var remember: @Sendable (String) async throws -> Void
        public var forget: @Sendable ([String]) async throws -> Void
        /// Returns when the message is durably ours; throws when it is not, and it will be offered again.
        public var accept: @Sendable (RawMessage, Provenance) async throws -> Void
        public var report: @Sendable (PollerReport) -> Void
        /// Waits between visits; throws when cancelled.
        public var wait: @Sendable (Duration) async throws -> Void

        public init(
            loadSeen: @escaping @Sendable () async throws -> Set<String>,
            remember: @escaping @Sendable (String) async throws -> Void,
            forget: @escaping @Sendable ([String]) async throws -> Void,
            accept: @escaping @Sendable (RawMessage, Provenance) async throws -> Void,
            report: @escaping @Sendable (PollerReport) -> Void,
            wait: @escaping @Sendable (Duration) async throws -> Void
        ) {
            self.loadSeen = loadSeen
            self.remember = remember
            self.forget = forget
            self.accept = accept
            self.report = report
            self.wait = wait
        }
    }

    private static let progressStep = 1_000
    private let configuration: MailboxConfiguration
    private let program: ChildProgram
    private let credentials: MailboxCredentials
    private let ports: Ports

    public init(
        _ configuration: MailboxConfiguration, program: ChildProgram, credentials: MailboxCredentials, ports: Ports
    ) {
        self.configuration = configuration
        self.program = program
        self.credentials = credentials
        self.ports = ports
    }

    /// Polls until the service shuts down.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var failures = 0
            while !Task.isCancelled {
                failures = await poll() ? 0 : failures + 1
                let pause = PollSchedule.pause(after: failures, interval: configuration.interval)
                // A cancelled wait is how the loop ends.
                do { try await ports.wait(pause) } catch { break }
            }
        }
    }

    /// One visit; true when it came to its end.
    @discardableResult
    public func poll() async -> Bool {
        let maildrop = POP3Session(session: MailboxSession(configuration, program: program))
        return await withTaskCancellationHandler {
            do throws(PollerTrouble) {
                let accepted = try await read(maildrop)
                ports.report(.idle(accepted: accepted))
                return true
            } catch {
                maildrop.session.abort()
                if !Task.isCancelled { ports.report(.failed(error)) }
                return false
            }
        } onCancel: {
            maildrop.session.abort()
        }
    }

    private func read(_ maildrop: POP3Session) async throws(PollerTrouble) -> Int {
        let seen = try await seen()
        try await server { () throws(MailboxFailure) in
            try await credentials.use { credential throws(MailboxFailure) in try await maildrop.open(credential) }
        }
        ports.report(.connected)
        let listing = try await server { () throws(MailboxFailure) in try await maildrop.list() }
        let plan = POP3Plan(listing, seen: seen, messageBytes: configuration.messageBytes)
        var accepted = 0
        for (index, step) in plan.steps.enumerated() {
            accepted += try await take(step, maildrop)
            let done = index + 1
            if done.isMultiple(of: Self.progressStep), done < plan.steps.count {
                ports.report(.progress(accepted: accepted, remaining: plan.steps.count - done))
            }
        }
        if !plan.forgotten.isEmpty { try await stored { try await ports.forget(plan.forgotten) } }
        // Without the server's consent nothing is deleted; the next visit finds it again.
        try await server { () throws(MailboxFailure) in try await maildrop.session.close() }
        return accepted
    }
}

extension POP3Poller {
    /// Does one step; the number of messages that were accepted by it.
    private func take(_ step: POP3Plan.Step, _ maildrop: POP3Session) async throws(PollerTrouble) -> Int {
        guard case .fetch(let entry) = step else {
            if case .leave(let entry) = step { try await leave(entry, size: entry.size) }
            return 0
        }
        let message: RawMessage
        do throws(MailboxFailure) {
            message = try await maildrop.session.fetch(entry.number)
        } catch .session(.gone, _) {
            return 0
        } catch .session(.tooLarge, let words) {
            // The rest of it is still on its way: the next visit goes on behind it.
            try await leave(entry, size: nil)
            throw .server(.session(.tooLarge, words))
        } catch {
            throw .server(error)
        }
        let provenance = Provenance.pop3(maildrop: configuration.name, uidl: entry.uniqueID)
        do { try await ports.accept(message, provenance) } catch { throw .notAccepted(uid: entry.number) }
        guard configuration.after == .delete else {
            try await stored { try await ports.remember(entry.key) }
            return 1
        }
        do throws(MailboxFailure) {
            try await maildrop.delete(entry.number)
        } catch .session(.command, let words) {
            ports.report(.unfinished(uid: entry.number, words))
        } catch {
            throw .server(error)
        }
        return 1
    }

    private func leave(_ entry: POP3Listing, size: Int?) async throws(PollerTrouble) {
        try await stored { try await ports.remember(entry.key) }
        ports.report(.left(uid: entry.number, size: size))
    }

    private func server<Value>(
        _ body: () async throws(MailboxFailure) -> Value
    ) async throws(PollerTrouble) -> Value {
        do throws(MailboxFailure) {
            return try await body()
        } catch {
            throw .server(error)
        }
    }

    private func seen() async throws(PollerTrouble) -> Set<String> {
        do { return try await ports.loadSeen() } catch { throw .cursor }
    }

    private func stored(_ body: () async throws -> Void) async throws(PollerTrouble) {
        do { try await body() } catch { throw .cursor }
    }
}
