import CPostgres
import Ticketing

/// A result of libpq, freed with its last reference.
final class PostgresResult {
    private let handle: OpaquePointer?

    /// Throws what the server said when it is an error.
    init(_ handle: OpaquePointer?, of connection: OpaquePointer) throws(StoreError) {
        self.handle = handle
        let status = PQresultStatus(handle)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else {
            throw StoreError.postgres(handle, connection)
        }
    }

    deinit {
        PQclear(handle)
    }

    /// Rows that were written.
    var changes: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    func rows() throws(StoreError) -> [Row] {
        let columns = 0..<PQnfields(handle)
        var rows: [Row] = []
        rows.reserveCapacity(Int(PQntuples(handle)))
        for row in 0..<PQntuples(handle) {
            rows.append(Row(values: try columns.map { column throws(StoreError) in try value(row, column) }))
        }
        return rows
    }

    private func value(_ row: Int32, _ column: Int32) throws(StoreError) -> SQLValue {
        guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else { return .null }
        let count = Int(PQgetlength(handle, row, column))
        let bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
        switch PQftype(handle, column) {
        case 16: return .integer(bytes.first == 1 ? 1 : 0)
        case 20, 21, 23: return .integer(Self.integer(bytes))
        case 701: return .real(Double(bitPattern: UInt64(bitPattern: Self.integer(bytes))))
        case 17: return .blob(bytes)
        case 19, 25, 705, 1043: return .text(String(decoding: bytes, as: UTF8.self))
        case 2278: return .null
        case let type: throw .corrupt("a column has the unexpected type \(type)")
        }
    }

    /// Two's complement, most significant byte first, of two, four or eight bytes.
    private static func integer(_ bytes: [UInt8]) -> Int64 {
        let first: Int64 = (bytes.first ?? 0) & 0x80 == 0 ? 0 : -1
        return bytes.reduce(first) { $0 << 8 | Int64($1) }
    }
}

extension StoreError {
    /// What an SQLSTATE means to a caller. Whatever is about the moment and not the statement is transient.
    static func postgres(_ result: OpaquePointer?, _ connection: OpaquePointer) -> StoreError {
        let words = PostgresConnection.words(PQresultErrorMessage(result) ?? PQerrorMessage(connection))
        guard PQstatus(connection) == CONNECTION_OK, let state = martlet_postgres_state(result) else {
            return .unavailable(words.isEmpty ? PostgresConnection.words(PQerrorMessage(connection)) : words)
        }
        let code = String(cString: state)
        switch code.prefix(2) {
        // Connection, transaction rollback, resources, operator, system; a lock not available, a read-only standby.
        case "08", "40", "53", "57", "58": return .unavailable("\(code) \(words)")
        case "23": return .conflict("\(code) \(words)")
        default:
            let isTransient = ["55P03", "25006"].contains(code)
            return isTransient ? .unavailable("\(code) \(words)") : .corrupt("\(code) \(words)")
        }
    }
}
