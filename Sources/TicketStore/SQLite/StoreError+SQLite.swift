import CSQLite
import Ticketing

extension StoreError {
    /// What SQLite's last error on this connection means to a caller.
    static func sqlite(_ database: OpaquePointer?, _ code: Int32) -> StoreError {
        let words = database.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
        let text = words.map { String(cString: $0) } ?? "error \(code)"
        // The low byte is the class; the rest is detail.
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_NOMEM, SQLITE_INTERRUPT,
            SQLITE_READONLY, SQLITE_PROTOCOL, SQLITE_PERM, SQLITE_AUTH:
            return .unavailable(text)
        case SQLITE_CONSTRAINT: return .conflict(text)
        default: return .corrupt(text)
        }
    }
}
