import Foundation
import Ticketing

/// Tickets of which a promise is missed or soon will be, inside a transaction.
struct EscalationRows: DeadlineRows {
    let connection: any Connection
    let reason: EscalationReason
    let desk: Desk
    /// When the desk began to promise.
    let since: Date
    let now: Date

    /// nil where the desk has other targets than those that were noted.
    init?(_ connection: any Connection, _ reason: EscalationReason, _ desk: Desk, at now: Date) throws(StoreError) {
        guard let since = try PromiseRows(connection: connection).since(desk) else { return nil }
        self.connection = connection
        self.reason = reason
        self.desk = desk
        self.since = since
        self.now = now
    }

    func candidates(limit: Int) throws(StoreError) -> [Int64] {
        let condition = PromiseCondition(desk: desk.name, targets: desk.targets, now: now)
        var statement = SQLText("SELECT t.id FROM ticket t WHERE ")
        let isDue = reason.isLate ? condition.late(reason.step, &statement) : condition.soon(reason.step, &statement)
        guard let isDue, let isNews = condition.due(reason.step, from: since, &statement) else { return [] }
        statement.add("\(isDue) AND \(isNews) AND NOT EXISTS (SELECT 1 FROM escalation x WHERE x.ticket = t.id")
        statement.add(" AND x.reason = " + statement.bind(SQLValue(reason)))
        statement.add(") ORDER BY t.id LIMIT " + statement.bind(SQLValue(max(limit, 1))))
        statement.add(connection.dialect.forUpdate)
        return try connection.query(statement).map { row throws(StoreError) in try row.integer(0) }
    }

    func note(_ id: Int64) throws(StoreError) -> DueTicket? {
        let ticket = try TicketRows(connection: connection).find(id)
        guard let due = EscalationPlan.due(reason, on: ticket, by: desk.targets, since: since, at: now) else {
            return nil
        }
        let count = try connection.execute(
            "INSERT INTO escalation (ticket, reason, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            [.integer(id), SQLValue(reason), SQLValue(now)])
        guard count == 1 else { return nil }
        return DueTicket(
            ticket: ticket, moment: due, staff: try PersonRows(connection: connection).agents(of: desk.name))
    }
}

/// Since when each desk has its targets.
struct PromiseRows {
    let connection: any Connection

    func note(_ desk: Desk, at now: Date) throws(StoreError) {
        try connection.execute(
            """
            INSERT INTO service_promise (desk, targets, since) VALUES ($1, $2, $3)
            ON CONFLICT (desk) DO UPDATE SET targets = excluded.targets, since = excluded.since
            WHERE service_promise.targets <> excluded.targets
            """, [.text(desk.name), .text(Self.text(desk.targets)), SQLValue(now)])
    }

    func since(_ desk: Desk) throws(StoreError) -> Date? {
        try connection.first(
            "SELECT since FROM service_promise WHERE desk = $1 AND targets = $2",
            [.text(desk.name), .text(Self.text(desk.targets))]
        )?.date(0)
    }

    /// All that is promised; how early somebody is warned is not.
    private static func text(_ targets: ServiceTargets) -> String {
        ServiceStep.allCases.flatMap { step in
            Priority.allCases.map { priority in
                let seconds = targets.seconds(of: step, for: priority)
                return "\(step.rawValue)/\(priority.rawValue)=\(seconds.map { "\($0)" } ?? "never")"
            }
        }.joined(separator: " ")
    }
}
