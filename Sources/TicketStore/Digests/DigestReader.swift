import Foundation
import Ticketing

/// Reads what one person's digest may tell.
///
/// Each figure is one range of an index, so that it costs what the person and the time hold and not what the desk does.
struct DigestReader {
    let connection: any Connection

    /// With the key of the last happening.
    func material(
        for person: PersonID, desks: [String], from start: Date, to end: Date
    ) throws(StoreError) -> (material: DigestMaterial, last: Int64?) {
        var material = DigestMaterial(from: start, to: end)
        if !desks.isEmpty {
            material.opened = try count(Self.opened(desks, from: start, to: end))
            material.resolved = try count(Self.resolved(desks, from: start, to: end))
        }
        let waiting = try connection.query(Self.waiting(for: person, desks: desks))
            .map { row throws(StoreError) in try row.integer(0) }
        let rows = TicketRows(connection: connection)
        material.waitingCount = waiting.count
        material.waiting = try rows.find(Array(waiting.prefix(DigestMaterial.mostWaiting)))
        let (items, last) = try DigestRows(connection: connection).happenings(for: person)
        material.happenings = items
        for ticket in try rows.find(Set(items.map(\.ticket.rawValue)).sorted()) { material.tickets[ticket.id] = ticket }
        return (material, last)
    }

    private func count(_ statement: SQLText) throws(StoreError) -> Int {
        Int(clamping: try connection.query(statement).first?.integer(0) ?? 0)
    }

    static func opened(_ desks: [String], from start: Date, to end: Date) -> SQLText {
        var statement = SQLText("SELECT count(*) FROM ticket t WHERE t.created_at >= ")
        statement.add(statement.bind(SQLValue(start)) + " AND t.created_at < " + statement.bind(SQLValue(end)))
        statement.add(" AND t.desk IN " + statement.list(desks.map(SQLValue.text)))
        return statement
    }

    static func resolved(_ desks: [String], from start: Date, to end: Date) -> SQLText {
        var statement = SQLText("SELECT count(DISTINCT e.ticket) FROM entry e")
        statement.add(" WHERE e.kind = 'change' AND e.field = 'status' AND e.value_to = 'resolved'")
        statement.add(" AND e.created_at >= " + statement.bind(SQLValue(start)))
        statement.add(" AND e.created_at < " + statement.bind(SQLValue(end)))
        // No join: SQLite would begin with all tickets of the desks.
        statement.add(" AND EXISTS (SELECT 1 FROM ticket t WHERE t.id = e.ticket AND t.desk IN ")
        statement.add(statement.list(desks.map(SQLValue.text)) + ")")
        return statement
    }

    /// In hand and not waiting for somebody else; and the person's own requests that wait for an answer.
    static func waiting(for person: PersonID, desks: [String]) -> SQLText {
        var statement = SQLText("SELECT id FROM (SELECT t.id, t.priority, t.updated_at FROM ticket t")
        let key = statement.bind(SQLValue(person))
        statement.add(" WHERE t.state = 'pending' AND t.requester = \(key)")
        if !desks.isEmpty {
            let list = statement.list(desks.map(SQLValue.text))
            statement.add(
                """
                 UNION SELECT t.id, t.priority, t.updated_at FROM ticket t
                WHERE t.state IN ('new', 'in_progress') AND t.assignee = \(key) AND (t.desk IN \(list)
                    OR EXISTS (SELECT 1 FROM ticket_desk d WHERE d.ticket = t.id AND d.desk IN \(list)))
                """)
        }
        statement.add(
            """
            ) AS waiting ORDER BY CASE priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END,
                updated_at, id
            """)
        return statement
    }
}
