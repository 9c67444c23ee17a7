import Foundation
import InternetMessage
import Ticketing

/// Outgoing messages as the ledger shows them.
struct OutgoingLedgerRows {
    let connection: any Connection

    private static let select = """
        SELECT o.id, o.state, o.template, o.version, o.language, o.recipient_address, o.recipient_name, t.prefix,
            t.sequence, coalesce(o.copy_of, o.message_id), o.attempts, o.last_reply, o.created_at, o.next_at, o.priority, o.settled_at,
            CASE WHEN o.composed IS NULL THEN 0 ELSE 1 END
        FROM outgoing o LEFT JOIN ticket t ON t.id = o.ticket
        """

    /// Newest first, one more than `limit` where there are more.
    func list(states: [OutgoingState], before: Int64?, limit: Int) throws(StoreError) -> [OutgoingRecord] {
        var statement = SQLText(Self.select + " WHERE 1 = 1")
        if !states.isEmpty { statement.add(" AND o.state IN " + statement.list(states.map { SQLValue($0) })) }
        if let before { statement.add(" AND o.id < " + statement.bind(.integer(before))) }
        statement.add(" ORDER BY o.id DESC LIMIT " + statement.bind(SQLValue(limit + 1)))
        return try connection.query(statement).map(Self.record)
    }

    func detail(_ id: OutgoingID) throws(StoreError) -> OutgoingDetail {
        guard let row = try connection.first(Self.select + " WHERE o.id = $1", [SQLValue(id)]) else { throw .notFound }
        let attempts = try connection.query(
            "SELECT at, outcome, reply FROM outgoing_attempt WHERE outgoing = $1 ORDER BY id", [SQLValue(id)]
        ).map { row throws(StoreError) in
            OutgoingAttempt(
                at: try row.date(0), outcome: try row.word(1, OutgoingAttempt.Outcome.self), reply: try row.text(2))
        }
        return OutgoingDetail(record: try Self.record(row), attempts: attempts, isComposed: try row.integer(16) == 1)
    }

    func census(at now: Date) throws(StoreError) -> OutgoingCensus {
        var counts: [OutgoingState: Int] = [:]
        for row in try connection.query("SELECT state, count(*) FROM outgoing GROUP BY state") {
            counts[try row.word(0, OutgoingState.self)] = Int(try row.integer(1))
        }
        var oldest: Date?
        for priority in OutgoingPriority.allCases {
            let row = try connection.first(
                """
                SELECT next_at FROM outgoing\(connection.dialect.indexed(by: "outgoing_ready"))
                WHERE state IN ('queued', 'deferred') AND priority = $1 AND next_at <= $2
                ORDER BY next_at, id LIMIT 1
                """, [.integer(priority.rawValue), SQLValue(now)])
            guard let moment = try row?.date(0) else { continue }
            oldest = min(oldest ?? moment, moment)
        }
        let addresses = try connection.first("SELECT count(*) FROM suppression", [])?.integer(0) ?? 0
        return OutgoingCensus(counts: counts, oldestDueAt: oldest, suppressedAddresses: Int(addresses))
    }

    private static func record(_ row: Row) throws(StoreError) -> OutgoingRecord {
        let state = try row.word(1, OutgoingState.self)
        var ticket: TicketNumber?
        if let prefix = try row.optionalText(7), let sequence = try row.optionalInteger(8) {
            ticket = TicketNumber(prefix: prefix, sequence: sequence)
        }
        return OutgoingRecord(
            id: try row.id(0, OutgoingID.self), state: state, template: try row.text(2),
            version: Int(try row.integer(3)), language: try row.text(4),
            recipient: Mailbox(displayName: try row.optionalText(6), address: try row.address(5)), ticket: ticket,
            messageID: MessageID(try row.text(9)), attempts: Int(try row.integer(10)),
            lastReply: try row.optionalText(11), createdAt: try row.date(12),
            nextAttemptAt: state == .queued || state == .deferred ? try row.date(13) : nil,
            priority: OutgoingPriority(rawValue: try row.integer(14)) ?? .notice, settledAt: try row.optionalDate(15))
    }
}
