public import Foundation

/// What of a mailbox is read that holds mail when it is visited for the first time.
public enum MailboxStart: Sendable, Hashable {
    /// Nothing that is there by then.
    case now
    case all
    /// What arrived within the last few days. Whoever makes a poller says which day that is; without one it is all.
    case recent
    /// What is there from the first message on that arrived on this day or later, by the server's word.
    case since(Day)

    /// Days that a new mailbox is looked back on: mail that somebody still waits for is read, years of old mail are not.
    public static let recentDays = 3

    /// A day of the calendar.
    public struct Day: Sendable, Hashable, CustomStringConvertible {
        /// IMAP writes years with four digits.
        static let years = 1_900...9_999

        var year: Int
        var month: Int
        var day: Int

        /// Reads `2026-11-29`; nil for a day that no calendar has.
        public init?(_ text: String) {
            let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            guard parts.map(\.count) == [4, 2, 2],
                parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
            else { return nil }
            let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
            (year, month, day) = (numbers[0], numbers[1], numbers[2])
            guard Self.years.contains(year), (1...12).contains(month), (1...length).contains(day) else { return nil }
        }

        /// The day, by UTC, that lies `days` before this moment.
        public init?(days: Int, before moment: Date) {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = .gmt
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: moment.addingTimeInterval(-86_400 * Double(days)))
            guard let year = parts.year, let month = parts.month, let day = parts.day, Self.years.contains(year) else {
                return nil
            }
            (self.year, self.month, self.day) = (year, month, day)
        }

        /// As it is read: `2026-11-29`.
        public var description: String {
            "\(year)-" + [month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
        }

        private var length: Int {
            switch month {
            case 4, 6, 9, 11: 30
            case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
            default: 31
            }
        }
    }
}
