/// What of a mailbox is read that holds mail when it is visited for the first time.
public enum MailboxStart: Sendable, Hashable {
    /// Nothing that is there by then.
    case now
    case all
    /// What is there from the first message on that arrived on this day or later, by the server's word.
    case since(Day)

    /// A day of the calendar.
    public struct Day: Sendable, Hashable {
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

        private var length: Int {
            switch month {
            case 4, 6, 9, 11: 30
            case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
            default: 31
            }
        }
    }
}
