import Foundation
import Ticketing

/// Answers by idempotency key, for a day.
struct SQLIdempotencyKeys: IdempotencyKeys {
    let core: StoreCore

    private static let life = 86_400.0

    func reserve(_ key: String, of person: PersonID, request: [UInt8], at now: Date) async throws(StoreError)
        -> StoredAnswer?
    {
        try await core.database.write { connection throws(StoreError) in
            try connection.execute(
                "DELETE FROM idempotency_key WHERE created_at < $1", [SQLValue(now.addingTimeInterval(-Self.life))])
            let count = try connection.execute(
                """
                INSERT INTO idempotency_key (person, name, request, created_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT DO NOTHING
                """, [SQLValue(person), .text(key), .blob(request), SQLValue(now)])
            return count == 1 ? nil : try Self.answer(key, person, request, connection)
        }
    }

    func complete(_ key: String, of person: PersonID, answer: StoredAnswer) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            let count = try connection.execute(
                "UPDATE idempotency_key SET status = $1, body = $2 WHERE person = $3 AND name = $4",
                [SQLValue(answer.status), .blob(answer.body), SQLValue(person), .text(key)])
            guard count == 1 else { throw .notFound }
        }
    }

    func abandon(_ key: String, of person: PersonID) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            _ = try connection.execute(
                "DELETE FROM idempotency_key WHERE person = $1 AND name = $2 AND status IS NULL",
                [SQLValue(person), .text(key)])
        }
    }

    private static func answer(
        _ key: String, _ person: PersonID, _ request: [UInt8], _ connection: any Connection
    ) throws(StoreError) -> StoredAnswer {
        let row = try connection.first(
            "SELECT request, status, body FROM idempotency_key WHERE person = $1 AND name = $2",
            [SQLValue(person), .text(key)])
        guard let row else { throw .unavailable("the key was given back meanwhile") }
        guard try row.blob(0) == request else { throw .conflict("the key was used with another request") }
        guard let status = try row.optionalInteger(1), let body = try row.optionalBlob(2) else {
            throw .conflict("the first request with this key is still under way")
        }
        return StoredAnswer(status: Int(status), body: body)
    }
}
