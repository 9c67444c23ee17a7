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

/// How far each mailbox has been read.
struct SQLPollCursors: PollCursors {
    let core: StoreCore

    func cursor(of mailbox: String) async throws(StoreError) -> String? {
        try await core.database.read { connection throws(StoreError) in
            try connection.first("SELECT position FROM poll_cursor WHERE mailbox = $1", [.text(mailbox)])?.text(0)
        }
    }

    func save(_ position: String, of mailbox: String) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            _ = try connection.execute(
                """
                INSERT INTO poll_cursor (mailbox, position) VALUES ($1, $2)
                ON CONFLICT (mailbox) DO UPDATE SET position = excluded.position
                """, [.text(mailbox), .text(position)])
        }
    }
}
