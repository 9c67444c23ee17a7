import Foundation
import Ticketing

/// Tickets whose assignee is to be reminded, inside a transaction.
struct ReminderRows {
    let connection: any Connection
    let now: Date

    /// Entries of the desk, and changes.
    private static let touches = "e.ticket = t.id AND NOT (e.kind = 'message' AND COALESCE(e.direction, '') = 'in')"

    /// Tickets that seem to be due, locked until the transaction ends.
    func candidates(_ desk: String, untouchedSince moment: Date, limit: Int) throws(StoreError) -> [Int64] {
        try connection.query(
            """
            SELECT t.id FROM ticket t
            WHERE t.state IN ('new', 'in_progress') AND t.desk = $1 AND t.assignee IS NOT NULL AND t.created_at < $2
                AND NOT EXISTS (SELECT 1 FROM entry e WHERE \(Self.touches) AND e.created_at >= $2)
                AND (t.reminded_at IS NULL
                    OR EXISTS (SELECT 1 FROM entry e WHERE \(Self.touches) AND e.created_at > t.reminded_at))
            ORDER BY t.id LIMIT $3\(connection.dialect.forUpdate)
            """, [.text(desk), SQLValue(moment), SQLValue(max(limit, 1))]
        ).map { row throws(StoreError) in try row.integer(0) }
    }

    /// Asks again, since it may have been touched while its lock was waited for; whether a message was queued.
    func settle(
        _ id: Int64, untouchedSince moment: Date, _ decide: (Ticket, Date) -> [Ticketing.Notification]
    ) throws(StoreError) -> Bool {
        let row = try connection.first(
            """
            SELECT COALESCE((SELECT MAX(e.created_at) FROM entry e WHERE \(Self.touches)), t.created_at), t.reminded_at
            FROM ticket t WHERE t.id = $1
            """, [.integer(id)])
        guard let row else { return false }
        let touched = try row.date(0)
        let ticket = try TicketRows(connection: connection).find(id)
        guard
            ReminderPlan.isDue(
                ticket, touched: touched, reminded: try row.optionalDate(1), untouchedSince: moment)
        else { return false }
        try connection.execute("UPDATE ticket SET reminded_at = $1 WHERE id = $2", [SQLValue(now), .integer(id)])
        // No event of the ticket: a reminder is no touch.
        let plan = TicketPlan(target: .existing(ticket.id), events: [], notifications: decide(ticket, touched))
        _ = try PlanWriter(connection: connection, blobs: PreparedBlobs(), now: now).write(plan)
        return !plan.notifications.isEmpty
    }
}
