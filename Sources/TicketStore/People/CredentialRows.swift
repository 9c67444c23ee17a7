import Foundation
import Ticketing

/// Sessions, sign-in links and tokens, by the hash of what their bearer holds.
struct CredentialRows {
    let connection: any Connection

    struct Found: Sendable {
        var credential: Credential
        var person: Person
    }

    func add(_ credential: Credential, hash: [UInt8], at now: Date) throws(StoreError) {
        try connection.execute(
            """
            INSERT INTO credential (hash, kind, person, label, created_at, expires_at, absolute_expiry)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .blob(hash), SQLValue(credential.kind), SQLValue(credential.person), .text(credential.label),
                SQLValue(now), SQLValue(credential.expiresAt), SQLValue(credential.absoluteExpiry),
            ])
    }

    /// nil when it is unknown, of another kind, over, or its person is not active.
    func find(_ kind: Credential.Kind, hash: [UInt8], at now: Date) throws(StoreError) -> Found? {
        let row = try connection.first(
            """
            SELECT person, label, expires_at, absolute_expiry FROM credential
            WHERE hash = $1 AND kind = $2 AND (expires_at IS NULL OR expires_at > $3)
                AND (absolute_expiry IS NULL OR absolute_expiry > $3)
            """, [.blob(hash), SQLValue(kind), SQLValue(now)])
        guard let row else { return nil }
        let id = try row.id(0, PersonID.self)
        guard let person = try PersonRows(connection: connection).find(id), person.isActive else { return nil }
        let credential = Credential(
            kind: kind, person: id, label: try row.text(1), expiresAt: try row.optionalDate(2),
            absoluteExpiry: try row.optionalDate(3))
        return Found(credential: credential, person: person)
    }

    /// Whoever deletes the row has it: of many callers at once, one.
    func redeem(_ kind: Credential.Kind, hash: [UInt8], at now: Date) throws(StoreError) -> Person? {
        guard let found = try find(kind, hash: hash, at: now) else { return nil }
        let count = try connection.execute(
            "DELETE FROM credential WHERE hash = $1 AND kind = $2", [.blob(hash), SQLValue(kind)])
        return count == 1 ? found.person : nil
    }

    func touch(hash: [UInt8], expiresAt: Date) throws(StoreError) {
        try connection.execute(
            """
            UPDATE credential SET expires_at = CASE
                WHEN absolute_expiry IS NOT NULL AND absolute_expiry < $1 THEN absolute_expiry ELSE $1 END
            WHERE hash = $2
            """, [SQLValue(expiresAt), .blob(hash)])
    }
}
