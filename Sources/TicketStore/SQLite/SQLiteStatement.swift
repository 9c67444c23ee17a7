import CSQLite
import Ticketing

/// A prepared statement, kept for the next call with the same text.
final class SQLiteStatement {
    private let handle: OpaquePointer
    private let database: OpaquePointer
    /// Place of `$1`, `$2`, … in SQLite's own count, which goes by first appearance.
    private let places: [Int32]

    init(_ sql: String, in database: OpaquePointer) throws(StoreError) {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else { throw .sqlite(database, code) }
        self.handle = handle
        self.database = database
        places = (0..<sqlite3_bind_parameter_count(handle)).map {
            sqlite3_bind_parameter_index(handle, "$\($0 + 1)")
        }
    }

    deinit {
        sqlite3_finalize(handle)
    }

    func run(_ values: [SQLValue]) throws(StoreError) -> [Row] {
        // The code of a reset repeats the error of the step, which has been thrown by then.
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        try bind(values)
        var rows: [Row] = []
        while true {
            let code = sqlite3_step(handle)
            if code == SQLITE_DONE { return rows }
            guard code == SQLITE_ROW else { throw .sqlite(database, code) }
            rows.append(row())
        }
    }

    private func bind(_ values: [SQLValue]) throws(StoreError) {
        guard values.count == places.count else {
            throw .corrupt("a statement has \(places.count) parameters and got \(values.count) values")
        }
        for (value, place) in zip(values, places) {
            let code = bind(value, at: place)
            guard code == SQLITE_OK else { throw .sqlite(database, code) }
        }
    }

    private func bind(_ value: SQLValue, at place: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, place)
        case .integer(let integer): return sqlite3_bind_int64(handle, place, integer)
        case .real(let real): return sqlite3_bind_double(handle, place, real)
        case .text(let text):
            var text = text.storable
            return text.withUTF8 { units in
                units.withMemoryRebound(to: CChar.self) {
                    martlet_sqlite_bind_text(handle, place, $0.baseAddress, UInt64($0.count))
                }
            }
        case .blob(let bytes):
            return bytes.withUnsafeBytes {
                martlet_sqlite_bind_blob(handle, place, $0.baseAddress, UInt64($0.count))
            }
        }
    }

    private func row() -> Row {
        Row(values: (0..<sqlite3_column_count(handle)).map(column))
    }

    private func column(_ index: Int32) -> SQLValue {
        switch sqlite3_column_type(handle, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, index))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(handle, index)
            let count = Int(sqlite3_column_bytes(handle, index))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(handle, index)
            let count = Int(sqlite3_column_bytes(handle, index))
            return .blob(Array(UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }
}
