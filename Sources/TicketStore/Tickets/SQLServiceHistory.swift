import Foundation
import Ticketing

/// Reads what reports are made of from tickets and their timelines.
struct SQLServiceHistory: ServiceHistory {
    let core: StoreCore

    private static let condition = """
        t.desk = $1 AND t.created_at < $2 AND (t.state IN ('new', 'in_progress', 'pending') OR t.updated_at >= $3)
        """

    func histories(desk: String, from start: Date, to end: Date) async throws(StoreError) -> [TicketHistory] {
        let values: [SQLValue] = [.text(desk.storable), SQLValue(end), SQLValue(start)]
        return try await core.database.read { connection throws(StoreError) in
            let changes = try changes(connection, values)
            let rows = try connection.query(
                """
                SELECT t.id, t.created_at,
                    (SELECT e.channel FROM entry e WHERE e.ticket = t.id ORDER BY e.id LIMIT 1),
                    (SELECT MIN(e.created_at) FROM entry e WHERE e.ticket = t.id AND e.kind = 'message'
                        AND e.direction = 'out' AND e.created_at < $2),
                    t.priority
                FROM ticket t WHERE \(Self.condition) ORDER BY t.id
                """, values)
            return try rows.map { row throws(StoreError) in
                var history = TicketHistory(
                    createdAt: try row.date(1), channel: try row.isNull(2) ? .system : row.word(2, Channel.self),
                    firstAnswerAt: try row.optionalDate(3), changes: changes[try row.integer(0)] ?? [])
                history.priority = try row.word(4, Priority.self)
                return history
            }
        }
    }

    /// By ticket, oldest first.
    private func changes(
        _ connection: any Connection, _ values: [SQLValue]
    ) throws(StoreError) -> [Int64: [TicketHistory.Change]] {
        let rows = try connection.query(
            """
            SELECT e.ticket, e.value_to, e.created_at FROM entry e JOIN ticket t ON t.id = e.ticket
            WHERE e.kind = 'change' AND e.field = 'status' AND e.created_at < $2 AND \(Self.condition) ORDER BY e.id
            """, values)
        var changes: [Int64: [TicketHistory.Change]] = [:]
        for row in rows {
            changes[try row.integer(0), default: []].append(
                TicketHistory.Change(to: try row.word(1, TicketState.self), at: try row.date(2)))
        }
        return changes
    }
}
