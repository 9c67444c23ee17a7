import Ticketing

/// One step of the schema. Steps go forward only and are never edited once released; versions may have gaps.
struct Migration: Sendable {
    let version: Int64
    let name: String
    /// SQL with the placeholders of `Dialect.resolve`.
    let script: String

    static let all = [
        initial, provenanceLookup, retention, mailboxes, removedBytes, mailboxLeases, mailboxStates, looseFiles,
        outgoingQueue, notificationPreferences, templates, intake,
        mailboxStarts, copies, quietHours, reminders, servicePromises, surveys, digests, reportDeliveries, approvals,
        approvalCodes, approverStandings, approvalComments, ruleRequests, erasures, shownPages,
    ]

    /// Version of the schema this program works with.
    static var latest: Int64 { all.last?.version ?? 0 }
}

/// Brings a database to the schema of this program, or says why it cannot be used.
struct SchemaCheck: Sendable {
    enum Mode: Sendable {
        /// Makes what is missing.
        case migrate
        /// Refuses an older schema.
        case verify
    }

    let mode: Mode
    let migrations: [Migration]

    init(mode: Mode, migrations: [Migration] = Migration.all) {
        self.mode = mode
        self.migrations = migrations
    }

    /// Any number: only one process at a time may look and migrate.
    private static let lock: Int64 = 0x6d61_7274_6c65_7401

    /// Runs inside a transaction.
    func run(on connection: any Connection, now: Int64) throws(StoreError) {
        if let lock = connection.dialect.lock(Self.lock) { try connection.execute(lock) }
        let applied = try versions(connection)
        if let unknown = applied.subtracting(migrations.map(\.version)).max() {
            let latest = migrations.last?.version ?? 0
            throw .conflict(
                "the database has schema \(unknown), newer than this program's \(latest): use the newer program")
        }
        let missing = migrations.filter { !applied.contains($0.version) }
        guard !missing.isEmpty else { return }
        guard mode == .migrate else {
            let steps = missing.map { "\($0.version)" }.joined(separator: ", ")
            throw .conflict("the database lacks schema \(steps): run 'martlet migrate'")
        }
        for migration in missing {
            try connection.run(script: connection.dialect.resolve(migration.script))
            try connection.execute(
                "INSERT INTO schema_migration (version, name, applied_at) VALUES ($1, $2, $3)",
                [.integer(migration.version), .text(migration.name), .integer(now)])
        }
    }

    private func versions(_ connection: any Connection) throws(StoreError) -> Set<Int64> {
        if mode == .migrate {
            try connection.run(
                script: """
                    CREATE TABLE IF NOT EXISTS schema_migration
                        (version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)
                    """)
        } else if try !hasTable(connection) {
            return []
        }
        var versions: Set<Int64> = []
        for row in try connection.query("SELECT version FROM schema_migration", []) {
            versions.insert(try row.integer(0))
        }
        return versions
    }

    private func hasTable(_ connection: any Connection) throws(StoreError) -> Bool {
        let sql =
            switch connection.dialect {
            case .sqlite: "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'"
            case .postgres: "SELECT 1 WHERE to_regclass('schema_migration') IS NOT NULL"
            }
        return try connection.first(sql, []) != nil
    }
}
