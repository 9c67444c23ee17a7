import Foundation
import Ticketing

/// Takes messages that are due out of the queue, by the order of `OutgoingPriority`.
///
/// Each priority is one range of the index `outgoing_ready`, read from its start and no further than the limit: what a
/// claim costs does not grow with the queue. A message in hand is due again when its lease runs out.
struct OutgoingClaiming {
    let connection: any Connection

    func claim(limit: Int, lease: Double, at now: Date) throws(StoreError) -> [OutgoingClaim] {
        let rows = try connection.query(
            Self.statement(connection.dialect, limit: limit),
            [SQLValue(now.addingTimeInterval(lease)), SQLValue(now)])
        return try rows.map { row throws(StoreError) in
            OutgoingClaim(id: try row.id(0, OutgoingID.self), number: try row.integer(1))
        }
    }

    static func statement(_ dialect: Dialect, limit: Int) -> String {
        """
        UPDATE outgoing SET next_at = $1, lease_until = $1, claims = claims + 1 WHERE id IN (\(selection(dialect, limit)))
        RETURNING id, claims
        """
    }

    /// Identifiers of the messages to be taken; `$2` is now.
    static func selection(_ dialect: Dialect, _ limit: Int) -> String {
        let ranges = OutgoingPriority.allCases.map { priority in
            """
            SELECT id, rank FROM (
                SELECT id, next_at + \(Int64(priority.handicap) * 1_000_000) AS rank
                FROM outgoing\(dialect.indexed(by: "outgoing_ready"))
                WHERE state IN ('queued', 'deferred') AND priority = \(priority.rawValue) AND next_at <= $2
                ORDER BY next_at, id LIMIT \(max(limit, 1))\(dialect.skipLocked)) AS \(priority.name)
            """
        }
        return """
            SELECT id FROM (\(ranges.joined(separator: "\nUNION ALL\n"))) AS ready ORDER BY rank, id LIMIT \(max(limit, 1))
            """
    }

    func renew(_ claims: [OutgoingClaim], lease: Double, at now: Date) throws(StoreError) {
        for claim in claims {
            try connection.execute(
                """
                UPDATE outgoing SET next_at = $1, lease_until = $1
                WHERE id = $2 AND claims = $3 AND state IN ('queued', 'deferred')
                """, [SQLValue(now.addingTimeInterval(lease)), SQLValue(claim.id), .integer(claim.number)])
        }
    }

    func release(_ claim: OutgoingClaim, until moment: Date) throws(StoreError) {
        try connection.execute(
            """
            UPDATE outgoing SET next_at = $1, lease_until = NULL, claims = claims + 1
            WHERE id = $2 AND claims = $3 AND state IN ('queued', 'deferred')
            """, [SQLValue(moment), SQLValue(claim.id), .integer(claim.number)])
    }
}
