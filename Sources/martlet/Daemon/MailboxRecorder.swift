import Foundation
import Logging
import MailGateway
import ServiceLifecycle
import Ticketing

/// Keeps how the visits to mailboxes go, for pages and commands. Pollers do not wait for it: what cannot be written is in
/// the log all the same.
final class MailboxRecorder: Service {
    private struct Entry: Sendable {
        var event: MailboxEvent
        var mailbox: String
        var at: Date
    }

    /// Reports that may wait for the database; older ones give way.
    private static let backlog = 1_000

    private let states: any MailboxStates
    private let logger: Logger
    private let entries: AsyncStream<Entry>
    private let incoming: AsyncStream<Entry>.Continuation

    init(states: any MailboxStates, logger: Logger) {
        self.states = states
        self.logger = logger
        (entries, incoming) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.backlog))
    }

    func record(_ report: PollerReport, of mailbox: String) {
        guard let event = MailboxEvent(report) else { return }
        incoming.yield(Entry(event: event, mailbox: mailbox, at: Date()))
    }

    func run() async throws {
        for await entry in entries.cancelOnGracefulShutdown() {
            do throws(StoreError) {
                // Read each time: another daemon may have visited the mailbox meanwhile.
                let stored = try await states.states()[entry.mailbox] ?? MailboxState()
                let state = stored.after(entry.event, at: entry.at)
                if state.isWorthWriting(over: stored) { try await states.save(state, of: entry.mailbox) }
            } catch {
                logger.debug("mailbox's state cannot be kept", metadata: ["error": "\(error)"])
            }
        }
    }
}

extension MailboxEvent {
    /// Nil for what says nothing about how a mailbox is.
    init?(_ report: PollerReport) {
        switch report {
        case .idle(let accepted): self = .read(taken: accepted)
        case .progress(let accepted, let remaining): self = .progress(taken: accepted, remaining: remaining)
        case .left(_, .tooLarge): self = .leftTooLarge
        case .left(_, .unreadable): self = .leftUnreadable
        case .counted(let count) where count.unaccounted != 0: self = .unaccounted(count.unaccounted)
        case .startedOver: self = .startedOver
        // Whoever holds the lease tells how the mailbox is.
        case .failed(.leaseLost): return nil
        case .failed(let trouble): self = .failed(MailboxTrouble(trouble), "\(trouble)")
        case .connected, .begins, .reopened, .counted, .idleRefused, .unfinished, .heldElsewhere, .listingCut,
            .uniqueIDsHashed, .uniqueIDsMissing:
            return nil
        }
    }
}

extension MailboxTrouble {
    init(_ trouble: PollerTrouble) {
        switch trouble {
        case .server(let failure), .message(_, let failure): self.init(failure)
        case .notAccepted, .cursor, .leaseLost: self = .storage
        case .noUniqueIDs: self = .uniqueIDs
        }
    }

    init(_ failure: MailboxFailure) {
        switch failure {
        case .session(let stage, _): self.init(stage)
        case .consent: self = .consent
        case .token: self = .token
        case .child: self = .process
        }
    }

    private init(_ stage: MailboxFailure.Stage) {
        switch stage {
        case .resolve: self = .resolve
        case .connect: self = .connect
        case .timeout: self = .timeout
        case .tls: self = .tls
        case .certificate: self = .certificate
        case .noStartTLS: self = .startTLS
        case .login: self = .login
        case .select: self = .folder
        case .command, .protocol, .gone, .tooLarge, .flooded: self = .server
        }
    }
}
