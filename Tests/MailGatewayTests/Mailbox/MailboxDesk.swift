import InternetMessage
import Synchronization

@testable import MailGateway

/// What a desk would remember of a mailbox, and a lease that it can lose.
final class MailboxDesk: Sendable {
    struct State: Sendable {
        var cursor: IMAPCursor?
        var seen: Set<String> = []
        var accepted: [(text: String, provenance: Provenance)] = []
        var bodies: [[UInt8]] = []
        var reports: [PollerReport] = []
        /// Reports of what became of messages, apart from the others.
        var counts: [VisitCount] = []
        /// So many messages cannot be stored.
        var refusals = 0
        var left: [LeftMessage] = []
        var wanted: [Provenance] = []
        var settled: [LeftOutcome] = []
        /// So many times the lease is ours.
        var holds = Int.max
        var held = 0
        var released = 0
        var now = ContinuousClock.now
    }
    let state = Mutex(State())

    var subjects: [String] { state.withLock { $0.accepted.map(\.text) } }
    var reports: [PollerReport] { state.withLock { $0.reports } }
    var bodies: [[UInt8]] { state.withLock { $0.bodies } }
    var counts: [VisitCount] { state.withLock { $0.counts } }
    var seen: Set<String> { state.withLock { $0.seen } }
    var left: [LeftMessage] { state.withLock { $0.left } }
    var settled: [LeftOutcome] { state.withLock { $0.settled } }
    /// What the server did when the last visit broke off.
    var failure: MailboxFailure? {
        switch reports.last {
        case .failed(.server(let failure)), .failed(.message(_, let failure)): failure
        default: nil
        }
    }
    /// Where the last visit broke off.
    var failureStage: MailboxFailure.Stage? {
        guard case .session(let stage, _) = failure else { return nil }
        return stage
    }

    func ports() -> MailboxPorts {
        MailboxPorts(
            lease: leasePorts(),
            memory: MemoryPorts(
                loadCursor: { self.state.withLock { $0.cursor } },
                saveCursor: { cursor in self.state.withLock { $0.cursor = cursor } }, loadSeen: { self.seen },
                remember: { keys in self.state.withLock { $0.seen.formUnion(keys) } },
                forget: { keys in self.state.withLock { $0.seen.subtract(keys) } }),
            left: LeftPorts(
                leave: { message in self.state.withLock { $0.left.append(message) } },
                wanted: { self.state.withLock { $0.wanted } },
                settle: { place, outcome in
                    self.state.withLock { state in
                        state.wanted.removeAll { $0 == place }
                        state.settled.append(outcome)
                    }
                }),
            accept: { message, provenance in try self.accept(message, provenance) },
            report: { self.report($0) },
            wait: { _ in throw CancellationError() })
    }

    func report(_ report: PollerReport) {
        state.withLock { state in
            if case .counted(let count) = report { state.counts.append(count) } else { state.reports.append(report) }
        }
    }

    func leasePorts() -> LeasePorts {
        LeasePorts(
            hold: { _ in
                self.state.withLock { state in
                    state.held += 1
                    return state.held <= state.holds
                }
            },
            release: { self.state.withLock { $0.released += 1 } }, wait: { _ in throw CancellationError() },
            now: { self.state.withLock { $0.now } })
    }

    /// Polls so many times, without a pause.
    func ports(visits: Int) -> MailboxPorts {
        let pauses = Mutex(1)
        var ports = ports()
        ports.wait = { _ in
            let isLast = pauses.withLock { count in
                defer { count += 1 }
                return count >= visits
            }
            if isLast { throw CancellationError() }
        }
        return ports
    }

    private func accept(_ message: RawMessage, _ provenance: Provenance) throws -> MailboxAcceptance {
        try state.withLock { state in
            guard state.refusals == 0 else {
                state.refusals -= 1
                throw CancellationError()
            }
            let line = String(decoding: message.bytes.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
            state.accepted.append((line, provenance))
            defer { state.bodies.append(message.bytes) }
            return state.bodies.contains(message.bytes) ? .copy : .new
        }
    }
}
