import Foundation
import TestSupport
import Testing

@testable import Ticketing

@Suite("When a digest comes")
struct DigestScheduleTests {
    private static func moment(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    /// Each day at this time: the clocks of Berlin go forward at 2026-03-29T01:00Z and back at 2026-10-25T01:00Z, those
    /// of New York at 2026-03-08T07:00Z and 2026-11-01T06:00Z. Apia had no 30 December 2011.
    static let days: [(zone: String, minute: Int, last: String, next: String)] = [
        ("Europe/Berlin", 480, "2026-11-25T07:00:00Z", "2026-11-26T07:00:00Z"),
        ("Europe/Berlin", 480, "2026-11-25T22:59:59Z", "2026-11-26T07:00:00Z"),
        ("Europe/Berlin", 480, "2026-11-25T23:00:00Z", "2026-11-27T07:00:00Z"),
        ("Europe/Berlin", 0, "2026-11-25T07:00:00Z", "2026-11-25T23:00:00Z"),
        ("Europe/Berlin", 1_439, "2026-11-25T22:59:00Z", "2026-11-26T22:59:00Z"),
        ("Europe/Berlin", 480, "2026-03-28T07:00:00Z", "2026-03-29T06:00:00Z"),
        ("Europe/Berlin", 150, "2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z"),
        ("Europe/Berlin", 150, "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"),
        ("Europe/Berlin", 480, "2026-10-24T06:00:00Z", "2026-10-25T07:00:00Z"),
        ("Europe/Berlin", 150, "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z"),
        ("Europe/Berlin", 150, "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
        ("America/New_York", 150, "2026-03-07T07:30:00Z", "2026-03-08T07:30:00Z"),
        ("America/New_York", 90, "2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z"),
        ("America/New_York", 90, "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"),
        ("Asia/Shanghai", 480, "2026-03-28T00:00:00Z", "2026-03-29T00:00:00Z"),
        ("Pacific/Apia", 480, "2011-12-29T18:00:00Z", "2011-12-30T18:00:00Z"),
        ("Pacific/Apia", 480, "2011-12-30T18:00:00Z", "2011-12-31T18:00:00Z"),
        ("UTC", 480, "1969-12-31T08:00:00Z", "1970-01-01T08:00:00Z"),
    ]

    @Test(arguments: days)
    func `each day has one, when the clocks change too`(
        zone: String, minute: Int, last: String, next: String
    ) throws {
        let schedule = try #require(DigestSchedule(days: .each, minute: minute))
        let found = try schedule.next(
            chosen: .distantPast, last: Self.moment(last), in: #require(TimeZone(identifier: zone)))
        #expect(try found == Self.moment(next))
    }

    /// 2026-11-27 is a Friday.
    @Test(arguments: [
        ("2026-11-26T08:00:00Z", "2026-11-27T08:00:00Z"), ("2026-11-27T08:00:00Z", "2026-11-30T08:00:00Z"),
        ("2026-11-28T09:00:00Z", "2026-11-30T08:00:00Z"), ("2026-11-29T23:59:59Z", "2026-11-30T08:00:00Z"),
        ("2026-11-30T00:00:00Z", "2026-12-01T08:00:00Z"),
    ])
    func `on working days it passes the weekend over`(last: String, next: String) throws {
        #expect(
            try DigestSchedule.usual.next(chosen: .distantPast, last: Self.moment(last), in: .gmt)
                == Self.moment(next))
    }

    @Test(arguments: [
        ("2026-11-25T07:59:59Z", "2026-11-25T08:00:00Z"), ("2026-11-25T08:00:00Z", "2026-11-26T08:00:00Z"),
        ("2026-11-27T08:00:00Z", "2026-11-30T08:00:00Z"),
    ])
    func `the first comes after it was chosen`(chosen: String, next: String) throws {
        #expect(try DigestSchedule.usual.next(chosen: Self.moment(chosen), last: nil, in: .gmt) == Self.moment(next))
    }

    @Test func `another time on the day of the last one counts from the next day on`() throws {
        let evening = try #require(DigestSchedule(days: .each, minute: 1_020))
        let (last, chosen) = (try Self.moment("2026-11-25T08:00:00Z"), try Self.moment("2026-11-25T12:00:00Z"))
        #expect(try evening.next(chosen: chosen, last: last, in: .gmt) == Self.moment("2026-11-26T17:00:00Z"))
    }

    /// From 08:00 in one zone to 08:00 in another.
    @Test(arguments: [
        ("2026-11-25T00:00:00Z", "America/New_York", "2026-11-25T13:00:00Z"),
        ("2026-11-25T13:00:00Z", "Asia/Shanghai", "2026-11-26T00:00:00Z"),
        ("2026-11-25T07:00:00Z", "Pacific/Kiritimati", "2026-11-25T18:00:00Z"),
    ])
    func `who moves gets one on each day of the new place`(last: String, zone: String, next: String) throws {
        let schedule = DigestSchedule(days: .each)
        let found = try schedule.next(
            chosen: .distantPast, last: Self.moment(last), in: #require(TimeZone(identifier: zone)))
        #expect(try found == Self.moment(next))
    }

    @Test(arguments: [(-1, false), (0, true), (1_439, true), (1_440, false)])
    func `its time is a minute of a day`(minute: Int, isOne: Bool) {
        #expect((DigestSchedule(days: .each, minute: minute) != nil) == isOne)
    }

    private func standing(chosen: String, last: String? = nil, zone: String? = "UTC") throws -> DigestStanding {
        DigestStanding(
            person: PersonID(rawValue: 1), schedule: DigestSchedule(days: .each), timeZone: zone,
            chosenAt: try Self.moment(chosen), lastAt: try last.map(Self.moment))
    }

    @Test func `after a long downtime there is one, and the next on the day after`() throws {
        let now = try Self.moment("2026-11-25T21:00:00Z")
        var standing = try standing(chosen: "2026-10-01T00:00:00Z", last: "2026-11-18T08:00:00Z")
        #expect(DigestPlan.isDue(standing, at: now, timeZone: "UTC"))
        #expect(try DigestPlan.start(standing, at: now) == Self.moment("2026-11-18T08:00:00Z"))
        standing.lastAt = now
        for hours in 1...10 { #expect(!DigestPlan.isDue(standing, at: now + Double(hours) * 3_600, timeZone: "UTC")) }
        #expect(DigestPlan.isDue(standing, at: now + 11 * 3_600, timeZone: "UTC"))
    }

    @Test func `who settled no zone lives by the installation's, and who has no schedule gets none`() throws {
        var standing = try standing(chosen: "2026-11-24T12:00:00Z", zone: nil)
        let now = try Self.moment("2026-11-25T00:00:00Z")
        #expect(DigestPlan.isDue(standing, at: now, timeZone: "Asia/Shanghai"))
        #expect(!DigestPlan.isDue(standing, at: now, timeZone: "UTC"))
        standing.schedule = nil
        #expect(!DigestPlan.isDue(standing, at: .distantFuture, timeZone: "UTC"))
    }

    @Test func `a clock that was a year ahead puts nothing off for a year`() throws {
        let standing = try standing(chosen: "2026-01-01T00:00:00Z", last: "2027-11-25T08:00:00Z")
        #expect(DigestPlan.isDue(standing, at: try Self.moment("2026-11-25T08:00:00Z"), timeZone: "UTC"))
        let now = try Self.moment("2026-11-25T08:00:00Z")
        #expect(DigestPlan.start(standing, at: now) < now)
    }

    @Test func `the first tells of a day, or of what happened since it was chosen`() throws {
        let now = try Self.moment("2026-11-30T08:00:00Z")
        let friday = try standing(chosen: "2026-11-27T09:00:00Z")
        #expect(DigestPlan.start(friday, at: now) == friday.chosenAt)
        let recent = try standing(chosen: "2026-11-30T07:00:00Z")
        #expect(DigestPlan.start(recent, at: now) == now - 86_400)
        var ended = try standing(chosen: "2026-11-30T07:00:00Z", last: "2026-10-01T08:00:00Z")
        (ended.schedule, ended.chosenAt) = (nil, nil)
        #expect(DigestPlan.start(ended, at: now) == now - 86_400)
    }

    @Test(arguments: [(599.0, false), (600, true), (-599, false), (-600, true)])
    func `a press sends one in ten minutes`(seconds: Double, isAllowed: Bool) {
        let standing = DigestStanding(
            person: PersonID(rawValue: 1), schedule: nil, lastAt: Fixtures.now - seconds)
        #expect(DigestPlan.isAllowed(standing, at: Fixtures.now) == isAllowed)
    }
}
