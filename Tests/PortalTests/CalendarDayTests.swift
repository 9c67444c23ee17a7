import Foundation
import Testing

@testable import Portal

@Suite("Days of a date field")
struct CalendarDayTests {
    @Test(arguments: [
        ("2026-12-31", "UTC", "2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z"),
        ("2028-02-29", "Asia/Shanghai", "2028-02-28T16:00:00Z", "2028-02-29T16:00:00Z"),
        // Of 23 and of 25 hours.
        ("2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
        ("2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
    ])
    func `A day begins and ends where somebody lives`(text: String, zone: String, start: String, end: String) throws {
        let zone = try #require(TimeZone(identifier: zone))
        let day = try #require(CalendarDay(text))
        #expect(day.start(in: zone) == (try Date(start, strategy: .iso8601)))
        #expect(day.end(in: zone) == (try Date(end, strategy: .iso8601)))
        #expect(CalendarDay(try Date(start, strategy: .iso8601), in: zone).text == text)
    }

    @Test(arguments: [
        "", "2026-1-1", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "26-01-01", "2026/01/01", "+026-01-01",
        "2026-01-01T00:00", "２０２６-01-01", "1969-12-31", "----------",
    ])
    func `What is no day is none`(text: String) {
        #expect(CalendarDay(text) == nil)
    }
}
