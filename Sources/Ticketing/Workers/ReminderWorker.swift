public import Logging

public import struct Foundation.Date

/// Tells of what time alone makes due, at least once a minute in small batches: tickets that nobody of the desk touches,
/// promises that are missed or soon will be.
///
/// Several daemons on one database may do so at once: what is due is asked, told and noted in one transaction. A store that
/// is away is left until the next time.
public struct ReminderWorker: Sendable {
    private let deadlines: any Deadlines
    private let policy: NotificationPolicy
    private let now: @Sendable () -> Date
    private let pause: @Sendable () async -> Void
    private let logger: Logger

    private static let batch = 100
    private static let longestInterval = 60.0

    /// - Parameter pause: Waits for about a second.
    public init(
        deadlines: any Deadlines, policy: NotificationPolicy, now: @escaping @Sendable () -> Date, logger: Logger,
        pause: @escaping @Sendable () async -> Void = { try? await Task.sleep(for: .seconds(1)) }
    ) {
        self.deadlines = deadlines
        self.policy = policy
        self.now = now
        self.pause = pause
        self.logger = logger
    }

    /// Works until `isStopping` says so; the batch in hand is finished.
    public func run(until isStopping: @Sendable () -> Bool) async {
        let interval = min(Self.longestInterval, policy.desks.desks.compactMap(\.shortestPeriod).min() ?? .infinity)
        var isNoted = false
        await Recurrence(interval: interval, now: now, pause: pause).run(until: isStopping) {
            if !isNoted { isNoted = await noteTargets() }
            await workOnce(until: isStopping)
        }
    }

    /// All that is due now.
    public func workOnce(until isStopping: @Sendable () -> Bool = { false }) async {
        let moment = now()
        do {
            for desk in policy.desks.desks {
                for deadline in desk.deadlines(at: moment) where !isStopping() {
                    try await settle(deadline, of: desk, at: moment, until: isStopping)
                }
            }
        } catch {
            logger.warning("what is due cannot be told", metadata: ["error": "\(error)"])
        }
    }

    /// Once, before anything is looked for: what fell due before a desk had its targets is told to nobody. Whether it was
    /// done.
    public func noteTargets() async -> Bool {
        do {
            try await deadlines.note(policy.desks.desks, at: now())
            return true
        } catch {
            logger.warning("the desks' targets cannot be noted", metadata: ["error": "\(error)"])
            return false
        }
    }

    private func settle(
        _ deadline: Deadline, of desk: Desk, at moment: Date, until isStopping: @Sendable () -> Bool
    ) async throws(StoreError) {
        let policy = policy
        while !isStopping() {
            let count = try await deadlines.settle(deadline, of: desk, limit: Self.batch, at: moment) {
                deadline.notifications(for: $0, policy: policy)
            }
            guard count > 0 else { return }
            logger.info(
                "deadline", metadata: ["desk": "\(desk.name)", "is": "\(deadline.word)", "tickets": "\(count)"])
        }
    }
}
