import Ticketing

/// Promises for programs.
extension JSON {
    static func promises(_ report: PromiseReport) -> JSON {
        guard let figures = report.figures else { return .null }
        return .object(members(figures) + [("before", report.before.map { .object(members($0)) } ?? .null)])
    }

    private static func members(_ figures: PromiseFigures) -> [(String, JSON)] {
        [("first_response", share(figures.response)), ("resolution", share(figures.resolution))]
    }

    private static func share(_ share: PromiseFigures.Share?) -> JSON {
        guard let share else { return .null }
        return .object([("kept", .integer(Int64(share.kept))), ("due", .integer(Int64(share.due)))])
    }
}
