import Ticketing

/// Settings of this installation.
struct SQLInstance: Instance {
    let core: StoreCore

    func secret(orStore candidate: [UInt8]) async throws(StoreError) -> [UInt8] {
        try await core.database.write { connection throws(StoreError) in
            try connection.execute(
                "INSERT INTO setting (name, value) VALUES ('secret', $1) ON CONFLICT DO NOTHING", [.blob(candidate)])
            let row = try connection.first("SELECT value FROM setting WHERE name = 'secret'", [])
            guard let secret = try row?.blob(0), secret.count >= 32 else {
                throw .corrupt("the installation's secret is missing or shorter than 32 bytes")
            }
            return secret
        }
    }

    func check() async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            _ = try connection.execute(
                """
                INSERT INTO setting (name, value) VALUES ('checked', $1)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """, [.blob([1])])
        }
    }
}
