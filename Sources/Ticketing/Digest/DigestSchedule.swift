public import struct Foundation.Date
public import struct Foundation.TimeZone

/// On which days, and at which time of them, a person gets a digest.
public struct DigestSchedule: Sendable, Hashable {
    public enum Days: String, Sendable, Hashable, CaseIterable {
        case each = "each-day"
        /// Monday to Friday.
        case working = "working-days"
    }

    /// What is taken where somebody wants a digest and says no time.
    public static let usual = DigestSchedule(days: .working)
    /// Eight in the morning.
    private static let usualMinute = 8 * 60

    public let days: Days
    /// Minute of the day, by the reader's clock.
    public let minute: Int

    public init(days: Days) {
        self.days = days
        minute = Self.usualMinute
    }

    /// nil unless it is a minute of a day.
    public init?(days: Days, minute: Int) {
        guard (0..<QuietHours.day).contains(minute) else { return nil }
        self.days = days
        self.minute = minute
    }

    /// The first time after `chosen` that is on a later day than the digest before it.
    ///
    /// Days are those of `zone` as it is now: whoever moves to another zone gets no two digests on one day of it.
    public func next(chosen: Date, last: Date?, in zone: TimeZone) -> Date? {
        let days = LocalDays(zone: zone)
        let first = max(days.day(of: chosen), last.map { days.day(of: $0) + 1 } ?? .min)
        // From a Friday whose time is over to the Monday are three days.
        return (first...first + 4).lazy.filter(isOn).map { days.moment(day: $0, minute: minute) }.first { $0 > chosen }
    }

    private func isOn(_ day: Int) -> Bool { days == .each || LocalDays.weekday(of: day) < 5 }
}

/// Days by the clock on a wall, counted from 1 January 1970.
struct LocalDays {
    let zone: TimeZone

    private static let seconds = 86_400.0

    func day(of moment: Date) -> Int {
        let local = moment.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: moment))
        return Int(exactly: min(max((local / Self.seconds).rounded(.down), -1e6), 1e7)) ?? 0
    }

    /// From 0, Monday, to 6.
    static func weekday(of day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

    /// Of a time that comes twice the first. Where the clock skips it: when the clock has gone as far as it would have
    /// without the change.
    func moment(day: Int, minute: Int) -> Date {
        let local = Double(day) * Self.seconds + Double(minute) * 60
        let before = offset(at: local - Self.seconds)
        let moments = [before, offset(at: local + Self.seconds)].filter { offset(at: local - $0) == $0 }
            .map { local - $0 }
        return Date(timeIntervalSince1970: moments.min() ?? local - before)
    }

    private func offset(at seconds: Double) -> Double {
        Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds)))
    }
}
