public import Foundation

/// How often a service report is made.
public enum ReportCycle: String, Sendable, Hashable, CaseIterable {
    case week, month
}

/// A calendar week, from Monday on, or a calendar month, as a clock in some zone has it.
public struct ReportPeriod: Sendable, Hashable {
    public let cycle: ReportCycle
    public let timeZone: String
    /// Midnight that begins each day. A day of a change to summer time has 23 hours.
    public let days: [Date]
    /// Midnight after the last day.
    public let end: Date

    public var start: Date { days.first ?? end }

    /// The period that a moment lies in; nil when there is no such zone.
    public init?(_ cycle: ReportCycle, containing moment: Date, timeZone: String) {
        guard let calendar = Self.calendar(timeZone),
            let interval = calendar.dateInterval(of: cycle == .week ? .weekOfYear : .month, for: moment)
        else { return nil }
        self.cycle = cycle
        self.timeZone = timeZone
        end = interval.end
        let starts = (0..<31).compactMap { calendar.date(byAdding: .day, value: $0, to: interval.start) }
        days = starts.filter { $0 < interval.end }
    }

    /// The period of a day; nil when there is no such day or zone.
    public init?(_ cycle: ReportCycle, year: Int, month: Int, day: Int, timeZone: String) {
        guard let calendar = Self.calendar(timeZone) else { return nil }
        // Noon, which no change of the clock takes away.
        let wanted = DateComponents(year: year, month: month, day: day, hour: 12)
        guard let noon = calendar.date(from: wanted),
            calendar.component(.day, from: noon) == day, calendar.component(.month, from: noon) == month
        else { return nil }
        self.init(cycle, containing: noon, timeZone: timeZone)
    }

    /// The one that ends where this one begins.
    public var previous: ReportPeriod? {
        ReportPeriod(cycle, containing: start.addingTimeInterval(-1), timeZone: timeZone)
    }

    /// The last one that is over.
    public static func latest(_ cycle: ReportCycle, before now: Date, timeZone: String) -> ReportPeriod? {
        ReportPeriod(cycle, containing: now, timeZone: timeZone)?.previous
    }

    /// The one that begins where this one ends.
    public var next: ReportPeriod? { ReportPeriod(cycle, containing: end, timeZone: timeZone) }

    /// Its first day: the same wherever midnight is, so that it names the period.
    public var day: CivilDay? { Self.day(of: start, timeZone) }
    public var lastDay: CivilDay? { Self.day(of: end.addingTimeInterval(-1), timeZone) }
    /// All of its days.
    public var civilDays: [CivilDay] { days.compactMap { Self.day(of: $0, timeZone) } }

    static func calendar(_ timeZone: String) -> Calendar? {
        guard let zone = TimeZone(identifier: timeZone) else { return nil }
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = zone
        return calendar
    }

    private static func day(of moment: Date, _ timeZone: String) -> CivilDay? {
        let parts = calendar(timeZone)?.dateComponents([.year, .month, .day], from: moment)
        guard let year = parts?.year, let month = parts?.month, let day = parts?.day else { return nil }
        return CivilDay(year: year, month: month, day: day)
    }

    func contains(_ moment: Date) -> Bool { moment >= start && moment < end }

    /// How many of these moments fall on each day.
    func counts(_ moments: [Date]) -> [Int] {
        zip(days, days.dropFirst() + [end]).map { begin, end in moments.count { $0 >= begin && $0 < end } }
    }
}
