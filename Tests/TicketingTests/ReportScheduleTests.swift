import Foundation
import InternetMessage
import TestSupport
import Testing

@testable import Ticketing

@Suite("When reports go out, and to whom")
struct ReportScheduleTests {
    private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test(arguments: [
        // A week ends with Sunday, a month with its last day, whatever its length.
        (ReportCycle.week, "2026-11-25T12:00:00Z", "UTC", 420, "2026-11-30T07:00:00Z"),
        (.week, "2026-11-25T12:00:00Z", "UTC", 0, "2026-11-30T00:00:00Z"),
        (.week, "2026-11-25T12:00:00Z", "UTC", 1_439, "2026-11-30T23:59:00Z"),
        (.week, "2026-11-25T12:00:00Z", "Asia/Shanghai", 480, "2026-11-30T00:00:00Z"),
        (.month, "2026-02-10T12:00:00Z", "UTC", 420, "2026-03-01T07:00:00Z"),
        (.month, "2028-02-10T12:00:00Z", "UTC", 420, "2028-03-01T07:00:00Z"),
        (.month, "2026-12-31T12:00:00Z", "UTC", 420, "2027-01-01T07:00:00Z"),
        // The clocks changed on the Sunday before: seven o'clock is seven o'clock.
        (.week, "2026-03-27T12:00:00Z", "Europe/Berlin", 420, "2026-03-30T05:00:00Z"),
        (.week, "2026-10-23T12:00:00Z", "Europe/Berlin", 420, "2026-10-26T06:00:00Z"),
        // The first of the month is the day of the change: half past two is skipped, or comes twice.
        (.month, "2037-02-10T12:00:00Z", "America/New_York", 150, "2037-03-01T07:30:00Z"),
        (.month, "2026-02-10T12:00:00Z", "America/Havana", 30, "2026-03-01T05:30:00Z"),
        (.month, "2026-10-10T12:00:00Z", "America/New_York", 90, "2026-11-01T05:30:00Z"),
        // Midnight itself is skipped.
        (.month, "2024-03-10T12:00:00Z", "Africa/Cairo", 0, "2024-03-31T22:00:00Z"),
    ])
    func `a report is due at its time on the day after its period`(
        cycle: ReportCycle, moment: String, zone: String, minute: Int, due: String
    ) throws {
        let period = try #require(ReportPeriod(cycle, containing: try date(moment), timeZone: zone))
        let schedule = ReportSchedule(cycle, to: [], minute: minute)
        #expect(schedule.due(for: period) == (try date(due)))
    }

    @Test(arguments: [
        (ReportCycle.week, "2026-11-30T06:59:59Z", "UTC", "2026-11-16"),
        (.week, "2026-11-30T07:00:00Z", "UTC", "2026-11-23"),
        (.week, "2026-12-06T23:59:59Z", "UTC", "2026-11-23"),
        (.week, "2026-11-29T23:00:00Z", "Asia/Shanghai", "2026-11-23"),
        (.month, "2026-12-01T06:59:59Z", "UTC", "2026-10-01"),
        (.month, "2026-12-01T07:00:00Z", "UTC", "2026-11-01"),
        (.month, "2028-03-01T07:00:00Z", "UTC", "2028-02-01"),
        (.week, "2027-01-04T07:00:00Z", "UTC", "2026-12-28"),
    ])
    func `the latest report is that of the last period whose time has come`(
        cycle: ReportCycle, moment: String, zone: String, day: String
    ) throws {
        let latest = ReportSchedule(cycle, to: []).latest(at: try date(moment), timeZone: zone)
        #expect(latest?.day?.description == day)
    }

    @Test(arguments: [
        (String?.none, ReportStanding.begins), ("2026-11-16", .due), ("2026-11-23", .had), ("2026-11-30", .had),
        ("2025-12-29", .due),
    ])
    func `who has none begins, who has an older one gets it`(latest: String?, standing: ReportStanding) throws {
        let day = try #require(CivilDay("2026-11-23"))
        #expect(ReportStanding(of: day, latest: latest.flatMap { CivilDay($0) }) == standing)
    }

    @Test func `readers are those who are named and the desk's leads, each once`() throws {
        let lead = Fixtures.person(11, "lead@desk.example", roles: [Membership(role: .lead, desk: "it")])
        let chief = Fixtures.person(12, "chief@desk.example", roles: [Membership(role: .lead)])
        let other = Fixtures.person(13, "other@desk.example", roles: [Membership(role: .lead, desk: "hr")])
        var gone = Fixtures.person(14, "gone@desk.example", roles: [Membership(role: .lead)])
        gone.isActive = false
        let boss = Fixtures.address("boss@customer.example")
        let schedule = ReportSchedule(
            .week, to: [boss, lead.address, gone.address, Fixtures.address("support@desk.example")], includesLeads: true
        )
        let readers = ReportReader.readers(
            of: schedule, desk: "it", known: [lead, gone], staff: [lead, chief, other, gone, Fixtures.lina],
            desks: Fixtures.desks)
        #expect(readers == [ReportReader(boss), ReportReader(lead), ReportReader(chief)])
    }

    @Test(arguments: [
        ("2026-11-23", true), ("1970-01-01", true), ("1969-12-31", false), ("9999-12-31", true), ("2026-13-01", false),
        ("2026-00-01", false), ("2026-11-32", false), ("2026-11-0", false), ("2026-11-003", false),
        ("+026-11-23", false),
        ("2026/11/23", false), ("２０２６-11-23", false), ("2026-11-23 ", false), ("", false), ("2026--1-23", false),
    ])
    func `a day is written one way`(text: String, isOne: Bool) {
        #expect(CivilDay(text)?.description == (isOne ? text : nil))
    }

    @Test func `the figures of each channel stand beside each other`() throws {
        let period = try #require(ReportPeriod(.week, containing: try date("2026-11-25T12:00:00Z"), timeZone: "UTC"))
        let histories = [
            TicketHistory(createdAt: period.start, channel: .mail),
            TicketHistory(createdAt: period.start, channel: .api),
        ]
        let table = ReportTable(ServiceReport(histories, in: period), language: "zh")
        #expect(table.channels.first == ["指标", "邮件", "API"])
        #expect(table.channels.dropFirst().map { $0[0] } == table.lines.map(\.label))
        #expect(table.channels[1] == ["新建", "1", "1"])
        #expect(ReportTable(ServiceReport([], in: period), language: "zh").channels.isEmpty)
        #expect(table.lines.contains { $0.label == "首次响应用时中位数（时：分）" })
    }

    @Test(arguments: ReportWord.allCases)
    func `Chinese and Japanese have full-width punctuation`(word: ReportWord) {
        let fault = #/[\u{3040}-\u{9FFF}][,:;?!()]|[,:;?!()][\u{3040}-\u{9FFF}]/#
        for language in ["zh", "ja"] { #expect(word.text(in: language).firstMatch(of: fault) == nil) }
    }
}
