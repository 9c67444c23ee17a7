public import Logging

public import struct Foundation.Date

/// How long an installation keeps what it need not keep; nil is forever.
public struct RetentionPeriods: Sendable, Hashable {
    /// Seconds for which the bytes of a settled mail are kept.
    public var rawMail: Double?
    /// Seconds for which an ignored mail stands in the ledger.
    public var ignoredMail: Double?

    public init(rawMail: Double? = nil, ignoredMail: Double? = nil) {
        self.rawMail = rawMail
        self.ignoredMail = ignoredMail
    }
}

/// Takes out what is older than the retention says, and files that a kill left, and closes what has long been resolved,
/// once an hour in small batches.
///
/// Several daemons on one database may do so at once: each batch asks anew. A store that is away is left until the next
/// hour.
public struct RetentionWorker: Sendable {
    private let retention: any Retention
    private let periods: RetentionPeriods
    private let tickets: any Tickets
    private let policy: NotificationPolicy
    private let now: @Sendable () -> Date
    private let pause: @Sendable () async -> Void
    private let logger: Logger

    private static let batch = 100
    private static let interval = 3_600.0
    /// Far longer than any writer has its file before its row.
    private static let strayAge = 86_400.0

    /// - Parameter pause: Waits for about a second.
    public init(
        retention: any Retention, periods: RetentionPeriods, tickets: any Tickets,
        policy: NotificationPolicy, now: @escaping @Sendable () -> Date, logger: Logger,
        pause: @escaping @Sendable () async -> Void = { try? await Task.sleep(for: .seconds(1)) }
    ) {
        self.retention = retention
        self.periods = periods
        self.tickets = tickets
        self.policy = policy
        self.now = now
        self.pause = pause
        self.logger = logger
    }

    /// Works until `isStopping` says so; the batch in hand is finished.
    public func run(until isStopping: @Sendable () -> Bool) async {
        await Recurrence(interval: Self.interval, now: now, pause: pause).run(until: isStopping) {
            await workOnce(until: isStopping)
        }
    }

    /// All that is due now.
    public func workOnce(until isStopping: @Sendable () -> Bool = { false }) async {
        let moment = now()
        await close(at: moment, until: isStopping)
        do {
            var raw = 0
            var ignored = 0
            if let period = periods.ignoredMail {
                let limit = moment.addingTimeInterval(-period)
                ignored = try await batches(until: isStopping) { () throws(StoreError) in
                    try await retention.removeIgnored(settledBefore: limit, limit: Self.batch)
                }
            }
            if let period = periods.rawMail {
                let limit = moment.addingTimeInterval(-period)
                raw = try await batches(until: isStopping) { () throws(StoreError) in
                    try await retention.removeRaw(settledBefore: limit, limit: Self.batch, at: moment)
                }
            }
            guard !isStopping() else { return }
            let files = try await retention.collectFiles(
                olderThan: moment.addingTimeInterval(-Self.strayAge), until: isStopping)
            guard raw + ignored + files > 0 else { return }
            logger.info(
                "retention", metadata: ["raw-mails": "\(raw)", "ignored-mails": "\(ignored)", "files": "\(files)"])
        } catch {
            logger.warning("retention cannot work", metadata: ["error": "\(error)"])
        }
    }

    private func close(at moment: Date, until isStopping: @Sendable () -> Bool) async {
        let policy = policy
        do {
            for desk in policy.desks.desks {
                guard let period = desk.closeAfter else { continue }
                let count = try await batches(until: isStopping) { () throws(StoreError) in
                    try await tickets.closeResolved(
                        of: desk, untouchedSince: moment.addingTimeInterval(-period), limit: Self.batch, at: moment
                    ) { SurveyPlan.request(for: $1, on: $0, policy: policy) }
                }
                if count > 0 { logger.info("closed", metadata: ["desk": "\(desk.name)", "tickets": "\(count)"]) }
            }
        } catch {
            logger.warning("resolved tickets cannot be closed", metadata: ["error": "\(error)"])
        }
    }

    private func batches(
        until isStopping: @Sendable () -> Bool, _ remove: () async throws(StoreError) -> Int
    ) async throws(StoreError) -> Int {
        var count = 0
        while !isStopping() {
            let removed = try await remove()
            count += removed
            guard removed > 0 else { break }
        }
        return count
    }
}
