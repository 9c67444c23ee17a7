/// What requesters said in a period.
public struct Satisfaction: Sendable, Hashable {
    public var answers: Int
    public var average: Double
    /// Of 4 and 5, from 0 to 1.
    public var satisfied: Double

    /// nil where nobody said anything.
    public init?(_ ratings: [Rating]) {
        guard !ratings.isEmpty else { return nil }
        answers = ratings.count
        average = Double(ratings.reduce(0) { $0 + $1.score }) / Double(answers)
        satisfied = Double(ratings.count { $0.score >= 4 }) / Double(answers)
    }

    /// From 0 to 100, rounded.
    public var percentage: Int { Int((satisfied * 100).rounded()) }
}

/// The satisfaction of a period beside that of the period before.
public struct SatisfactionReport: Sendable, Hashable {
    public var total: Satisfaction?
    public var before: Satisfaction?

    public init(_ ratings: [Rating], in period: ReportPeriod) {
        total = Satisfaction(ratings.filter { period.contains($0.at) })
        before = period.previous.flatMap { period in Satisfaction(ratings.filter { period.contains($0.at) }) }
    }

    /// Lines for people; none where nobody was heard in either period.
    func lines(in language: String) -> [ReportTable.Line] {
        guard total != nil || before != nil else { return [] }
        let (values, earlier) = (Self.values(of: total, language), Self.values(of: before, language))
        return zip(SatisfactionWord.allCases, zip(values, earlier)).map { word, pair in
            ReportTable.Line(label: word.text(in: language), value: pair.0, before: pair.1)
        }
    }

    /// In the order of `SatisfactionWord`.
    private static func values(of figures: Satisfaction?, _ language: String) -> [String] {
        guard let figures else { return ["0", "–", "–"] }
        return ["\(figures.answers)", tenths(figures.average, language), "\(figures.percentage) %"]
    }

    private static func tenths(_ value: Double, _ language: String) -> String {
        let tenths = Int((value * 10).rounded())
        let isComma = ["de", "es", "fr"].contains(language.prefix { $0 != "-" })
        return "\(tenths / 10)\(isComma ? "," : ".")\(tenths % 10)"
    }
}

/// What reports call it, in the languages of the shipped templates.
enum SatisfactionWord: CaseIterable {
    case answers, average, satisfied

    /// In this language, or in English.
    func text(in tag: String) -> String {
        let index = ["en", "zh", "de", "es", "fr", "ja", "ar"].firstIndex(of: tag.prefix { $0 != "-" }) ?? 0
        return texts.indices.contains(index) ? texts[index] : ""
    }

    var texts: [String] {
        switch self {
        case .answers:
            [
                "Satisfaction: answers", "满意度：评价数", "Zufriedenheit: Antworten", "Satisfacción: respuestas",
                "Satisfaction : réponses", "満足度：回答数", "الرضا: الإجابات",
            ]
        case .average:
            [
                "Satisfaction: average (1–5)", "满意度：平均分（1–5）", "Zufriedenheit: Mittel (1–5)",
                "Satisfacción: media (1–5)", "Satisfaction : moyenne (1–5)", "満足度：平均（1–5）", "الرضا: المتوسط (1–5)",
            ]
        case .satisfied:
            [
                "Satisfaction: 4 or 5", "满意度：4–5 分占比", "Zufriedenheit: 4 oder 5", "Satisfacción: 4 o 5",
                "Satisfaction : 4 ou 5", "満足度：4または5", "الرضا: 4 أو 5",
            ]
        }
    }
}
