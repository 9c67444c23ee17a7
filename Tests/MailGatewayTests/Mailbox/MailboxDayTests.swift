import Foundation
import Testing

@testable import MailGateway

@Suite("Days before now")
struct MailboxDayTests {
    @Test(arguments: [
        (0.0, 0, "1970-01-01"), (86_399, 1, "1969-12-31"), (1_772_409_600, 3, "2026-02-27"),
        (1_709_251_200, 1, "2024-02-29"),
    ])
    func `days are counted back by UTC`(moment: Double, days: Int, expected: String) {
        let day = MailboxStart.Day(days: days, before: Date(timeIntervalSince1970: moment))
        #expect(day != nil && day == MailboxStart.Day(expected))
    }
}
