import struct Foundation.Date
import struct Foundation.TimeZone

extension WallClock {
    /// `2026-12-31T18:00` as browsers write it, with a blank for the T, or the date alone: the end of that day.
    ///
    /// - Standard: RFC 3339 §5.6, without seconds and offset
    static func moment(_ text: String, in zone: TimeZone) -> Date? {
        let halves = text.utf8.split(maxSplits: 1, omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: " ")
        }
        guard let first = halves.first, let date = numbers(first, "-", widths: [4, 2, 2]) else { return nil }
        let time = halves.count == 2 ? numbers(halves[1], ":", widths: [2, 2]) : [23, 59]
        guard let time, (1...12).contains(date[1]), (1...31).contains(date[2]), time[0] < 24, time[1] < 60 else {
            return nil
        }
        let wall = Double(days(date[0], date[1], date[2]) * 86_400 + time[0] * 3_600 + time[1] * 60)
        // The zone's offset is that of the moment itself, which is only known with it.
        let guess = Date(timeIntervalSince1970: wall - Double(zone.secondsFromGMT()))
        let nearer = Date(timeIntervalSince1970: wall - Double(zone.secondsFromGMT(for: guess)))
        let moment = Date(timeIntervalSince1970: wall - Double(zone.secondsFromGMT(for: nearer)))
        let clock = WallClock(moment, in: zone)
        // There is no 31st of some months.
        return clock.month == date[1] && clock.day == date[2] ? moment : nil
    }

    private static func numbers(_ text: Substring.UTF8View, _ separator: Unicode.Scalar, widths: [Int]) -> [Int]? {
        let parts = text.split(separator: UInt8(ascii: separator), omittingEmptySubsequences: false)
        guard parts.map(\.count) == widths else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            numbers.append(part.reduce(0) { $0 * 10 + Int($1 - 0x30) })
        }
        return numbers
    }

    /// Days since 1970-01-01 in the Gregorian calendar; years are counted from March.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear
        return era * 146_097 + ofEra - 719_468
    }
}
