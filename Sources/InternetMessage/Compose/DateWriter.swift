import struct Foundation.Date

/// Writes a point in time in UTC, without calendar or locale of the machine.
///
/// - Standard: RFC 5322 §3.3
enum DateWriter {
    static func text(_ date: Date) -> String {
        let seconds = date.timeIntervalSince1970
        // Years 1970 to 9999: what the field can hold.
        let clamped = seconds.isFinite ? min(max(seconds, 0), 253_402_300_799) : 0
        let total = Int(clamped)
        let (days, rest) = total.quotientAndRemainder(dividingBy: 86_400)
        let civil = civil(from: days)
        let time = [rest / 3_600, rest / 60 % 60, rest % 60].map(twoDigits).joined(separator: ":")
        let day = "\(twoDigits(civil.day)) \(months[civil.month - 1]) \(fourDigits(civil.year))"
        return "\(weekdays[(days + 4) % 7]), \(day) \(time) +0000"
    }

    /// Day count since 1970-01-01 to a Gregorian date, by eras of 400 years which begin in March.
    private static func civil(from days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    private static func fourDigits(_ value: Int) -> String {
        String(repeating: "0", count: max(0, 4 - "\(value)".utf8.count)) + "\(value)"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
