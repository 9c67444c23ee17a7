import Foundation
import Ticketing

/// Which tickets of a desk a promise is due on, as a condition on `ticket t`: what `Ticket.due` says of one.
struct PromiseCondition {
    let desk: String
    let targets: ServiceTargets
    let now: Date

    /// Missed, and still open; nil where the step is not promised.
    func late(_ step: ServiceStep, _ statement: inout SQLText) -> String? {
        guard targets.promises(step) else { return nil }
        let moment = statement.bind(SQLValue(now))
        return condition(step, &statement) { due, _ in
            // What was missed before the clock stopped is late all the same.
            "\(due) < " + (step == .response ? moment : "COALESCE(t.stopped_at, \(moment))")
        }
    }

    /// To be missed within the time of the warning.
    func soon(_ step: ServiceStep, _ statement: inout SQLText) -> String? {
        guard let warning = targets.warnBefore else { return nil }
        let runs = step == .response ? "" : " AND t.stopped_at IS NULL"
        return condition(step, &statement) { due, statement in
            "\(due) >= \(statement.bind(SQLValue(now)))"
                + " AND \(due) <= \(statement.bind(SQLValue(now.addingTimeInterval(warning))))" + runs
        }
    }

    /// Fell due, or will, at this moment or later.
    func due(_ step: ServiceStep, from since: Date, _ statement: inout SQLText) -> String? {
        condition(step, &statement) { due, statement in "\(due) >= \(statement.bind(SQLValue(since)))" }
    }

    private func condition(
        _ step: ServiceStep, _ statement: inout SQLText, _ test: (String, inout SQLText) -> String
    ) -> String? {
        var tests: [String] = []
        for priority in Priority.allCases {
            guard let seconds = targets.seconds(of: step, for: priority) else { continue }
            let period = statement.bind(.integer(Int64(min(seconds, 1e12) * 1_000_000)))
            let due = "t.created_at + \(step == .response ? "" : "t.stopped_for + ")CAST(\(period) AS BIGINT)"
            tests.append("t.priority = \(statement.bind(SQLValue(priority))) AND " + test(due, &statement))
        }
        guard !tests.isEmpty else { return nil }
        let isOpen = step == .response ? " AND t.responded_at IS NULL" : ""
        return "t.desk = \(statement.bind(.text(desk.storable))) AND t.state IN ('new', 'in_progress', 'pending')"
            + isOpen + " AND (" + tests.map { "(\($0))" }.joined(separator: " OR ") + ")"
    }
}
