import struct Foundation.Date
import struct Foundation.TimeZone

/// A moment's parts on a clock on some wall: enough for times in pages and answers, without a locale's megabytes.
struct WallClock: Sendable, Hashable {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int

    init(_ date: Date, in zone: TimeZone = .gmt) {
        // Beyond these, dates are somebody's forgery; they are shown as the nearest year that has four digits.
        let moment = min(max(date.timeIntervalSince1970, -62_135_596_800), 253_402_300_799)
        let seconds = Int64(moment.rounded(.down)) + Int64(zone.secondsFromGMT(for: date))
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = Int(seconds - days * 86_400)
        (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60)
        (year, month, day) = WallClock.civil(Int(days))
    }

    /// Year, month and day of a count of days since 1970-01-01 in the Gregorian calendar. Years are counted from March,
    /// so that the leap day comes last.
    private static func civil(_ days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    static func padded(_ number: Int, to width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Date {
    /// `2026-11-23T09:20:00Z`.
    ///
    /// - Standard: RFC 3339 §5.6
    var rfc3339: String {
        let clock = WallClock(self)
        let date =
            "\(WallClock.padded(clock.year, to: 4))-\(WallClock.padded(clock.month))-\(WallClock.padded(clock.day))"
        let time = "\(WallClock.padded(clock.hour)):\(WallClock.padded(clock.minute)):\(WallClock.padded(clock.second))"
        return date + "T" + time + "Z"
    }
}
