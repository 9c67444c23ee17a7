import Foundation

/// A day as a date field says it: `2026-12-31`.
///
/// - Standard: HTML Living Standard §2.3.5.2 (valid date string)
struct CalendarDay: Sendable, Hashable {
    private let year: Int
    private let month: Int
    private let day: Int

    /// nil for what is no day of the calendar, and beyond years of four digits.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year >= 1_970
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        guard let start = start(in: .gmt), CalendarDay(start, in: .gmt) == self else { return nil }
    }

    init(_ date: Date, in zone: TimeZone) {
        let clock = WallClock(date, in: zone)
        (year, month, day) = (clock.year, clock.month, clock.day)
    }

    var text: String {
        "\(WallClock.padded(year, to: 4))-\(WallClock.padded(month))-\(WallClock.padded(day))"
    }

    func start(in zone: TimeZone) -> Date? {
        calendar(in: zone).date(from: DateComponents(year: year, month: month, day: day))
    }

    /// Where the next one begins.
    func end(in zone: TimeZone) -> Date? {
        start(in: zone).flatMap { calendar(in: zone).date(byAdding: .day, value: 1, to: $0) }
    }

    private func calendar(in zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }
}
