import Ticketing

@testable import TicketStore

/// Passes everything on, and keeps what was asked.
final class RecordingConnection: Connection {
    struct Question: Sendable {
        let sql: String
        let values: [SQLValue]
    }

    private let inner: any Connection
    private(set) var asked: [Question] = []

    init(_ inner: any Connection) {
        self.inner = inner
    }

    var dialect: Dialect { inner.dialect }
    var isInTransaction: Bool { inner.isInTransaction }
    var isAlive: Bool { inner.isAlive }

    func query(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [Row] {
        asked.append(Question(sql: sql, values: values))
        return try inner.query(sql, values)
    }

    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        asked.append(Question(sql: sql, values: values))
        return try inner.execute(sql, values)
    }

    func run(script: String) throws(StoreError) { try inner.run(script: script) }

    /// How the database would go about what was asked, a line for each part.
    func plans() throws(StoreError) -> [String] {
        let explain = dialect == .sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN "
        var lines: [String] = []
        for question in asked {
            for row in try inner.query(explain + question.sql, question.values) {
                lines.append(try row.text(dialect == .sqlite ? 3 : 0))
            }
        }
        return lines
    }
}
