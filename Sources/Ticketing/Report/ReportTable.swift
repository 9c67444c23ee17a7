/// A report's figures as people read them.
public struct ReportTable: Sendable, Hashable {
    public struct Line: Sendable, Hashable {
        public var label: String
        public var value: String
        /// In the period before.
        public var before: String
    }

    public let lines: [Line]
    /// The channels' names, then one row for each figure; empty where nothing came through any.
    public let channels: [[String]]

    public init(_ report: ServiceReport, language: String) {
        let figures = Self.values(of: report.total, language).enumerated().map { index, item in
            let before = report.before.map { Self.values(of: $0, language) } ?? []
            return Line(label: item.0, value: item.1, before: before.indices.contains(index) ? before[index].1 : "–")
        }
        lines =
            figures + report.promises.lines(language: language) + (report.satisfaction?.lines(in: language) ?? [])
        let labels = figures.map(\.label)
        let columns = report.channels.map { Self.values(of: $0.figures, language).map(\.1) }
        let heads = report.channels.map { ReportWord.name(of: $0.channel, in: language) }
        // Figures have long names and channels short ones, so it is the figures that are below each other.
        let rows = labels.indices.map { index in [labels[index]] + columns.map { $0[index] } }
        channels = columns.isEmpty ? [] : [[ReportWord.figure.text(in: language)] + heads] + rows
    }

    private static func values(of figures: ServiceFigures, _ language: String) -> [(String, String)] {
        func spread(_ word: ReportWord, _ spread: ServiceFigures.Spread?) -> [(String, String)] {
            [(ReportWord.median, spread?.median), (.ninetieth, spread?.ninetieth)].map { rank, seconds in
                (ReportWord.label(of: rank, in: word, language), seconds.map(duration) ?? "–")
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
