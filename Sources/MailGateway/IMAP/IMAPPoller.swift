public import InternetMessage
public import ServiceLifecycle

/// Reads one mailbox, again and again, and hands every new message on.
///
/// A message is marked, moved or deleted only after `accept` returned, and the cursor is stored only after that:
/// whatever is interrupted is done again, and what comes twice is known downstream by provenance and content.
///
/// Security: the server is not trusted; its session lives in a child process that ends with each poll.
/// Failure: nothing is thrown; a poll that fails is reported through `report` and tried again, later each time.
public struct IMAPPoller: Service {
    public struct Ports: Sendable {
        public var loadCursor: @Sendable () async throws -> IMAPCursor?
        public var saveCursor: @Sendable (IMAPCursor) async throws -> Void
        /// Returns when the message is durably ours; throws when it is not, and it will be offered again.
        public var accept: @Sendable (RawMessage, Provenance) async throws -> Void
        public var report: @Sendable (IMAPPollerReport) -> Void
        /// Waits between polls; throws when cancelled.
        public var wait: @Sendable (Duration) async throws -> Void

        public init(
            loadCursor: @escaping @Sendable () async throws -> IMAPCursor?,
            saveCursor: @escaping @Sendable (IMAPCursor) async throws -> Void,
            accept: @escaping @Sendable (RawMessage, Provenance) async throws -> Void,
            report: @escaping @Sendable (IMAPPollerReport) -> Void,
            wait: @escaping @Sendable (Duration) async throws -> Void
        ) {
            self.loadCursor = loadCursor
            self.saveCursor = saveCursor
            self.accept = accept
            self.report = report
            self.wait = wait
        }
    }

    private let configuration: IMAPMailboxConfiguration
    private let program: ChildProgram
    private let ports: Ports

    public init(_ configuration: IMAPMailboxConfiguration, program: ChildProgram, ports: Ports) {
        self.configuration = configuration
        self.program = program
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
        let mailbox = IMAPMailbox(configuration, program: program)
        return await withTaskCancellationHandler {
            do throws(IMAPPollerTrouble) {
                let accepted = try await read(mailbox)
                await mailbox.close()
                ports.report(.idle(accepted: accepted))
                return true
            } catch {
                mailbox.abort()
                if !Task.isCancelled { ports.report(.failed(error)) }
                return false
            }
        } onCancel: {
            mailbox.abort()
        }
    }

    private func read(_ mailbox: IMAPMailbox) async throws(IMAPPollerTrouble) -> Int {
        let stored = try await stored()
        let selection = try await server { () throws(IMAPFailure) in try await mailbox.open() }
        ports.report(.connected)
        var cursor = IMAPCursor.resume(from: stored, uidValidity: selection.uidValidity)
        if let stored, stored.uidValidity != cursor.uidValidity { ports.report(.startedOver) }
        var accepted = 0
        while true {
            let last = cursor.lastUID
            let listing = try await server { () throws(IMAPFailure) in try await mailbox.list(after: last) }
            let steps = cursor.plan(listing, messageBytes: configuration.messageBytes)
            guard !steps.isEmpty else { return accepted }
            for step in steps {
                accepted += try await take(step, mailbox, cursor)
                cursor = cursor.advanced(to: step.uid)
                try await save(cursor)
            }
        }
    }

    /// Does one step; the number of messages that were accepted by it.
    private func take(
        _ step: IMAPStep, _ mailbox: IMAPMailbox, _ cursor: IMAPCursor
    ) async throws(IMAPPollerTrouble) -> Int {
        let uid = step.uid
        if case .leave(_, let size) = step {
            ports.report(.left(uid: uid, size: size))
            return 0
        }
        let message: RawMessage
        do throws(IMAPFailure) {
            message = try await mailbox.fetch(uid: uid)
        } catch .session(.gone, _) {
            return 0
        } catch .session(.tooLarge, _) {
            ports.report(.left(uid: uid, size: nil))
            return 0
        } catch {
            throw .server(error)
        }
        try await accept(message, uid, cursor)
        do throws(IMAPFailure) {
            try await mailbox.finish(uid: uid)
        } catch .session(.command, let words) {
            // Ours already; that the server would not mark it must not hold up the ones behind it.
            ports.report(.unfinished(uid: uid, words))
        } catch {
            throw .server(error)
        }
        return 1
    }
}

extension IMAPPoller {
    private func server<Value>(
        _ body: () async throws(IMAPFailure) -> Value
    ) async throws(IMAPPollerTrouble) -> Value {
        do throws(IMAPFailure) {
            return try await body()
        } catch {
            throw .server(error)
        }
    }

    private func accept(_ message: RawMessage, _ uid: UInt32, _ cursor: IMAPCursor) async throws(IMAPPollerTrouble) {
        let provenance = Provenance.imap(
            mailbox: configuration.name, uidValidity: cursor.uidValidity, uid: uid)
        do { try await ports.accept(message, provenance) } catch { throw .notAccepted(uid: uid) }
    }

    private func stored() async throws(IMAPPollerTrouble) -> IMAPCursor? {
        do { return try await ports.loadCursor() } catch { throw .cursor }
    }

    private func save(_ cursor: IMAPCursor) async throws(IMAPPollerTrouble) {
        do { try await ports.saveCursor(cursor) } catch { throw .cursor }
    }
}
