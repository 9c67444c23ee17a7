public import Logging

public import struct Foundation.Date

/// Reminds assignees of tickets that nobody of the desk touches, at least once a minute in small batches.
///
/// Several daemons on one database may do so at once: what is due is asked, told and noted in one transaction. A store that
/// is away is left until the next time.
public struct ReminderWorker: Sendable {
    private let tickets: any Tickets
    private let policy: NotificationPolicy
    private let now: @Sendable () -> Date
    private let pause: @Sendable () async -> Void
    private let logger: Logger

    private static let batch = 100
    private static let longestInterval = 60.0

    /// - Parameter pause: Waits for about a second.
    public init(
        tickets: any Tickets, policy: NotificationPolicy, now: @escaping @Sendable () -> Date, logger: Logger,
        pause: @escaping @Sendable () async -> Void = { try? await Task.sleep(for: .seconds(1)) }
    ) {
        self.tickets = tickets
        self.policy = policy
        self.now = now
        self.pause = pause
        self.logger = logger
    }

    /// Works until `isStopping` says so; the batch in hand is finished.
    public func run(until isStopping: @Sendable () -> Bool) async {
        let interval = min(Self.longestInterval, policy.desks.desks.compactMap(\.remindAfter).min() ?? .infinity)
        var due = now()
        while !isStopping() {
            // A clock that was set back does not put it off for longer than the interval.
            if now() >= due || due.timeIntervalSince(now()) > interval {
                await workOnce(until: isStopping)
                due = now().addingTimeInterval(interval)
            }
            await pause()
        }
    }

    /// All that is due now.
    public func workOnce(until isStopping: @Sendable () -> Bool = { false }) async {
        let policy = policy
        let moment = now()
        do {
            for desk in policy.desks.desks {
                guard let period = desk.remindAfter else { continue }
                while !isStopping() {
                    let count = try await tickets.remind(
                        of: desk, untouchedSince: moment.addingTimeInterval(-period), limit: Self.batch, at: moment
                    ) { ReminderPlan.notifications(for: $0, touched: $1, policy: policy) }
                    guard count > 0 else { break }
                    logger.info("untouched", metadata: ["desk": "\(desk.name)", "tickets": "\(count)"])
                }
            }
        } catch {
            logger.warning("assignees cannot be reminded", metadata: ["error": "\(error)"])
        }
    }
}
