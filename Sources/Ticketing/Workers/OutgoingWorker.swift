import InternetMessage
public import Logging
import TemplateEngine

public import struct Foundation.Date

/// Sends what the outgoing queue holds: claim, compose once, keep the bytes, send, settle.
///
/// A crash between sending and settling sends the same bytes with the same Message-ID again; SMTP offers nothing
/// better (RFC 1047).
public struct OutgoingWorker: Sendable {
    private let queue: any OutgoingQueue
    private let mail: any OutgoingMail
    private let composer: OutgoingComposer
    private let schedule: RetrySchedule
    private let tokens: any TokenSource
    private let now: @Sendable () -> Date
    private let pause: @Sendable () async -> Void
    private let logger: Logger

    private static let batch = 16
    /// Longer than any SMTP dialog's time-outs together.
    private static let lease = 1_200.0
    /// Seconds, about, for which a store that is away is waited for; well within the lease.
    private static let patience = 60

    /// - Parameter pause: Waits for about a second.
    public init(
        queue: any OutgoingQueue, mail: any OutgoingMail, composer: OutgoingComposer, schedule: RetrySchedule,
        tokens: any TokenSource, now: @escaping @Sendable () -> Date, logger: Logger,
        pause: @escaping @Sendable () async -> Void = { try? await Task.sleep(for: .seconds(1)) }
    ) {
        self.queue = queue
        self.mail = mail
        self.composer = composer
        self.schedule = schedule
        self.tokens = tokens
        self.now = now
        self.pause = pause
        self.logger = logger
    }

    /// Works until `isStopping` says so; what is being sent then is finished. Not by cancellation: that would break off the
    /// work in hand as well.
    public func run(until isStopping: @Sendable () -> Bool) async {
        while !isStopping() {
            let worked = await workOnce()
            if !worked { await queue.awaitWork(seconds: 1) }
        }
    }

    /// One batch, side by side. False when nothing was due or the store is away.
    @discardableResult
    public func workOnce() async -> Bool {
        do {
            let entries = try await queue.claim(limit: Self.batch, lease: Self.lease, at: now())
            await withTaskGroup(of: Void.self) { group in
                for entry in entries { group.addTask { await deliver(entry) } }
            }
            return !entries.isEmpty
        } catch {
            logger.warning("outgoing queue cannot be read", metadata: ["error": "\(error)"])
            return false
        }
    }

    private func deliver(_ entry: OutgoingEntry) async {
        do {
            let settlement = try await attempt(entry)
            // A message that was sent and is not settled would be sent again.
            try await keep(entry) { () throws(StoreError) in
                try await queue.settle(entry.id, settlement, at: now())
            }
            logger.info("message settled", metadata: ["outgoing-id": "\(entry.id)", "outcome": "\(settlement)"])
        } catch {
            // The lease runs out and the message is claimed again, with the bytes that are stored.
            logger.error("message cannot be settled", metadata: ["outgoing-id": "\(entry.id)", "error": "\(error)"])
        }
    }

    /// Writes to the store, and waits for one that is away for a while.
    private func keep(_ entry: OutgoingEntry, _ write: () async throws(StoreError) -> Void) async throws(StoreError) {
        for _ in 0..<Self.patience {
            do {
                return try await write()
            } catch .unavailable(let reason) {
                logger.warning("store is away", metadata: ["outgoing-id": "\(entry.id)", "error": "\(reason)"])
                await pause()
            }
        }
        try await write()
    }

    private func attempt(_ entry: OutgoingEntry) async throws(StoreError) -> OutgoingSettlement {
        let moment = now()
        let envelope = composer.envelope(of: entry)
        let message: RawMessage
        if let composed = entry.composed {
            message = composed
        } else {
            switch try await compose(entry, at: moment) {
            case .success(let composed): message = composed
            case .failure(let fault): return .notSent(reason: "\(fault)")
            }
            try await keep(entry) { () throws(StoreError) in try await queue.storeComposed(entry.id, message) }
        }
        let outcomes = await mail.send(envelope, message)
        let outcome = outcomes.first?.outcome ?? .transientFailure(reply: "no answer")
        return settlement(of: outcome, entry, at: moment)
    }

    /// A template of a version that is not known here was published a moment ago, by another process.
    private func compose(
        _ entry: OutgoingEntry, at moment: Date
    ) async throws(StoreError) -> Result<RawMessage, OutgoingComposer.Fault> {
        let composed = composer.compose(entry, at: moment)
        guard case .failure(.template(let error)) = composed, case .unknownTemplate = error else { return composed }
        try await composer.published.refresh()
        return composer.compose(entry, at: moment)
    }

    private func settlement(of outcome: DeliveryOutcome, _ entry: OutgoingEntry, at moment: Date) -> OutgoingSettlement
    {
        switch outcome {
        case .delivered(let reply): return .sent(reply: reply)
        case .permanentFailure(let reply): return .failed(reply: reply)
        case .transientFailure(let reply):
            let jitter = Double(tokens.bytes(1).first ?? 128) / 255
            let age = moment.timeIntervalSince(entry.createdAt)
            guard let delay = schedule.delay(attempts: entry.attempts + 1, age: age, jitter: jitter) else {
                return .failed(reply: "given up after \(Int(age / 3600)) hours: \(reply)")
            }
            return .retry(at: moment.addingTimeInterval(delay), reply: reply)
        }
    }
}
