import Ticketing

/// One rotated refresh token for each mailbox.
struct SQLRefreshTokens: RefreshTokens {
    let core: StoreCore

    func token(of mailbox: String, descendedFrom origin: [UInt8]) async throws(StoreError) -> String? {
        try await core.database.read { connection throws(StoreError) in
            try connection.first(
                "SELECT token FROM refresh_token WHERE mailbox = $1 AND origin = $2", [.text(mailbox), .blob(origin)])?
                .text(0)
        }
    }

    func save(_ token: String, of mailbox: String, descendedFrom origin: [UInt8]) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            _ = try connection.execute(
                """
                INSERT INTO refresh_token (mailbox, origin, token) VALUES ($1, $2, $3)
                ON CONFLICT (mailbox) DO UPDATE SET origin = excluded.origin, token = excluded.token
                """, [.text(mailbox), .blob(origin), .text(token)])
        }
    }
}
