import Foundation
import Ticketing

/// What time alone makes due. Each statement begins with an index of what is open, so that what waits costs nothing.
extension SQLApprovals {
    func overdue(limit: Int, at now: Date) async throws(StoreError) -> [ApprovalID] {
        try await core.database.read { connection throws(StoreError) in
            try connection.query(
                """
                SELECT id FROM approval WHERE state = 'pending' AND expires_at <= $1 ORDER BY expires_at, id LIMIT $2
                """, [SQLValue(now), SQLValue(max(limit, 1))]
            ).map { row throws(StoreError) in try row.id(0, ApprovalID.self) }
        }
    }

    func unanswered(
        desk: String, askedBefore moment: Date?, limit: Int, at now: Date
    ) async throws(StoreError) -> [ApprovalID] {
        try await core.database.read { connection throws(StoreError) in
            try connection.query(
                Self.unanswered(connection.dialect),
                [.text(desk), SQLValue(moment ?? .distantPast), SQLValue(now), SQLValue(max(limit, 1))]
            ).map { row throws(StoreError) in try row.id(0, ApprovalID.self) }
        }
    }

    /// Those who are to be reminded, then those that are late.
    static func unanswered(_ dialect: Dialect) -> String {
        let reminders = (0..<ApprovalPlanner.mostReminders).map(String.init).joined(separator: ", ")
        let ofDesk = """
            JOIN approval a ON a.id = s.approval JOIN ticket t ON t.id = a.ticket
            WHERE a.state = 'pending' AND t.desk = $1 AND s.state = 'open'
            """
        return """
            SELECT s.approval FROM approval_step s\(dialect.indexed(by: "approval_step_asked")) \(ofDesk)
                AND s.reminders IN (\(reminders)) AND COALESCE(s.reminded_at, s.opened_at) <= $2
            UNION
            SELECT s.approval FROM approval_step s\(dialect.indexed(by: "approval_step_late")) \(ofDesk)
                AND s.escalates_to IS NOT NULL AND s.escalated_at IS NULL
                AND s.opened_at + s.due_after * 1000000 <= $3
            ORDER BY 1 LIMIT $4
            """
    }
}
