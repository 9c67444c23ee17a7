import InternetMessage
public import Logging

public import struct Foundation.Date

/// Sends each desk's reports to their readers when a week or a month is over.
///
/// Several daemons on one database may do so at once: a reader's row is written in the transaction that queues the mail,
/// and is there once. A store that is away is left until the next time.
public struct ReportWorker: Sendable {
    private let reports: ReportDesk
    private let deliveries: any ReportDeliveries
    private let desks: DeskDirectory
    private let now: @Sendable () -> Date
    private let pause: @Sendable () async -> Void
    private let logger: Logger

    private static let interval = 60.0

    /// - Parameter pause: Waits for about a second.
    public init(
        reports: ReportDesk, deliveries: any ReportDeliveries, desks: DeskDirectory,
        now: @escaping @Sendable () -> Date, logger: Logger,
        pause: @escaping @Sendable () async -> Void = { try? await Task.sleep(for: .seconds(1)) }
    ) {
        self.reports = reports
        self.deliveries = deliveries
        self.desks = desks
        self.now = now
        self.pause = pause
        self.logger = logger
    }

    /// Works until `isStopping` says so; the report in hand is finished.
    public func run(until isStopping: @Sendable () -> Bool) async {
        await Recurrence(interval: Self.interval, now: now, pause: pause).run(until: isStopping) {
            await workOnce(until: isStopping)
        }
    }

    /// All that is due now.
    public func workOnce(until isStopping: @Sendable () -> Bool = { false }) async {
        for desk in desks.desks {
            for schedule in desk.reports where !isStopping() { await work(schedule, of: desk, at: now()) }
        }
    }

    private func work(_ schedule: ReportSchedule, of desk: Desk, at moment: Date) async {
        guard let period = schedule.latest(at: moment, timeZone: reports.timeZone), let day = period.day else { return }
        let about: Logger.Metadata = [
            "desk": "\(desk.name)", "period": "\(schedule.cycle.rawValue)", "from": "\(day)",
        ]
        do {
            let entries = try await entries(of: period, day, schedule, desk.name)
            guard !entries.isEmpty else { return }
            let count = try await deliveries.enter(entries, at: moment)
            if count > 0 { logger.info("reported", metadata: about.merging(["readers": "\(count)"]) { $1 }) }
        } catch {
            logger.warning("a report cannot be sent", metadata: about.merging(["error": "\(error)"]) { $1 })
        }
    }

    /// Of those who begin, and of those whose report is due.
    private func entries(
        of period: ReportPeriod, _ day: CivilDay, _ schedule: ReportSchedule, _ desk: String
    ) async throws(StoreError) -> [ReportDelivery] {
        let latest = try await deliveries.latest(of: desk, schedule.cycle)
        var report: ServiceReport?
        var entries: [ReportDelivery] = []
        for reader in try await reports.readers(of: schedule, desk: desk) {
            var entry = ReportDelivery(
                desk: desk, cycle: schedule.cycle, day: day, reader: reader.address, message: nil)
            switch ReportStanding(of: day, latest: latest[reader.address.key]) {
            case .had: continue
            case .begins: entries.append(entry)
            case .due:
                let figures = if let report { report } else { try await reports.report(of: desk, period) }
                report = figures
                entry.message = reports.message(figures, desk: desk, to: reader, language: schedule.language)
                // Without a template there is nothing to send, and nobody has had it.
                if entry.message != nil { entries.append(entry) }
            }
        }
        return entries
    }
}
