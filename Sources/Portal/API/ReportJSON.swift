public import Ticketing

/// A report as JSON, for the API and the command line alike.
public enum ReportJSON {
    /// On one line.
    public static func text(_ report: ServiceReport, desk: String) -> String {
        String(decoding: value(report, desk: desk).bytes, as: UTF8.self)
    }

    static func value(_ report: ServiceReport, desk: String) -> JSONValue {
        [
            "desk": .string(desk), "period": .string(report.period.cycle.rawValue),
            "from": .string(report.period.start.rfc3339), "to": .string(report.period.end.rfc3339),
            "figures": figures(report.total), "before": report.before.map(figures) ?? .null,
            "channels": .object(
                report.channels.map { .init(name: $0.channel.rawValue, value: figures($0.figures)) }),
            "days": ["opened": counts(report.opened), "resolved": counts(report.resolved)],
        ]
    }

    private static func counts(_ counts: [Int]) -> JSONValue { .array(counts.map(count)) }

    private static func count(_ count: Int) -> JSONValue { .integer(Int64(count)) }

    private static func figures(_ figures: ServiceFigures) -> JSONValue {
        [
            "opened": count(figures.opened), "resolved": count(figures.resolved),
            "reopened": count(figures.reopened), "backlog": count(figures.backlog),
            "first_response_seconds": seconds(figures.response), "resolution_seconds": seconds(figures.resolution),
        ]
    }

    private static func seconds(_ spread: ServiceFigures.Spread?) -> JSONValue {
        guard let spread else { return .null }
        return ["median": .integer(whole(spread.median)), "p90": .integer(whole(spread.ninetieth))]
    }

    private static func whole(_ seconds: Double) -> Int64 { Int64(exactly: seconds.rounded(.down)) ?? 0 }
}
