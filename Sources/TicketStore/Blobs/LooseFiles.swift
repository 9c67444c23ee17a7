import Foundation
import Ticketing

/// Notes of files that perhaps no row names: whoever is killed between file and row leaves one, and retention does.
///
/// A note is on disk before the file it tells of, so that no file of ours is unknown to us; and only files with a note
/// are ever removed, so that nobody else's are.
struct LooseFiles {
    let connection: any Connection

    func note(_ digests: [[UInt8]], at moment: Date) throws(StoreError) {
        for digest in digests {
            try connection.execute(
                """
                INSERT INTO loose_file (sha256, since) VALUES ($1, $2)
                ON CONFLICT (sha256) DO UPDATE SET since = excluded.since
                """, [.blob(digest), SQLValue(moment)])
        }
    }

    func noted(before moment: Date, after last: [UInt8], limit: Int) throws(StoreError) -> [[UInt8]] {
        try connection.query(
            "SELECT sha256 FROM loose_file WHERE since < $1 AND sha256 > $2 ORDER BY sha256 LIMIT $3",
            [SQLValue(moment), .blob(last), SQLValue(limit)]
        ).map { row throws(StoreError) in try row.blob(0) }
    }

    /// Unless they have been noted anew: somebody is about to write the file.
    func forget(_ digests: [[UInt8]], notedBefore moment: Date) throws(StoreError) {
        guard !digests.isEmpty else { return }
        var statement = SQLText("DELETE FROM loose_file WHERE since < ")
        statement.add(statement.bind(SQLValue(moment)))
        statement.add(" AND sha256 IN ")
        statement.add(statement.list(digests.map(SQLValue.blob)))
        try connection.execute(statement)
    }
}

extension StoreCore {
    func keep(_ bytes: [UInt8]) async throws(StoreError) -> StoredBlob {
        guard let blob = try await keep([bytes]).first else { throw .corrupt("bytes were lost on the way to disk") }
        return blob
    }

    /// Digests the bytes; large ones are in files, noted and flushed, when this returns.
    func keep(_ contents: [[UInt8]]) async throws(StoreError) -> [StoredBlob] {
        guard contents.contains(where: { $0.count > StoredBlob.inlineLimit }) else {
            return contents.map(StoredBlob.init)
        }
        let kept = try await blobs.onDisk { () throws(StoreError) in contents.map(StoredBlob.init) }
        let large = Set(kept.filter { $0.inline == nil }.map(\.sha256))
        try await database.write { connection throws(StoreError) in
            try LooseFiles(connection: connection)
                .note(large.sorted { $0.lexicographicallyPrecedes($1) }, at: Date())
        }
        try await blobs.onDisk { [files = blobs.files] () throws(StoreError) in
            for (bytes, blob) in zip(contents, kept) where blob.inline == nil {
                try files.write(bytes, sha256: blob.sha256)
            }
        }
        return kept
    }
}
