import Foundation
import InternetMessage
import Ticketing

/// The outgoing queue: rows of `outgoing`, which stay as the ledger of what was sent.
struct SQLOutgoingQueue: OutgoingQueue {
    let core: StoreCore

    func enqueue(_ notifications: [Ticketing.Notification], at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            for notification in notifications {
                _ = try OutgoingDraft(notification: notification, ticket: nil, entry: nil).insert(connection, at: now)
            }
        }
        core.departures.raise()
    }

    func claim(limit: Int, lease: Double, at now: Date) async throws(StoreError) -> [OutgoingEntry] {
        let ids = try await core.database.write { connection throws(StoreError) in
            let dialect = connection.dialect
            let rows = try connection.query(
                """
                UPDATE outgoing SET next_at = $1, lease_until = $1 WHERE id IN (
                    SELECT id FROM outgoing\(dialect.indexed(by: "outgoing_due"))
                    WHERE state IN ('queued', 'deferred') AND next_at <= $2
                    ORDER BY next_at, id LIMIT $3\(dialect.skipLocked)) RETURNING id
                """, [SQLValue(now.addingTimeInterval(lease)), SQLValue(now), SQLValue(max(limit, 1))])
            return try rows.map { row throws(StoreError) in try row.integer(0) }.sorted()
        }
        guard !ids.isEmpty else { return [] }
        let (entries, damaged) = try await core.database.read { [blobs = core.blobs] connection throws(StoreError) in
            try Self.entries(ids, OutgoingReader(connection: connection, blobs: blobs))
        }
        for damage in damaged { try await settle(damage.id, .failed(reply: damage.reason), at: now) }
        return entries
    }

    private struct Damage: Sendable {
        var id: OutgoingID
        var reason: String
    }

    /// One message that cannot be read does not keep the others waiting.
    private static func entries(
        _ ids: [Int64], _ reader: OutgoingReader
    ) throws(StoreError) -> (entries: [OutgoingEntry], damaged: [Damage]) {
        var entries: [OutgoingEntry] = []
        var damaged: [Damage] = []
        for id in ids {
            do throws(StoreError) {
                entries.append(try reader.entry(id))
            } catch .unavailable(let reason) {
                throw .unavailable(reason)
            } catch {
                damaged.append(Damage(id: OutgoingID(rawValue: id), reason: "cannot be read: \(error.words)"))
            }
        }
        return (entries, damaged)
    }

    func storeComposed(_ id: OutgoingID, _ message: RawMessage) async throws(StoreError) {
        let blob = try await core.keep(message.bytes)
        try await core.database.write { connection throws(StoreError) in
            try blob.insert(connection)
            // What was composed once is what is sent each time.
            let count = try connection.execute(
                "UPDATE outgoing SET composed = coalesce(composed, $1) WHERE id = $2",
                [.blob(blob.sha256), SQLValue(id)])
            guard count == 1 else { throw .notFound }
        }
    }

    func settle(_ id: OutgoingID, _ settlement: OutgoingSettlement, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try OutgoingSettling(connection: connection, id: id, now: now).settle(settlement)
        }
    }

    func awaitWork(seconds: Double) async {
        await core.departures.wait(seconds: seconds)
    }

    func list(states: [OutgoingState], cursor: String?, limit: Int) async throws(StoreError) -> Page<OutgoingRecord> {
        let limit = Cursor.limit(limit)
        var statement = SQLText(
            """
            SELECT o.id, o.state, o.template, o.version, o.language, o.recipient_address, o.recipient_name, t.prefix,
                t.sequence, o.message_id, o.attempts, o.last_reply, o.created_at, o.next_at
            FROM outgoing o LEFT JOIN ticket t ON t.id = o.ticket WHERE 1 = 1
            """)
        if !states.isEmpty { statement.add(" AND o.state IN " + statement.list(states.map { SQLValue($0) })) }
        if let cursor = Cursor(cursor) { statement.add(" AND o.id < " + statement.bind(.integer(cursor.first))) }
        statement.add(" ORDER BY o.id DESC LIMIT " + statement.bind(SQLValue(limit + 1)))
        let records = try await core.database.read { [statement] connection throws(StoreError) in
            try connection.query(statement).map(Self.record)
        }
        return Page(records, limit: limit) { Cursor($0.id.rawValue) }
    }

    func composed(_ id: OutgoingID) async throws(StoreError) -> RawMessage? {
        try await core.database.read { [blobs = core.blobs] connection throws(StoreError) in
            guard let row = try connection.first("SELECT composed FROM outgoing WHERE id = $1", [SQLValue(id)]) else {
                throw .notFound
            }
            guard let digest = try row.optionalBlob(0) else { return nil }
            return RawMessage(try blobs.bytes(digest, connection))
        }
    }

    func retry(_ id: OutgoingID, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try OutgoingSettling(connection: connection, id: id, now: now).retry()
        }
        core.departures.raise()
    }

    func drop(_ id: OutgoingID, reason: String, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try OutgoingSettling(connection: connection, id: id, now: now).drop(reason)
        }
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
            nextAttemptAt: state == .queued || state == .deferred ? try row.date(13) : nil)
    }
}
