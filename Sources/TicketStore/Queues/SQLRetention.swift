import Foundation
import Ticketing

/// Removal of old bytes and rows, and of their files.
struct SQLRetention: Retention {
    let core: StoreCore

    /// Names of files that are looked up in one statement.
    private static let lookup = 256

    func removeRaw(settledBefore moment: Date, limit: Int, at now: Date) async throws(StoreError) -> Int {
        try await remove(
            """
            SELECT id FROM incoming
            WHERE settled_at IS NOT NULL AND raw_removed_at IS NULL AND settled_at < $1
                AND state NOT IN ('received', 'parked', 'decided') ORDER BY settled_at, id LIMIT $2
            """,
            """
            UPDATE incoming SET raw_removed_at = $3 WHERE id = $1 AND raw_removed_at IS NULL
                AND settled_at < $2 AND state NOT IN ('received', 'parked', 'decided') RETURNING raw
            """, settledBefore: moment, limit: limit, [SQLValue(now)])
    }

    func removeIgnored(settledBefore moment: Date, limit: Int) async throws(StoreError) -> Int {
        try await remove(
            "SELECT id FROM incoming WHERE state = 'ignored' AND settled_at < $1 ORDER BY id LIMIT $2",
            "DELETE FROM incoming WHERE id = $1 AND state = 'ignored' AND settled_at < $2 RETURNING raw",
            settledBefore: moment, limit: limit)
    }

    /// Runs `change` (id, moment, more) for each mail that `choice` (moment, limit) names, and removes the bytes that
    /// it gives back. Each is asked again by it: it may have been taken through anew since.
    private func remove(
        _ choice: String, _ change: String, settledBefore moment: Date, limit: Int, _ more: [SQLValue] = []
    ) async throws(StoreError) -> Int {
        let ids = try await core.database.read { connection throws(StoreError) in
            try connection.query(choice, [SQLValue(moment), SQLValue(max(limit, 1))])
                .map { row throws(StoreError) in try row.integer(0) }
        }
        guard !ids.isEmpty else { return 0 }
        return try await core.database.write { connection throws(StoreError) in
            let bytes = UnreferencedBytes(connection: connection, now: Date())
            try bytes.lock()
            var count = 0
            for id in ids {
                guard let row = try connection.first(change, [.integer(id), SQLValue(moment)] + more) else { continue }
                try bytes.remove(try row.blob(0))
                count += 1
            }
            return count
        }
    }

    func collectFiles(
        olderThan moment: Date, until isStopping: @Sendable () -> Bool
    ) async throws(StoreError) -> Int {
        let files = StrayFiles(files: core.blobs.files, moment: moment)
        var count = 0
        for folder in 0..<256 where !isStopping() {
            count += try await core.blobs.onDisk { () throws(StoreError) in files.removeDrafts(inFolder: folder) }
        }
        var last: [UInt8] = []
        while !isStopping() {
            let batch = try await core.database.read { [last] connection throws(StoreError) in
                try LooseFiles(connection: connection).noted(before: moment, after: last, limit: Self.lookup)
            }
            guard let end = batch.last else { break }
            last = end
            let named = try await named(batch)
            let gone = try await core.blobs.onDisk { () throws(StoreError) in
                files.remove(batch.filter { !named.contains($0) })
            }
            let settled = gone.map(\.digest) + named
            try await core.database.write { connection throws(StoreError) in
                try LooseFiles(connection: connection).forget(settled, notedBefore: moment)
            }
            count += gone.count { $0.wasThere }
        }
        return count
    }

    /// Those that a row names.
    private func named(_ digests: [[UInt8]]) async throws(StoreError) -> [[UInt8]] {
        var statement = SQLText("SELECT sha256 FROM blob WHERE sha256 IN ")
        statement.add(statement.list(digests.map(SQLValue.blob)))
        return try await core.database.read { [statement] connection throws(StoreError) in
            try connection.query(statement).map { row throws(StoreError) in try row.blob(0) }
        }
    }
}

/// Removes bytes that nothing needs any more, inside a transaction.
struct UnreferencedBytes {
    let connection: any Connection
    let now: Date

    /// Until the transaction ends nobody adds a row of bytes, nor has one added that is not yet seen here: a writer who
    /// finds the bytes there adds nothing, and must not lose them.
    func lock() throws(StoreError) {
        guard connection.dialect == .postgres else { return }
        try connection.execute("LOCK TABLE blob IN SHARE ROW EXCLUSIVE MODE")
    }

    /// A file stays for now: `StrayFiles` collects it when it is old enough for no writer to count on it.
    func remove(_ sha256: [UInt8]) throws(StoreError) {
        let row = try connection.first(
            """
            DELETE FROM blob WHERE sha256 = $1
                AND NOT EXISTS (SELECT 1 FROM incoming WHERE raw = $1 AND raw_removed_at IS NULL)
                AND NOT EXISTS (SELECT 1 FROM attachment WHERE sha256 = $1)
                AND NOT EXISTS (SELECT 1 FROM outgoing WHERE composed = $1)
                AND NOT EXISTS (SELECT 1 FROM approval_file WHERE sha256 = $1)
            RETURNING sha256
            """, [.blob(sha256)])
        guard row != nil else { return }
        try LooseFiles(connection: connection).note([sha256], at: now)
    }
}
