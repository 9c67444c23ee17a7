public import Foundation
public import InternetMessage

/// Reports that a desk's readers get by themselves, one for each period.
public struct ReportSchedule: Sendable, Hashable {
    /// Seven in the morning.
    public static let usualMinute = 7 * 60

    public var cycle: ReportCycle
    public var readers: [MailAddress]
    /// The desk's leads are readers, too.
    public var includesLeads: Bool
    /// BCP 47 tag; nil: the reader's own, else the desk's.
    public var language: String?
    /// Minute of the day, on the installation's clock.
    public var minute: Int

    public init(
        _ cycle: ReportCycle, to readers: [MailAddress], includesLeads: Bool = false, language: String? = nil,
        minute: Int = usualMinute
    ) {
        self.cycle = cycle
        self.readers = readers
        self.includesLeads = includesLeads
        self.language = language
        self.minute = minute
    }

    /// When the report of a period goes out: at this time of the day after its last one.
    ///
    /// Where the clock skips that time it is the next one that there is; of a time that comes twice it is the first.
    public func due(for period: ReportPeriod) -> Date? {
        guard let calendar = ReportPeriod.calendar(period.timeZone) else { return nil }
        let time = DateComponents(hour: minute / 60, minute: minute % 60, second: 0)
        // From the second before midnight on, so that midnight itself is found.
        return calendar.nextDate(
            after: period.end.addingTimeInterval(-1), matching: time, matchingPolicy: .nextTime,
            repeatedTimePolicy: .first)
    }

    /// The latest period whose report has gone out, or goes out now; nil when there is no such zone.
    ///
    /// Those before it are not asked for: after a long silence readers get one report, not all that they have missed.
    public func latest(at now: Date, timeZone: String) -> ReportPeriod? {
        guard let period = ReportPeriod.latest(cycle, before: now, timeZone: timeZone) else { return nil }
        guard let due = due(for: period), due > now else { return period }
        return period.previous
    }
}

/// What the latest report is to a reader.
public enum ReportStanding: Sendable, Hashable {
    /// They had none before, so they begin with the one after it.
    case begins
    case due
    case had

    /// - Parameter latest: first day of the latest period that the reader had, or began with.
    public init(of day: CivilDay, latest: CivilDay?) {
        guard let latest else {
            self = .begins
            return
        }
        self = latest < day ? .due : .had
    }
}
