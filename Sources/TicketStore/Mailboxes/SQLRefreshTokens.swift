import Cryptography
import Foundation
import Ticketing

/// One stored refresh token for each mailbox, and one row of facts on the token in use.
struct SQLRefreshTokens: RefreshTokens {
    let core: StoreCore

    /// What an authorization server says is left of a token's life comes with a tremor, which is not worth a write.
    private static let tremor = 3_600.0

    func token(of mailbox: String, descendedFrom origin: [UInt8]) async throws(StoreError) -> Secret? {
        try await core.database.read { connection throws(StoreError) in
            try Self.token(connection, mailbox, origin).map { Secret($0) }
        }
    }

    func rotate(
        _ grant: RefreshGrant, replacing old: Secret?, of mailbox: String, descendedFrom origin: [UInt8]
    ) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            let row = try connection.first(
                "SELECT token, origin FROM refresh_token WHERE mailbox = $1" + connection.dialect.forUpdate,
                [.text(mailbox)])
            if let row, try row.blob(1) == origin, try row.text(0) != old?.revealed {
                // Somebody consented anew while the old one was on its way: the newer consent stays.
                return
            }
            try Self.store(connection, grant, mailbox, origin)
        }
    }

    func replace(
        _ grant: RefreshGrant, of mailbox: String, descendedFrom origin: [UInt8]
    ) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try Self.store(connection, grant, mailbox, origin)
        }
    }

    func note(
        _ word: RefreshTokenWord, on token: [UInt8], of mailbox: String, descendedFrom origin: [UInt8]
    ) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            guard try Self.digest(connection, mailbox, origin) == token else { return }
            let known = try Self.facts(connection, mailbox, token)
            var facts = known ?? MailboxConsent(source: .configured)
            switch word {
            case .taken(let endsAt):
                facts.refusedAt = nil
                if let endsAt, abs(endsAt.timeIntervalSince(facts.endsAt ?? .distantPast)) > Self.tremor {
                    facts.endsAt = endsAt
                }
            case .refused(let at): facts.refusedAt = facts.refusedAt ?? at
            }
            guard facts != known ?? MailboxConsent(source: .configured) else { return }
            try Self.store(connection, facts, token, mailbox)
        }
    }

    func consent(of mailbox: String, descendedFrom origin: [UInt8]) async throws(StoreError) -> MailboxConsent {
        try await core.database.read { connection throws(StoreError) in
            let stored = try Self.token(connection, mailbox, origin)
            let digest = stored.map { SHA256.digest(of: Array($0.utf8)) } ?? origin
            var consent = try Self.facts(connection, mailbox, digest) ?? MailboxConsent(source: .configured)
            consent.source = stored == nil ? .configured : .stored
            return consent
        }
    }

    private static func token(
        _ connection: any Connection, _ mailbox: String, _ origin: [UInt8]
    ) throws(StoreError) -> String? {
        try connection.first(
            "SELECT token FROM refresh_token WHERE mailbox = $1 AND origin = $2", [.text(mailbox), .blob(origin)])?
            .text(0)
    }

    /// Of the token in use.
    private static func digest(
        _ connection: any Connection, _ mailbox: String, _ origin: [UInt8]
    ) throws(StoreError) -> [UInt8] {
        try token(connection, mailbox, origin).map { SHA256.digest(of: Array($0.utf8)) } ?? origin
    }

    private static func facts(
        _ connection: any Connection, _ mailbox: String, _ token: [UInt8]
    ) throws(StoreError) -> MailboxConsent? {
        let row = try connection.first(
            "SELECT obtained_at, ends_at, refused_at FROM refresh_token_fact WHERE mailbox = $1 AND token = $2",
            [.text(mailbox), .blob(token)])
        guard let row else { return nil }
        return MailboxConsent(
            source: .configured, obtainedAt: try row.optionalDate(0), endsAt: try row.optionalDate(1),
            refusedAt: try row.optionalDate(2))
    }

    private static func store(
        _ connection: any Connection, _ grant: RefreshGrant, _ mailbox: String, _ origin: [UInt8]
    ) throws(StoreError) {
        try connection.execute(
            """
            INSERT INTO refresh_token (mailbox, origin, token) VALUES ($1, $2, $3)
            ON CONFLICT (mailbox) DO UPDATE SET origin = excluded.origin, token = excluded.token
            """, [.text(mailbox), .blob(origin), .text(grant.token.revealed)])
        let facts = MailboxConsent(source: .stored, obtainedAt: grant.obtainedAt, endsAt: grant.endsAt)
        try store(connection, facts, SHA256.digest(of: Array(grant.token.revealed.utf8)), mailbox)
    }

    private static func store(
        _ connection: any Connection, _ facts: MailboxConsent, _ token: [UInt8], _ mailbox: String
    ) throws(StoreError) {
        try connection.execute(
            """
            INSERT INTO refresh_token_fact (mailbox, token, obtained_at, ends_at, refused_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (mailbox) DO UPDATE SET token = excluded.token, obtained_at = excluded.obtained_at,
                ends_at = excluded.ends_at, refused_at = excluded.refused_at
            """,
            [
                .text(mailbox), .blob(token), SQLValue(facts.obtainedAt), SQLValue(facts.endsAt),
                SQLValue(facts.refusedAt),
            ])
    }
}
