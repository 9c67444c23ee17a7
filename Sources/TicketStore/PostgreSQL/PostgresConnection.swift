import CPostgres
import Ticketing

/// A connection to PostgreSQL through libpq's blocking calls, on a thread that may block.
final class PostgresConnection: Connection {
    let dialect = Dialect.postgres
    private let handle: OpaquePointer
    /// Name on the server by statement text.
    private var prepared: [String: String] = [:]

    private static let statementLimit = 256

    init(url: String, password: String?) throws(StoreError) {
        // Before the URL, which may say otherwise: a server that vanished is noticed within a minute, not within hours.
        var options = [
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "60000"), ("dbname", url), ("client_encoding", "UTF8"),
            ("application_name", "martlet"), ("connect_timeout", "5"),
            ("options", "-c synchronous_commit=on -c idle_in_transaction_session_timeout=60000"),
        ]
        if let password { options.append(("password", password)) }
        guard let handle = Self.connect(options) else { throw .unavailable("PostgreSQL: out of memory") }
        guard PQstatus(handle) == CONNECTION_OK else {
            let words = Self.words(PQerrorMessage(handle))
            PQfinish(handle)
            throw .unavailable("PostgreSQL cannot be reached: \(words)")
        }
        self.handle = handle
        // Notices would go to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        try requireDurability()
    }

    deinit {
        PQfinish(handle)
    }

    var isInTransaction: Bool { PQtransactionStatus(handle) == PQTRANS_INTRANS }
    /// Looks at the socket too: a server that went away while nobody asked has left its farewell there.
    var isAlive: Bool { PQconsumeInput(handle) == 1 && PQstatus(handle) == CONNECTION_OK }

    func query(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [Row] {
        try run(sql, values).rows()
    }

    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        try run(sql, values).changes
    }

    func run(script: String) throws(StoreError) {
        _ = try PostgresResult(PQexec(handle, script), of: handle)
    }

    private func run(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> PostgresResult {
        // What begins, ends and undoes a transaction must work in a broken one too, where nothing can be prepared.
        if Self.isControl(sql) { return try PostgresResult(PQexec(handle, sql), of: handle) }
        let parameters = PostgresParameters(values)
        let name = try statement(sql, parameters)
        return try parameters.withPointers { count, pointers, lengths, formats throws(StoreError) in
            try PostgresResult(PQexecPrepared(handle, name, count, pointers, lengths, formats, 1), of: handle)
        }
    }

    private static func isControl(_ sql: String) -> Bool {
        ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"].contains { sql.hasPrefix($0) }
    }

    private func statement(_ sql: String, _ parameters: PostgresParameters) throws(StoreError) -> String {
        if let name = prepared[sql] { return name }
        if prepared.count >= Self.statementLimit {
            try run(script: "DEALLOCATE ALL")
            prepared.removeAll()
        }
        let name = "s\(prepared.count)"
        let count = Int32(parameters.types.count)
        _ = try PostgresResult(PQprepare(handle, name, sql, count, parameters.types), of: handle)
        prepared[sql] = name
        return name
    }

    /// A commit must be on disk when it returns, and text must be what it was.
    private func requireDurability() throws(StoreError) {
        for (setting, wanted) in [("fsync", "on"), ("server_encoding", "UTF8")] {
            let value = try query("SELECT current_setting('\(setting)')", []).first?.text(0)
            guard value == wanted else {
                throw .unavailable("PostgreSQL: \(setting) is \(value ?? "unknown"), it must be \(wanted)")
            }
        }
        let commit = try query("SELECT current_setting('synchronous_commit')", []).first?.text(0)
        guard commit != "off" else { throw .unavailable("PostgreSQL: synchronous_commit is off") }
    }

    private static func connect(_ options: [(String, String)]) -> OpaquePointer? {
        var keywords: [UnsafePointer<CChar>?] = []
        var values: [UnsafePointer<CChar>?] = []
        for (keyword, value) in options {
            keywords.append(UnsafePointer(copy(keyword)))
            values.append(UnsafePointer(copy(value)))
        }
        defer {
            for pointer in keywords + values { pointer?.deallocate() }
        }
        return PQconnectdbParams(keywords + [nil], values + [nil], 1)
    }

    private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
        let units = text.utf8CString
        let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: units.count)
        pointer.initialize(from: Array(units), count: units.count)
        return pointer
    }

    static func words(_ text: UnsafePointer<CChar>?) -> String {
        let text = text.map { String(cString: $0) } ?? ""
        return text.split(separator: "\n").joined(separator: " ")
    }
}
