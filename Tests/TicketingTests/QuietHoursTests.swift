import Foundation
import Testing
import Ticketing

@Suite("Quiet hours")
struct QuietHoursTests {
    private static func moment(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    /// From 22:00 to 07:00 in Berlin, where clocks go forward at 2026-03-29T01:00Z and back at 2026-10-25T01:00Z.
    @Test(arguments: [
        ("2026-07-01T12:00:00Z", "2026-07-01T12:00:00Z"), ("2026-07-01T19:59:59Z", "2026-07-01T19:59:59Z"),
        ("2026-07-01T20:00:00Z", "2026-07-02T05:00:00Z"), ("2026-07-01T23:30:10Z", "2026-07-02T05:00:00Z"),
        ("2026-07-02T04:59:59Z", "2026-07-02T05:00:00Z"), ("2026-07-02T05:00:00Z", "2026-07-02T05:00:00Z"),
        ("2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z"), ("2026-03-29T01:30:00Z", "2026-03-29T05:00:00Z"),
        ("2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z"), ("2026-10-25T00:30:00Z", "2026-10-25T06:00:00Z"),
        ("1969-12-31T23:00:00Z", "1970-01-01T06:00:00Z"),
    ])
    func `a night's notices wait for the morning, when the clocks change too`(at: String, until: String) throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let night = try #require(QuietHours(from: 22 * 60, to: 7 * 60))
        #expect(try night.end(from: Self.moment(at), in: zone) == Self.moment(until))
    }

    @Test(arguments: [
        ("2026-07-01T11:59:00Z", "2026-07-01T11:59:00Z"), ("2026-07-01T12:00:00Z", "2026-07-01T13:30:00Z"),
        ("2026-07-01T13:30:00Z", "2026-07-01T13:30:00Z"),
    ])
    func `they may lie within a day`(at: String, until: String) throws {
        let noon = try #require(QuietHours(from: 12 * 60, to: 13 * 60 + 30))
        #expect(try noon.end(from: Self.moment(at), in: .gmt) == Self.moment(until))
    }

    @Test(arguments: [(0, 0, false), (0, 1, true), (1_439, 0, true), (0, 1_440, false), (-1, 5, false)])
    func `both ends are minutes of a day`(from: Int, to: Int, isOne: Bool) {
        #expect((QuietHours(from: from, to: to) != nil) == isOne)
    }

    @Test(arguments: [
        ("Europe/Berlin", true), ("Asia/Shanghai", true), ("UTC", true), ("America/Argentina/Ushuaia", true),
        ("CET", false), ("+02:00", false), ("", false), ("Europe/Nowhere", false), ("../etc/passwd", false),
        ("/etc/localtime", false), ("Asia/" + String(repeating: "a", count: 60), false),
    ])
    func `a zone has the name of a place`(name: String, isOne: Bool) {
        #expect((ZoneName.zone(name) != nil) == isOne)
    }

    @Test func `the window comes first, then the quiet hours`() throws {
        let night = try #require(QuietHours(from: 22 * 60, to: 7 * 60))
        let hold = NotificationHold(window: 60, quietHours: night, timeZone: "Asia/Shanghai")
        #expect(try hold.end(from: Self.moment("2026-07-01T13:58:59Z")) == Self.moment("2026-07-01T13:59:59Z"))
        #expect(try hold.end(from: Self.moment("2026-07-01T13:59:30Z")) == Self.moment("2026-07-01T23:00:00Z"))
    }
}
