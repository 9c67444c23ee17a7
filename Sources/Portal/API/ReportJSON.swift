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
            "promises": promises(report.promises), "satisfaction": satisfaction(report.satisfaction?.total),
            "satisfaction_before": satisfaction(report.satisfaction?.before),
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

    private static func promises(_ report: PromiseReport) -> JSONValue {
        guard let figures = report.figures else { return .null }
        let before: JSONValue = report.before.map { .object(members($0)) } ?? .null
        return .object(members(figures) + [.init(name: "before", value: before)])
    }

    private static func members(_ figures: PromiseFigures) -> [JSONValue.Member] {
        [
            .init(name: "first_response", value: share(figures.response)),
            .init(name: "resolution", value: share(figures.resolution)),
        ]
    }

    private static func share(_ share: PromiseFigures.Share?) -> JSONValue {
        guard let share else { return .null }
        return ["kept": count(share.kept), "due": count(share.due)]
    }

    /// Null where nobody said anything.
    private static func satisfaction(_ figures: Satisfaction?) -> JSONValue {
        guard let figures else { return .null }
        return [
            "answers": count(figures.answers), "average": hundredths(figures.average),
            "satisfied": hundredths(figures.satisfied),
        ]
    }

    private static func hundredths(_ value: Double) -> JSONValue { .number((value * 100).rounded() / 100) }
}
