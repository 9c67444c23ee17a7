import Foundation
import TestSupport
import Testing

@testable import Ticketing

@Suite("Promises in reports")
struct PromiseFiguresTests {
    static let targets = ServiceTargets(usual: .init(response: 100, resolution: 1_000))
    static let start = Date(timeIntervalSince1970: 1_790_000_000)

    struct Case: Sendable {
        var answered: Double?
        var changes: [(TicketState, Double)] = []
        var end = 1e6
        /// When, and whether kept.
        var response: [(Double, Bool)] = []
        var resolution: [(Double, Bool)] = []
    }

    static let cases = [
        Case(answered: 100, response: [(100, true)], resolution: [(1_000, false)]),
        Case(answered: 100.5, response: [(100, false)], resolution: [(1_000, false)]),
        // Not decided yet.
        Case(end: 100), Case(end: 100.5, response: [(100, false)]), Case(answered: 50, end: 50),
        // A solution is an answer, and one at the last moment is in time.
        Case(changes: [(.resolved, 90)], response: [(90, true)], resolution: [(90, true)]),
        Case(
            answered: 1, changes: [(.resolved, 1_000), (.closed, 2_000)], response: [(1, true)],
            resolution: [(1_000, true)]),
        Case(answered: 1, changes: [(.resolved, 1_001)], response: [(1, true)], resolution: [(1_000, false)]),
        // What waited for the requester does not count.
        Case(
            answered: 1, changes: [(.pending, 400), (.inProgress, 5_000), (.resolved, 5_600)],
            response: [(1, true)], resolution: [(5_600, true)]),
        Case(
            answered: 1, changes: [(.pending, 400), (.inProgress, 5_000), (.resolved, 5_601)],
            response: [(1, true)], resolution: [(5_600, false)]),
        Case(
            answered: 1, changes: [(.pending, 400), (.resolved, 9_000)], response: [(1, true)],
            resolution: [(9_000, true)]),
        // Opened again, it is owed again.
        Case(
            answered: 1, changes: [(.resolved, 400), (.inProgress, 800), (.resolved, 1_500)], response: [(1, true)],
            resolution: [(400, true), (1_400, false)]),
        Case(
            answered: 1, changes: [(.resolved, 400), (.inProgress, 800), (.resolved, 1_400)], response: [(1, true)],
            resolution: [(400, true), (1_400, true)]),
        // Who cancelled waits for nothing.
        Case(changes: [(.cancelled, 100)]), Case(changes: [(.cancelled, 101)], response: [(100, false)]),
    ]

    @Test(arguments: cases)
    func `each promise is decided once, when it is certain`(item: Case) {
        let history = TicketHistory(
            createdAt: Self.start, channel: .mail, firstAnswerAt: item.answered.map { Self.start + $0 },
            changes: item.changes.map { .init(to: $0.0, at: Self.start + $0.1) })
        func verdicts(_ step: ServiceStep, _ seconds: Double) -> [PromiseVerdict] {
            history.verdicts(on: step, within: seconds, until: Self.start + item.end)
        }
        func expected(_ list: [(Double, Bool)]) -> [PromiseVerdict] {
            list.map { PromiseVerdict(at: Self.start + $0.0, isKept: $0.1) }
        }
        #expect(verdicts(.response, 100) == expected(item.response))
        #expect(verdicts(.resolution, 1_000) == expected(item.resolution))
    }

    @Test func `a share is of what was decided in the period, beside the one before`() throws {
        let period = try #require(ReportPeriod(.week, containing: Self.start, timeZone: "UTC"))
        func answered(_ opened: Date, after seconds: Double, _ priority: Priority = .normal) -> TicketHistory {
            var history = TicketHistory(createdAt: opened, channel: .mail, firstAnswerAt: opened + seconds)
            history.priority = priority
            return history
        }
        let histories = [
            answered(period.start, after: 50), answered(period.start + 9, after: 150),
            // Opened in one period, decided in the next.
            answered(period.start - 50, after: 100), answered(period.start - 100, after: 99),
            answered(period.end - 50, after: 100), answered(period.start, after: 9, .low),
        ]
        let targets = ServiceTargets(byPriority: [.normal: .init(response: 100)])
        let report = PromiseReport(histories, in: period, by: targets, at: period.end)
        #expect(report.figures?.response?.kept == 2 && report.figures?.response?.due == 3)
        #expect(report.before?.response?.kept == 1 && report.before?.response?.due == 1)
        #expect(report.figures?.resolution == nil)
        let lines = report.lines(language: "en")
        #expect(lines.map(\.label) == ["First response in time"])
        #expect(lines.map(\.value) == ["66% (2/3)"] && lines.map(\.before) == ["100% (1/1)"])
        // The present period goes as far as now.
        let early = PromiseReport(histories, in: period, by: targets, at: period.start + 60)
        #expect(early.figures?.response?.due == 2)
        let nothing = PromiseReport([], in: period, by: targets, at: period.end).lines(language: "zh")
        #expect(nothing.map(\.value) == ["–"] && nothing.map(\.before) == ["–"])
        #expect(PromiseReport(histories, in: period, by: ServiceTargets(), at: period.end).lines(language: "en") == [])
    }

    @Test(arguments: PromiseWord.allCases)
    func `each word is there in each language`(word: PromiseWord) {
        #expect(word.texts.count == 7 && !word.texts.contains(""))
        #expect(word.text(in: "zh-Hans") == word.texts[1] && word.text(in: "tlh") == word.texts[0])
    }
}
