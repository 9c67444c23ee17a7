import Ticketing

extension JSON {
    /// Null where nobody said anything.
    static func satisfaction(_ figures: Satisfaction?) -> JSON {
        guard let figures else { return .null }
        return .object([
            ("answers", .integer(Int64(figures.answers))), ("average", .real(hundredths(figures.average))),
            ("satisfied", .real(hundredths(figures.satisfied))),
        ])
    }

    private static func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
