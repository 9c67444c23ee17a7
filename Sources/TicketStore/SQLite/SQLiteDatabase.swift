import Foundation
import Ticketing

/// The default database: one file, written by one thread that groups commits.
enum SQLiteDatabase {
    private static let readers = 3

    static func open(path: String) throws(StoreError) -> any Database {
        let directory = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw .unavailable("cannot make directory \(directory) for the database: \(error.localizedDescription)")
        }
        return ConnectionPool(dialect: .sqlite, readers: readers) { role throws(StoreError) in
            try SQLiteConnection(path: path, role: role)
        }
    }
}
