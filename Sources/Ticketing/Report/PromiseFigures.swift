public import struct Foundation.Date

/// What became of a desk's promises in a period.
///
/// A promise counts in the period in which it was decided: kept when the step was done in time, missed when the time
/// passed without it. One that was kept and is owed again, since the ticket was opened again, counts again.
public struct PromiseFigures: Sendable, Hashable {
    public struct Share: Sendable, Hashable {
        public var kept = 0
        /// Kept or missed.
        public var due = 0

        init(_ verdicts: [PromiseVerdict], in period: ReportPeriod) {
            let decided = verdicts.filter { period.contains($0.at) }
            due = decided.count
            kept = decided.count { $0.isKept }
        }

        /// Rounded down: a hundred only where all were kept. nil where none was due.
        public var percent: Int? { due > 0 ? kept * 100 / due : nil }
    }

    /// nil where this is not promised.
    public var response: Share?
    public var resolution: Share?

    init(_ histories: [TicketHistory], in period: ReportPeriod, by targets: ServiceTargets, at now: Date) {
        let end = min(period.end, now)
        func share(_ step: ServiceStep) -> Share? {
            guard targets.promises(step) else { return nil }
            let verdicts = histories.flatMap { history -> [PromiseVerdict] in
                guard let seconds = targets.seconds(of: step, for: history.priority) else { return [] }
                return history.verdicts(on: step, within: seconds, until: end)
            }
            return Share(verdicts, in: period)
        }
        response = share(.response)
        resolution = share(.resolution)
    }
}

/// The promises of a period beside those of the period before.
public struct PromiseReport: Sendable, Hashable {
    public var figures: PromiseFigures?
    public var before: PromiseFigures?

    public init() {}

    /// - Parameter now: What falls due later is not decided yet.
    public init(_ histories: [TicketHistory], in period: ReportPeriod, by targets: ServiceTargets, at now: Date) {
        figures = PromiseFigures(histories, in: period, by: targets, at: now)
        before = period.previous.map { PromiseFigures(histories, in: $0, by: targets, at: now) }
    }

    /// As people read them: a line for each step that is promised.
    func lines(language: String) -> [ReportTable.Line] {
        let steps: [(PromiseWord, KeyPath<PromiseFigures, PromiseFigures.Share?>)] = [
            (.response, \.response), (.resolution, \.resolution),
        ]
        return steps.compactMap { word, step in
            figures?[keyPath: step].map {
                ReportTable.Line(
                    label: word.text(in: language), value: Self.text($0), before: Self.text(before?[keyPath: step]))
            }
        }
    }

    /// `93% (28/30)`.
    private static func text(_ share: PromiseFigures.Share?) -> String {
        guard let share, let percent = share.percent else { return "–" }
        return "\(percent)% (\(share.kept)/\(share.due))"
    }
}
