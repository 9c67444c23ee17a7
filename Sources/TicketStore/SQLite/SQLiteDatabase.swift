import Foundation
import Glibc
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
        try makeFile(path)
        return ConnectionPool(dialect: .sqlite, readers: readers) { role throws(StoreError) in
            try SQLiteConnection(path: path, role: role)
        }
    }

    /// Makes a new file that nobody else can read: it will hold people's mail. An existing one is not opened here, as
    /// closing it again would release the locks that this process has on it.
    private static func makeFile(_ path: String) throws(StoreError) {
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file < 0 else {
            close(file)
            return
        }
        guard errno == EEXIST else {
            throw .unavailable("cannot make database file \(path): \(String(cString: strerror(errno)))")
        }
    }
}
