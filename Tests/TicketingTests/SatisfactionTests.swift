import Foundation
import TestSupport
import Testing

@testable import Ticketing

@Suite("Satisfaction in a period") struct SatisfactionTests {
    static func ratings(_ scores: [Int], at moment: Date) -> [Rating] {
        scores.map { Rating(score: $0, comment: "", at: moment) }
    }

    @Test(
        arguments: [([5], 5.0, 100), ([1, 2, 3, 4, 5], 3, 40), ([4, 4, 3], 11.0 / 3, 67)] as [([Int], Double, Int)])
    func `it is the number of answers, their average and the share of four and five`(
        scores: [Int], average: Double, percentage: Int
    ) throws {
        let figures = try #require(Satisfaction(Self.ratings(scores, at: Fixtures.now)))
        #expect(figures.answers == scores.count && figures.average == average && figures.percentage == percentage)
        #expect(Satisfaction([]) == nil)
    }

    @Test func `each answer counts in its period, beside the one before`() throws {
        let period = try #require(ReportPeriod(.week, containing: Fixtures.now, timeZone: "UTC"))
        let ratings =
            Self.ratings([4, 5], at: period.start) + Self.ratings([1], at: period.start - 1)
            + Self.ratings([2], at: period.end)
        let report = SatisfactionReport(ratings, in: period)
        #expect(report.total?.average == 4.5 && report.before?.average == 1)
        let lines = report.lines(in: "de")
        #expect(lines.map(\.value) == ["2", "4,5", "100 %"] && lines.map(\.before) == ["1", "1,0", "0 %"])
        let quiet = SatisfactionReport(Self.ratings([3], at: period.start - 1), in: period)
        #expect(quiet.lines(in: "en").map(\.value) == ["0", "–", "–"])
        #expect(SatisfactionReport(Self.ratings([2], at: period.end), in: period).lines(in: "en") == [])
    }

    @Test func `the table of a desk that asks has them below the rest`() throws {
        let period = try #require(ReportPeriod(.week, containing: Fixtures.now, timeZone: "UTC"))
        var report = ServiceReport([], in: period)
        let without = ReportTable(report, language: "zh").lines
        report.satisfaction = SatisfactionReport(Self.ratings([4], at: period.start), in: period)
        let lines = ReportTable(report, language: "zh").lines
        #expect(Array(lines.prefix(without.count)) == without)
        #expect(lines.suffix(3).map(\.label) == ["满意度：评价数", "满意度：平均分（1–5）", "满意度：4–5 分占比"])
    }

    @Test(arguments: SatisfactionWord.allCases)
    func `each word is there in each language`(word: SatisfactionWord) {
        #expect(word.texts.count == 7 && !word.texts.contains(""))
        #expect(word.text(in: "ar-EG") == word.texts[6] && word.text(in: "tlh") == word.texts[0])
    }
}
