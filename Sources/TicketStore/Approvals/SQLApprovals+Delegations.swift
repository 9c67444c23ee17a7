import Foundation
import Ticketing

/// Who stands in for whom.
extension SQLApprovals {
    func delegate(
        from approver: PersonID, to substitute: PersonID, from start: Date, until end: Date,
        telling messages: [Ticketing.Notification], at now: Date
    ) async throws(StoreError) -> Delegation {
        let delegation = try await core.database.write { connection throws(StoreError) in
            let row = try connection.first(
                """
                INSERT INTO delegation (approver, substitute, starts_at, ends_at, created_at)
                VALUES ($1, $2, $3, $4, $5) RETURNING id
                """, [SQLValue(approver), SQLValue(substitute), SQLValue(start), SQLValue(end), SQLValue(now)])
            let rows = DelegationRows(connection: connection)
            guard let row, let delegation = try rows.find("id = $1", [.integer(try row.integer(0))]).first else {
                throw .corrupt("a delegation was not written")
            }
            for message in messages {
                _ = try OutgoingDraft(notification: message, ticket: nil, entry: nil).insert(connection, at: now)
            }
            return delegation
        }
        if !messages.isEmpty { core.departures.raise() }
        return delegation
    }

    func revoke(_ id: DelegationID, of approver: PersonID, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            let count = try connection.execute(
                "UPDATE delegation SET revoked_at = $1 WHERE id = $2 AND approver = $3 AND revoked_at IS NULL",
                [SQLValue(now), SQLValue(id), SQLValue(approver)])
            guard count == 1 else { throw .notFound }
        }
    }

    func delegations(of person: PersonID?, at now: Date) async throws(StoreError) -> [Delegation] {
        try await core.database.read { connection throws(StoreError) in
            let rows = DelegationRows(connection: connection)
            let current = "revoked_at IS NULL AND ends_at > $1"
            guard let person else { return try rows.find("\(current) ORDER BY starts_at, id", [SQLValue(now)]) }
            return try rows.find(
                "\(current) AND (approver = $2 OR substitute = $2) ORDER BY starts_at, id",
                [SQLValue(now), SQLValue(person)])
        }
    }
}
