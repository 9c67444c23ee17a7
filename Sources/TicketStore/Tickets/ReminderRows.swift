import Foundation
import Ticketing

/// Tickets whose assignee is to be reminded, inside a transaction.
struct ReminderRows: DeadlineRows {
    let connection: any Connection
    let desk: String
    let untouchedSince: Date
    let now: Date

    /// Entries of the desk, and changes.
    private static let touches = "e.ticket = t.id AND NOT (e.kind = 'message' AND COALESCE(e.direction, '') = 'in')"
    private static let touched =
        "COALESCE((SELECT MAX(e.created_at) FROM entry e WHERE \(touches)), t.created_at)"

    func candidates(limit: Int) throws(StoreError) -> [Int64] {
        try connection.query(
            """
            SELECT t.id FROM ticket t
            WHERE t.state IN ('new', 'in_progress') AND t.desk = $1 AND t.assignee IS NOT NULL AND t.created_at < $2
                AND NOT EXISTS (SELECT 1 FROM entry e WHERE \(Self.touches) AND e.created_at >= $2)
                AND (t.reminded_at IS NULL
                    OR EXISTS (SELECT 1 FROM entry e WHERE \(Self.touches) AND e.created_at > t.reminded_at))
            ORDER BY t.id LIMIT $3\(connection.dialect.forUpdate)
            """, [.text(desk), SQLValue(untouchedSince), SQLValue(max(limit, 1))]
        ).map { row throws(StoreError) in try row.integer(0) }
    }

    func note(_ id: Int64) throws(StoreError) -> DueTicket? {
        let row = try connection.first(
            "SELECT \(Self.touched), t.reminded_at FROM ticket t WHERE t.id = $1", [.integer(id)])
        guard let row else { return nil }
        let touched = try row.date(0)
        let ticket = try TicketRows(connection: connection).find(id)
        guard
            ReminderPlan.isDue(
                ticket, touched: touched, reminded: try row.optionalDate(1), untouchedSince: untouchedSince)
        else { return nil }
        try connection.execute("UPDATE ticket SET reminded_at = $1 WHERE id = $2", [SQLValue(now), .integer(id)])
        return DueTicket(ticket: ticket, moment: touched)
    }

    /// When the desk last touched a ticket.
    static func touched(_ ticket: Int64, _ connection: any Connection) throws(StoreError) -> Date? {
        try connection.first("SELECT \(touched) FROM ticket t WHERE t.id = $1", [.integer(ticket)])?.date(0)
    }
}
