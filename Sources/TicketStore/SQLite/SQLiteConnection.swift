import CSQLite
import Glibc
import Ticketing

/// A connection to a SQLite file through the library's C interface.
///
/// A commit returns when the write-ahead log is on disk: `synchronous=FULL` is set and read back, and a connection
/// that says otherwise is refused.
final class SQLiteConnection: Connection {
    let dialect = Dialect.sqlite
    private let handle: OpaquePointer
    private var statements: [String: SQLiteStatement] = [:]

    private static let statementLimit = 256

    init(path: String, role: ConnectionPool.Role) throws(StoreError) {
        var handle: OpaquePointer?
        // One thread owns the connection, so that the library need not lock it.
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            let error = StoreError.sqlite(handle, code)
            sqlite3_close_v2(handle)
            throw .unavailable("cannot open database file \(path): \(error.words)")
        }
        self.handle = handle
        do throws(StoreError) {
            try prepare(role)
        } catch {
            throw error.isTransient ? .unavailable("\(path): \(error.words)") : .corrupt("\(path): \(error.words)")
        }
    }

    deinit {
        statements.removeAll()
        sqlite3_close_v2(handle)
    }

    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }
    var isAlive: Bool { true }

    func query(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [Row] {
        try statement(sql).run(values)
    }

    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        _ = try statement(sql).run(values)
        return Int(sqlite3_changes64(handle))
    }

    func run(script: String) throws(StoreError) {
        let code = sqlite3_exec(handle, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw .sqlite(handle, code) }
    }

    private func statement(_ sql: String) throws(StoreError) -> SQLiteStatement {
        if let known = statements[sql] { return known }
        if statements.count >= Self.statementLimit { statements.removeAll() }
        let statement = try SQLiteStatement(sql, in: handle)
        statements[sql] = statement
        return statement
    }

    private func prepare(_ role: ConnectionPool.Role) throws(StoreError) {
        // Another process may hold the write lock for a moment, at most that of one command.
        sqlite3_busy_timeout(handle, 10_000)
        try useWriteAheadLog()
        try run(script: "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY")
        try require("PRAGMA synchronous", is: .integer(2), "synchronous is not FULL: a commit would not be on disk")
        try require("PRAGMA foreign_keys", is: .integer(1), "foreign_keys is not on")
        switch role {
        case .writing:
            // Pages; the log is copied back less often than the library's 1,000, as mails are large.
            try run(script: "PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864")
            // What is deleted is overwritten with zeros: a person who was erased is not in the file's free places.
            try require("PRAGMA secure_delete=ON", is: .integer(1), "secure_delete is not on")
        case .reading: try run(script: "PRAGMA query_only=ON")
        }
    }

    /// Two processes that make the same new file meet here, where the library does not wait by itself.
    private func useWriteAheadLog() throws(StoreError) {
        var attempts = 100
        while true {
            do throws(StoreError) {
                return try require("PRAGMA journal_mode=WAL", is: .text("wal"), "journal_mode is not WAL")
            } catch {
                attempts -= 1
                guard error.isTransient, attempts > 0 else { throw error }
                usleep(20_000)
            }
        }
    }

    private func require(_ pragma: String, is wanted: SQLValue, _ complaint: String) throws(StoreError) {
        let answer = try SQLiteStatement(pragma, in: handle).run([]).first?.values.first
        guard answer == wanted else { throw .unavailable(complaint) }
    }
}

extension StoreError {
    /// The reason as a person reads it.
    var words: String {
        switch self {
        case .unavailable(let text), .conflict(let text), .corrupt(let text): text
        case .notFound: "not found"
        }
    }
}
