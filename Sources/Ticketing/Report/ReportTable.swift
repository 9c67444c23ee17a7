/// A report's figures as people read them.
public struct ReportTable: Sendable, Hashable {
    public struct Line: Sendable, Hashable {
        public var label: String
        public var value: String
        /// In the period before.
        public var before: String
    }

    public let lines: [Line]
    /// Heads, then one row for each channel.
    public let channels: [[String]]

    public init(_ report: ServiceReport, language: String) {
        let figures = Self.values(of: report.total, language).enumerated().map { index, item in
            let before = report.before.map { Self.values(of: $0, language) } ?? []
            return Line(label: item.0, value: item.1, before: before.indices.contains(index) ? before[index].1 : "–")
        }
        lines = figures + report.promises.lines(language: language)
        let heads = Self.values(of: report.total, language).map(\.0)
        let rows = report.channels.map { item in
            [ReportWord.name(of: item.channel, in: language)] + Self.values(of: item.figures, language).map(\.1)
        }
        // A mail has room for the numbers and the medians.
        let columns = [0, 1, 2, 3, 4, 5, 7]
        channels = ([[ReportWord.channel.text(in: language)] + heads] + rows).map { row in columns.map { row[$0] } }
    }

    private static func values(of figures: ServiceFigures, _ language: String) -> [(String, String)] {
        func spread(_ word: ReportWord, _ spread: ServiceFigures.Spread?) -> [(String, String)] {
            [(ReportWord.median, spread?.median), (.ninetieth, spread?.ninetieth)].map { rank, seconds in
                ("\(word.text(in: language)), \(rank.text(in: language))", seconds.map(duration) ?? "–")
            }
        }
        let numbers: [(ReportWord, Int)] = [
            (.opened, figures.opened), (.resolved, figures.resolved), (.reopened, figures.reopened),
            (.backlog, figures.backlog),
        ]
        return numbers.map { ($0.text(in: language), String($1)) }
            + spread(.response, figures.response) + spread(.resolution, figures.resolution)
    }

    /// Hours and minutes, `27:05`; less than a minute is `0:00`.
    static func duration(_ seconds: Double) -> String {
        // A hundred years: more is a clock that was wrong.
        let minutes = Int(min(max(0, seconds), 3_153_600_000) / 60)
        let rest = minutes % 60
        return "\(minutes / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
