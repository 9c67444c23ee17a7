public import ServiceLifecycle

/// What a protocol makes of a visit.
protocol MailboxVisit {
    /// Opens the mailbox and takes all that is new; the number of messages that were accepted.
    mutating func read(_ memory: inout MailboxMemory) async throws(PollerTrouble) -> Int
    /// Stays for as long as that is of use.
    mutating func stay(_ memory: inout MailboxMemory) async throws(PollerTrouble)
}

/// Reads one mailbox, again and again, and hands every new message on.
///
/// Of all daemons on one database, the one that holds the mailbox's lease reads it; the others wait for its end.
/// A message is marked, moved or deleted only after `accept` returned, and what has been read is stored only after that:
/// whatever is interrupted is done again, and what comes twice is known downstream by its content.
///
/// Security: the server is not trusted; its session lives in a child process that ends with each visit.
/// Failure: nothing is thrown; a visit that fails is reported through `report` and tried again, later each time.
public struct MailboxPoller: Service {
    private let configuration: MailboxConfiguration
    private let program: ChildProgram
    private let credentials: MailboxCredentials
    private let ports: MailboxPorts

    public init(
        _ configuration: MailboxConfiguration, program: ChildProgram, credentials: MailboxCredentials,
        ports: MailboxPorts
    ) {
        self.configuration = configuration
        self.program = program
        self.credentials = credentials
        self.ports = ports
    }

    /// Polls until the service shuts down.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            let lease = MailboxLease(ports.lease)
            var failures = 0
            var memory = MailboxMemory(interval: configuration.interval)
            while !Task.isCancelled {
                let end = await visit(lease, &memory)
                failures = end.failures(after: failures)
                let pause = end.pause(after: failures, interval: configuration.interval)
                guard await waits(pause, lease) else { break }
            }
            await lease.release()
        }
    }

    /// One visit that does not stay; true when it came to its end.
    @discardableResult
    public func poll() async -> Bool {
        let lease = MailboxLease(ports.lease)
        var memory = MailboxMemory(interval: configuration.interval)
        memory.idle.refused()
        let end = await visit(lease, &memory)
        await lease.release()
        return end == .ended
    }

    /// The holder keeps the lease between its visits: what it knows of the mailbox is of use there alone.
    private func waits(_ pause: Duration, _ lease: MailboxLease) async -> Bool {
        let wait: () async -> Bool = {
            // A cancelled wait is how the loop ends.
            do { try await ports.wait(pause) } catch { return false }
            return true
        }
        return lease.isHeld ? await lease.kept(onLoss: {}, while: wait) : await wait()
    }

    private func visit(_ lease: MailboxLease, _ memory: inout MailboxMemory) async -> VisitEnd {
        do throws(PollerTrouble) {
            guard try await lease.take() else {
                if !memory.isElsewhere { ports.report(.heldElsewhere) }
                memory.isElsewhere = true
                return .elsewhere
            }
        } catch {
            if !Task.isCancelled { ports.report(.failed(error)) }
            return .broke(wasRead: false)
        }
        memory.isElsewhere = false
        let session = MailboxSession(configuration, program: program)
        let errand = MailboxErrand(session: session, credentials: credentials, lease: lease, ports: ports)
        let end = await lease.kept(onLoss: { session.abort() }) { await read(errand, &memory) }
        // Another daemon may be luckier.
        if case .broke = end { await lease.release() }
        return end
    }

    private func read(_ errand: MailboxErrand, _ memory: inout MailboxMemory) async -> VisitEnd {
        var visit: any MailboxVisit =
            switch configuration.access {
            case .imap: IMAPVisit(errand)
            case .pop3: POP3Visit(errand)
            }
        memory.count = VisitCount()
        return await withTaskCancellationHandler {
            var wasRead = false
            do throws(PollerTrouble) {
                ports.report(.idle(accepted: try await visit.read(&memory)))
                wasRead = true
                try await visit.stay(&memory)
                return .ended
            } catch {
                errand.session.abort()
                errand.tellCount(&memory)
                if !Task.isCancelled { ports.report(.failed(error)) }
                return .broke(wasRead: wasRead)
            }
        } onCancel: {
            errand.session.abort()
        }
    }
}
