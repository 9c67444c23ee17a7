import Foundation
import InternetMessage
import Ticketing

/// Rows of `incoming` that stand for messages in a mailbox.
struct SQLLeftMessages: LeftMessages {
    let core: StoreCore

    private static let wantedLimit = 100

    func leave(_ notice: LeftNotice) async throws(StoreError) {
        let blob = try await core.keep(notice.arrival.raw.bytes)
        let rows = ArrivalRow.rows(of: notice.arrival, blob)
        try await core.database.write { connection throws(StoreError) in
            for row in rows {
                if try row.insert(connection) != nil { try blob.insert(connection) }
                try Self.park(try row.existing(connection), notice, connection)
            }
        }
    }

    func wanted(in mailbox: String) async throws(StoreError) -> [Provenance] {
        try await core.database.read { connection throws(StoreError) in
            let rows = try connection.query(
                """
                SELECT transport, provenance FROM incoming WHERE left_in = $1 AND state = 'received'
                ORDER BY id LIMIT $2
                """, [.text(mailbox), SQLValue(Self.wantedLimit)])
            return try rows.map { row throws(StoreError) in
                Provenance(transport: try row.text(0), key: try row.optionalText(1))
            }
        }
    }

    func settle(
        _ place: Provenance, in mailbox: String, as state: MailState, reason: String, at now: Date
    ) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            let rows = try connection.query(
                """
                SELECT id, trace FROM incoming
                WHERE left_in = $1 AND provenance = $2 AND state = 'received'\(connection.dialect.forUpdate)
                """, [.text(mailbox), SQLValue(place.key)])
            for row in rows {
                let trace = try TraceText.decode(try row.optionalText(1)) + [reason]
                try connection.execute(
                    "UPDATE incoming SET state = $1, reason = $2, trace = $3, settled_at = $4 WHERE id = $5",
                    [
                        SQLValue(state), .text(reason), .text(try TraceText.encode(trace)), SQLValue(now),
                        .integer(try row.integer(0)),
                    ])
            }
        }
    }

    private static func park(
        _ id: MailID, _ notice: LeftNotice, _ connection: any Connection
    ) throws(StoreError) {
        let now = notice.arrival.receivedAt
        let trace = try TraceText.encode(["met by \(notice.arrival.provenance.transport)", notice.reason])
        try connection.execute(
            """
            UPDATE incoming SET state = 'parked', reason = $1, left_in = $2, author = $3, subject = $4, message_id = $5,
                trace = coalesce(trace, $6), settled_at = $7, lease_until = NULL WHERE id = $8
            """,
            [
                .text(notice.reason), .text(notice.mailbox), SQLValue(notice.author), SQLValue(notice.subject),
                SQLValue(notice.messageID?.value), .text(trace), SQLValue(now), SQLValue(id),
            ])
    }
}
