import struct Foundation.Date

/// Puts the tokens of a date together.
struct DateReader {
    private let tokens: [DateTokens.Token]
    private var index = 0
    private var day: Int?
    private var month: Int?
    private var isMonthFirst = false
    private var year: Int?
    private var time: (hour: Int, minute: Int, second: Int)?
    private var isAfternoon: Bool?
    private var zone: Int?

    init(_ tokens: [DateTokens.Token]) {
        self.tokens = tokens
    }

    mutating func date() -> Date? {
        takeISODate()
        takeDottedDate()
        while index < tokens.count { takeNext() }
        guard let day, let month, let year, (1900...9999).contains(year),
            (1...Self.days(in: month, of: year)).contains(day)
        else { return nil }
        var clock = time ?? (0, 0, 0)
        if isAfternoon == true, clock.hour < 12 { clock.hour += 12 }
        if isAfternoon == false, clock.hour == 12 { clock.hour = 0 }
        let seconds = Self.dayNumber(year, month, day) * 86_400 + clock.hour * 3_600 + clock.minute * 60 + clock.second
        return Date(timeIntervalSince1970: Double(seconds - (zone ?? 0)))
    }

    private func token(_ offset: Int) -> DateTokens.Token? {
        index + offset < tokens.count ? tokens[index + offset] : nil
    }

    private func number(_ offset: Int) -> (value: Int, digits: Int)? {
        if case .number(let value, let digits)? = token(offset) { (value, digits) } else { nil }
    }

    /// `2005-01-02`, `2005/01/02`
    private mutating func takeISODate() {
        guard let (year, digits) = number(0), digits == 4, let separator = token(1),
            separator == .mark(0x2D) || separator == .mark(0x2F), let month = number(2)?.value,
            (1...12).contains(month), token(3) == separator, let day = number(4)?.value
        else { return }
        (self.year, self.month, self.day) = (year, month, day)
        index = 5
        if case .word("t")? = token(0) { index += 1 }
    }

    /// `04.06.2024`
    private mutating func takeDottedDate() {
        guard let day = number(0)?.value, token(1) == .mark(0x2E), let month = number(2)?.value,
            (1...12).contains(month), token(3) == .mark(0x2E), let (year, digits) = number(4), digits == 4
        else { return }
        (self.year, self.month, self.day) = (year, month, day)
        index = 5
    }

    private mutating func takeNext() {
        switch token(0) {
        case .word(let word): take(word)
        case .number(let value, let digits): take(value, digits)
        case .mark(let mark) where mark == 0x2B || mark == 0x2D: takeSigned(isNegative: mark == 0x2D)
        default: index += 1
        }
    }

    private mutating func take(_ word: String) {
        index += 1
        let found = Self.month(word)
        // A month after the day is one for sure; before it the word may be a weekday: `mar. 11 janv.`
        if let found, month == nil || isMonthFirst && day != nil && year == nil {
            month = found
            isMonthFirst = day == nil
        } else if word == "am" || word == "pm" {
            isAfternoon = word == "pm"
        } else if time != nil, zone == nil, let named = Self.zones[word] {
            zone = named
        }
    }

    private mutating func take(_ value: Int, _ digits: Int) {
        if time == nil, let clock = clock() {
            time = clock
        } else if day == nil, digits <= 2, (1...31).contains(value) {
            day = value
            index += 1
        } else if year == nil, digits >= 2 {
            year = Self.fullYear(value, digits)
            index += 1
        } else {
            index += 1
        }
    }

    /// `hh:mm[:ss[.fraction]]`, or `hh.mm.ss` behind a date; moves past it.
    private mutating func clock() -> (hour: Int, minute: Int, second: Int)? {
        if year != nil, let hour = number(0)?.value, hour <= 24, token(1) == .mark(0x2E), let minute = number(2)?.value,
            minute < 60, token(3) == .mark(0x2E), let second = number(4)?.value, second <= 60
        {
            index += 5
            return (hour, minute, second)
        }
        guard let hour = number(0)?.value, hour <= 24, token(1) == .mark(0x3A), let minute = number(2)?.value,
            minute < 60
        else { return nil }
        index += 3
        var second = 0
        if token(0) == .mark(0x3A), let value = number(1)?.value {
            second = min(value, 60)
            index += 2
            if token(0) == .mark(0x2E), number(1) != nil { index += 2 }
        }
        return (hour, minute, second)
    }

    /// An offset after the time; before it, the hyphen of `21-Nov-97`.
    private mutating func takeSigned(isNegative: Bool) {
        index += 1
        guard time != nil, let (value, digits) = number(0) else { return }
        if isNegative, year == nil, digits == 4, month != nil, value > 1_900, index + 1 < tokens.count { return }
        index += 1
        var hours = value / 100
        var minutes = value % 100
        if digits <= 2 {
            hours = value
            minutes = 0
            if token(0) == .mark(0x3A), let rest = number(1)?.value {
                minutes = rest
                index += 2
            }
        }
        guard hours <= 14, minutes < 60, digits <= 4 else { return }
        zone = (hours * 3_600 + minutes * 60) * (isNegative ? -1 : 1)
    }

    private static func fullYear(_ value: Int, _ digits: Int) -> Int {
        switch digits {
        case 2: value < 50 ? 2000 + value : 1900 + value
        case 3: 1900 + value
        default: value
        }
    }

    private static func month(_ word: String) -> Int? {
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        guard word.utf8.count >= 3 else { return nil }
        let english = names.firstIndex { word.utf8.starts(with: $0.utf8) }.map { $0 + 1 }
        return english ?? foreignMonths.first { word.utf8.starts(with: $0.name.utf8) }?.month
    }

    /// What mailers write that ask the system's language: Germanic, Romance and Slavic beginnings.
    private static let foreignMonths: [(name: String, month: Int)] = [
        ("ene", 1), ("gen", 1), ("sty", 1), ("fev", 2), ("lut", 2), ("mrz", 3), ("mae", 3), ("mrt", 3), ("avr", 4),
        ("abr", 4), ("kwi", 4), ("maj", 5), ("mai", 5), ("mei", 5), ("mag", 5), ("giu", 6), ("juin", 6), ("cze", 6),
        ("lug", 7), ("lip", 7), ("aou", 8), ("ago", 8), ("sie", 8), ("set", 9), ("wrz", 9), ("okt", 10), ("ott", 10),
        ("out", 10), ("paz", 10), ("lis", 11), ("dez", 12), ("dic", 12), ("des", 12), ("gru", 12),
    ]

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 in the Gregorian calendar.
    static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Zones by name. Military letters are ambiguous by RFC 5322 §4.3 and count as UTC.
    private static let zones: [String: Int] = [
        "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -18_000, "edt": -14_400, "cst": -21_600, "cdt": -18_000,
        "mst": -25_200,
        "mdt": -21_600, "pst": -28_800, "pdt": -25_200, "cet": 3_600, "cest": 7_200, "mez": 3_600, "mesz": 7_200,
        "bst": 3_600,
        "wet": 0, "west": 3_600, "eet": 7_200, "eest": 10_800, "msk": 10_800, "jst": 32_400, "kst": 32_400,
        "hkt": 28_800, "sgt": 28_800,
        "ist": 19_800, "aest": 36_000, "aedt": 39_600, "nzst": 43_200, "nzdt": 46_800,
    ]
}
