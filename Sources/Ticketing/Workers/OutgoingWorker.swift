import InternetMessage
public import Logging

public import struct Foundation.Date

/// Sends what the outgoing queue holds: claim, compose once, keep the bytes, send, settle.
///
/// A crash between sending and settling sends the same bytes with the same Message-ID again; SMTP offers nothing
/// better (RFC 1047). A worker that was away for longer than its lease settles nothing but what was sent.
public struct OutgoingWorker: Sendable {
    let delivery: OutgoingDelivery
    private let limits: OutgoingLimits
    private let logger: Logger

    /// - Parameter pause: Waits for about a second.
    public init(
        queue: any OutgoingQueue, mail: any OutgoingMail, composer: OutgoingComposer, schedule: RetrySchedule,
        tokens: any TokenSource, now: @escaping @Sendable () -> Date, logger: Logger,
        limits: OutgoingLimits = OutgoingLimits(),
        pause: @escaping @Sendable () async -> Void = { try? await Task.sleep(for: .seconds(1)) }
    ) {
        delivery = OutgoingDelivery(
            queue: queue, mail: mail, composer: composer, schedule: schedule, tokens: tokens, now: now,
            logger: logger, pause: pause)
        self.limits = limits
        self.logger = logger
    }

    /// Works until `isStopping` says so; what is being sent then is finished. Not by cancellation: that would break off the
    /// work in hand as well.
    public func run(until isStopping: @Sendable () -> Bool) async {
        await withTaskGroup(of: OutgoingStep.self) { group in
            var hand = OutgoingHand(limits, at: delivery.now())
            while !isStopping() {
                if hand.wantsMore { await claim(into: &hand, &group) }
                if !hand.isWatching {
                    hand.isWatching = true
                    group.addTask {
                        await delivery.queue.awaitWork(seconds: 1)
                        return .woken
                    }
                }
                guard let step = await group.next() else { break }
                take(step, &hand, &group)
            }
            while hand.count > 0, let step = await group.next() { take(step, &hand, &group) }
        }
    }

    /// One claim, to its end. False when nothing was due or the store is away.
    @discardableResult
    public func workOnce() async -> Bool {
        await withTaskGroup(of: OutgoingStep.self) { group in
            var hand = OutgoingHand(limits, at: delivery.now())
            await claim(into: &hand, &group)
            let hasWork = hand.count > 0
            while hand.count > 0, let step = await group.next() { take(step, &hand, &group) }
            return hasWork
        }
    }

    private func claim(into hand: inout OutgoingHand, _ group: inout TaskGroup<OutgoingStep>) async {
        let room = hand.room
        do {
            let moment = delivery.now()
            let entries = try await delivery.queue.claim(limit: room, lease: limits.lease, at: moment)
            hand.took(entries, of: room)
            for entry in entries { group.addTask { await delivery.prepare(entry) } }
        } catch {
            hand.took([], of: room)
            logger.warning("outgoing queue cannot be read", metadata: ["error": "\(error)"])
        }
    }

    private func take(_ step: OutgoingStep, _ hand: inout OutgoingHand, _ group: inout TaskGroup<OutgoingStep>) {
        for action in hand.next(after: step, at: delivery.now()) {
            group.addTask { await perform(action) }
        }
    }

    private func perform(_ action: OutgoingAction) async -> OutgoingStep {
        switch action {
        case .send(let message): await delivery.send(message)
        case .settle(let entry, let settlement): await delivery.settle(entry, settlement)
        case .putBack(let entry): await delivery.putBack(entry, seconds: limits.pauseOfDomain)
        case .renew(let claims): await delivery.renew(claims, lease: limits.lease)
        }
    }
}
