public import InternetMessage
public import ServiceLifecycle

/// Reads one mailbox, again and again, and hands every new message on.
///
/// A message is marked, moved or deleted only after `accept` returned, and the cursor is stored only after that:
/// whatever is interrupted is done again, and what comes twice is known downstream by provenance and content.
///
/// Where the server offers IDLE, a visit stays and waits for the server's word; else the next one follows after the
/// interval.
///
/// Security: the server is not trusted; its session lives in a child process that ends with each visit.
/// Failure: nothing is thrown; a poll that fails is reported through `report` and tried again, later each time.
public struct IMAPPoller: Service {
    public struct Ports: Sendable {
        public var loadCursor: @Sendable () async throws -> IMAPCursor?
        public var saveCursor: @Sendable (IMAPCursor) async throws -> Void
        /// Returns when the message is durably ours; throws when it is not, and it will be offered again.
        public var accept: @Sendable (RawMessage, Provenance) async throws -> Void
        public var report: @Sendable (PollerReport) -> Void
        /// Waits between polls; throws when cancelled.
        public var wait: @Sendable (Duration) async throws -> Void

        public init(
            loadCursor: @escaping @Sendable () async throws -> IMAPCursor?,
            saveCursor: @escaping @Sendable (IMAPCursor) async throws -> Void,
            accept: @escaping @Sendable (RawMessage, Provenance) async throws -> Void,
            report: @escaping @Sendable (PollerReport) -> Void,
            wait: @escaping @Sendable (Duration) async throws -> Void
        ) {
            self.loadCursor = loadCursor
            self.saveCursor = saveCursor
            self.accept = accept
            self.report = report
            self.wait = wait
        }
    }

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
            var memory = IMAPMemory(interval: configuration.interval)
            while !Task.isCancelled {
                failures = await visit(&memory).failures(after: failures)
                let pause = PollSchedule.pause(after: failures, interval: configuration.interval)
                // A cancelled wait is how the loop ends.
                do { try await ports.wait(pause) } catch { break }
            }
        }
    }

    /// One visit that does not stay; true when it came to its end.
    @discardableResult
    public func poll() async -> Bool {
        var memory = IMAPMemory(interval: configuration.interval)
        memory.idle.refused()
        return await visit(&memory) == .ended
    }

    /// Reads what there is, and stays for as long as the server's IDLE is of use.
    private func visit(_ memory: inout IMAPMemory) async -> VisitEnd {
        let mailbox = IMAPSession(session: MailboxSession(configuration, program: program))
        return await withTaskCancellationHandler {
            var wasRead = false
            do throws(PollerTrouble) {
                var (cursor, selection) = try await open(mailbox)
                ports.report(.idle(accepted: try await drain(mailbox, &cursor, &memory)))
                wasRead = true
                if selection.offersIdle, configuration.usesIdle { try await stay(mailbox, &cursor, &memory) }
                // The server's goodbye changes nothing.
                try? await mailbox.session.close()
                return .ended
            } catch {
                mailbox.session.abort()
                if !Task.isCancelled { ports.report(.failed(error)) }
                return .broke(wasRead: wasRead)
            }
        } onCancel: {
            mailbox.session.abort()
        }
    }

    private func open(_ mailbox: IMAPSession) async throws(PollerTrouble) -> (IMAPCursor, IMAPSession.Selection) {
        let stored = try await stored()
        let selection = try await server { () throws(MailboxFailure) in
            try await credentials.use { credential throws(MailboxFailure) in try await mailbox.open(credential) }
        }
        ports.report(.connected)
        let cursor = IMAPCursor.resume(from: stored, uidValidity: selection.uidValidity)
        if let stored, stored.uidValidity != cursor.uidValidity { ports.report(.startedOver) }
        return (cursor, selection)
    }

    /// Takes everything behind the cursor; how many messages that were.
    private func drain(
        _ mailbox: IMAPSession, _ cursor: inout IMAPCursor, _ memory: inout IMAPMemory
    ) async throws(PollerTrouble) -> Int {
        var accepted = 0
        while true {
            let last = cursor.lastUID
            let list = try await server { () throws(MailboxFailure) in try await mailbox.list(after: last) }
            let steps = cursor.plan(list.entries, messageBytes: configuration.messageBytes)
            guard !steps.isEmpty else { return accepted }
            for (index, step) in steps.enumerated() {
                let behind = steps.dropFirst(index + 1).first?.uid
                accepted += try await take(step, behind: behind, mailbox, cursor, &memory)
                cursor = cursor.advanced(to: step.uid)
                try await save(cursor)
            }
            if list.remaining > 0 { ports.report(.progress(accepted: accepted, remaining: list.remaining)) }
        }
    }

    /// Waits for news and takes it, until the server will not.
    private func stay(
        _ mailbox: IMAPSession, _ cursor: inout IMAPCursor, _ memory: inout IMAPMemory
    ) async throws(PollerTrouble) {
        while memory.idle.isUsable, !Task.isCancelled {
            let told: Bool
            do throws(MailboxFailure) {
                told = try await mailbox.idle(for: memory.idle.wait)
            } catch .session(.command, let words) {
                memory.idle.refused()
                return ports.report(.idleRefused(words))
            } catch {
                if memory.idle.broke(), !Task.isCancelled { ports.report(.idleRefused("it broke off again and again")) }
                throw .server(error)
            }
            let accepted = try await drain(mailbox, &cursor, &memory)
            if accepted > 0 { ports.report(.idle(accepted: accepted)) }
            guard memory.idle.ended(told: told, found: accepted > 0) else { return }
        }
    }

    /// Does one step; the number of messages that were accepted by it.
    private func take(
        _ step: IMAPStep, behind: UInt32?, _ mailbox: IMAPSession, _ cursor: IMAPCursor, _ memory: inout IMAPMemory
    ) async throws(PollerTrouble) -> Int {
        let uid = step.uid
        if case .leave(_, let size) = step {
            ports.report(.left(uid: uid, size: size))
            return 0
        }
        if memory.isHopeless(uid), let behind {
            // Left behind only where the one that waits for it can be had; else the server is at fault.
            try await probe(behind, mailbox)
            ports.report(.unreadable(uid: uid))
            return 0
        }
        let message: RawMessage
        do throws(MailboxFailure) {
            message = try await mailbox.session.fetch(uid)
        } catch .session(.gone, _) {
            return 0
        } catch .session(.tooLarge, _) {
            ports.report(.left(uid: uid, size: nil))
            return 0
        } catch {
            memory.stumbled(at: uid)
            throw .server(error)
        }
        try await accept(message, uid, cursor)
        do throws(MailboxFailure) {
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
    private func probe(_ uid: UInt32, _ mailbox: IMAPSession) async throws(PollerTrouble) {
        do throws(MailboxFailure) {
            _ = try await mailbox.session.fetch(uid)
        } catch .session(.gone, _) {
        } catch {
            throw .server(error)
        }
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

    private func accept(_ message: RawMessage, _ uid: UInt32, _ cursor: IMAPCursor) async throws(PollerTrouble) {
        let provenance = Provenance.imap(
            mailbox: configuration.name, uidValidity: cursor.uidValidity, uid: uid)
        do { try await ports.accept(message, provenance) } catch { throw .notAccepted(uid: uid) }
    }

    private func stored() async throws(PollerTrouble) -> IMAPCursor? {
        do { return try await ports.loadCursor() } catch { throw .cursor }
    }

    private func save(_ cursor: IMAPCursor) async throws(PollerTrouble) {
        do { try await ports.saveCursor(cursor) } catch { throw .cursor }
    }
}
