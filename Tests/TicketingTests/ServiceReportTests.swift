import Foundation
import TestSupport
import Testing

@testable import Ticketing

@Suite("What a desk did in a period")
struct ServiceReportTests {
    private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    private func week(_ moment: String, _ zone: String = "UTC") throws -> ReportPeriod {
        try #require(ReportPeriod(.week, containing: try date(moment), timeZone: zone))
    }

    @Test(arguments: [
        (ReportCycle.week, "2026-11-25T12:00:00Z", "UTC", "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z", 7),
        (.week, "2026-11-22T23:00:00Z", "Asia/Shanghai", "2026-11-22T16:00:00Z", "2026-11-29T16:00:00Z", 7),
        // Summer time begins, and ends, within these.
        (.week, "2026-03-27T12:00:00Z", "Europe/Berlin", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z", 7),
        (.month, "2026-10-05T12:00:00Z", "Europe/Berlin", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z", 31),
        (.month, "2028-02-29T12:00:00Z", "UTC", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z", 29),
        (.week, "2027-01-01T12:00:00Z", "UTC", "2026-12-28T00:00:00Z", "2027-01-04T00:00:00Z", 7),
    ])
    func `a period is one of the calendar`(
        cycle: ReportCycle, moment: String, zone: String, start: String, end: String, days: Int
    ) throws {
        let period = try #require(ReportPeriod(cycle, containing: try date(moment), timeZone: zone))
        #expect(period.start == (try date(start)))
        #expect(period.end == (try date(end)))
        #expect(period.days.count == days)
        #expect(period.previous?.end == period.start)
        #expect(ReportPeriod.latest(cycle, before: try date(moment), timeZone: zone) == period.previous)
        // Its own beginning is in it, its end is in the next.
        #expect(ReportPeriod(cycle, containing: period.start, timeZone: zone) == period)
        #expect(ReportPeriod(cycle, containing: period.end, timeZone: zone)?.previous == period)
    }

    @Test(arguments: [
        (2026, 11, 25, "UTC", true), (2026, 2, 29, "UTC", false), (2026, 13, 1, "UTC", false),
        (2026, 3, 29, "Europe/Berlin", true), (2026, 11, 25, "Mars/Olympus", false),
    ])
    func `a day that is none has no period`(year: Int, month: Int, day: Int, zone: String, isOne: Bool) {
        #expect((ReportPeriod(.week, year: year, month: month, day: day, timeZone: zone) != nil) == isOne)
    }

    @Test func `each thing counts in the period it happened in`() throws {
        let period = try week("2026-11-25T12:00:00Z")
        let day = 86_400.0
        let start = period.start
        let histories = [
            // Opened on the first day, answered after an hour, resolved after two, reopened, and open at the end.
            TicketHistory(
                createdAt: start, channel: .mail, firstAnswerAt: start + 3_600,
                changes: [
                    .init(to: .inProgress, at: start + 3_600), .init(to: .resolved, at: start + 7_200),
                    .init(to: .inProgress, at: start + day),
                ]),
            // Opened the week before, resolved on the last second; its closing is no second resolution.
            TicketHistory(
                createdAt: start - day, channel: .portal,
                changes: [.init(to: .resolved, at: period.end - 1), .init(to: .closed, at: period.end + day)]),
            // What was cancelled was not resolved, and what comes at the end belongs to the next.
            TicketHistory(
                createdAt: start + day, channel: .mail, changes: [.init(to: .cancelled, at: start + 2 * day)]),
            TicketHistory(createdAt: period.end, channel: .api),
        ]
        let report = ServiceReport(histories, in: period)
        #expect(report.total.opened == 2)
        #expect(report.total.resolved == 2)
        #expect(report.total.reopened == 1)
        #expect(report.total.backlog == 1)
        #expect(report.total.response?.median == 3_600)
        #expect(report.total.resolution?.median == 7_200)
        #expect(report.total.resolution?.ninetieth == 8 * day - 1)
        #expect(report.before?.opened == 1)
        #expect(report.before?.backlog == 1)
        #expect(report.before?.response == nil)
        #expect(report.opened == [1, 1, 0, 0, 0, 0, 0])
        #expect(report.resolved == [1, 0, 0, 0, 0, 0, 1])
        #expect(report.channels.map(\.channel) == [.mail, .portal])
        #expect(report.channels.map(\.figures.opened) == [2, 0])
    }

    @Test(
        arguments: [
            ([5.0], 5.0, 5.0), ([2, 1], 1, 2), ([1, 2, 3], 2, 3), ([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 5, 9),
            ((1...11).map(Double.init), 6, 10),
        ] as [([Double], Double, Double)])
    func `median and percentile are times that occurred`(times: [Double], median: Double, ninetieth: Double) {
        let spread = ServiceFigures.Spread(times)
        #expect(spread?.median == median)
        #expect(spread?.ninetieth == ninetieth)
        #expect(ServiceFigures.Spread([]) == nil)
    }

    @Test(arguments: [
        (0.0, "0:00"), (59, "0:00"), (60, "0:01"), (3_599, "0:59"), (97_500, "27:05"), (-5, "0:00"),
        (1e300, "876000:00"),
    ])
    func `times are hours and minutes`(seconds: Double, text: String) {
        #expect(ReportTable.duration(seconds) == text)
    }

    @Test(arguments: ReportWord.allCases)
    func `each word is there in each language`(word: ReportWord) {
        #expect(word.texts.count == 7)
        #expect(!word.texts.contains(""))
        #expect(word.text(in: "zh-Hans") == word.texts[1])
        #expect(word.text(in: "tlh") == word.texts[0])
    }
}
