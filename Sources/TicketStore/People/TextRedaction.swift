import Foundation
import Ticketing

/// Takes a person's address and names out of columns of text, inside a transaction.
struct TextRedaction {
    let connection: any Connection
    let redaction: Redaction

    /// Rows of one statement.
    static let batch = 200

    /// Where some row's value may hold the address, or a name where `names` says so. Rows that do not are passed over.
    ///
    /// - Parameter condition: SQL, of rows that are looked at.
    func apply(to column: PersonalColumn, where condition: String) throws(StoreError) -> Int {
        var last = connection.dialect.beforeRows
        var count = 0
        while true {
            let (changed, end) = try batch(of: column, after: last, where: condition)
            count += changed
            guard let end else { return count }
            last = end
        }
    }

    /// One batch: how many values were changed, and its last row; nil when there are no more.
    func batch(
        of column: PersonalColumn, after last: SQLValue, where condition: String
    ) throws(StoreError) -> (changed: Int, end: SQLValue?) {
        let dialect = connection.dialect
        var statement = candidates(of: column, after: last, where: condition, dialect)
        statement.add(dialect.forUpdate)
        let rows = try connection.query(statement)
        var changed = 0
        for row in rows {
            guard let value = try redacted(try row.text(1), column.form) else { continue }
            changed += try connection.execute(
                """
                UPDATE \(column.table) SET \(column.column) = $1
                WHERE \(dialect.rowName) = \(dialect.rowPlace.named("$2"))
                """, [.text(value), row.values[0]])
        }
        return (changed, rows.count < Self.batch ? nil : rows.last?.values.first)
    }

    /// Whether any row is worth a look; the readers' question, so that no writer waits for it.
    func hasCandidates(in column: PersonalColumn) throws(StoreError) -> Bool {
        let dialect = connection.dialect
        return try connection.query(candidates(of: column, after: dialect.beforeRows, where: "1 = 1", dialect)).first
            != nil
    }

    private func candidates(
        of column: PersonalColumn, after last: SQLValue, where condition: String, _ dialect: Dialect
    ) -> SQLText {
        var statement = SQLText(
            "SELECT \(dialect.rowPlace.read), \(column.column) FROM \(column.table) WHERE (\(condition)) AND ")
        let parts = redaction.addressForms + redaction.names.map(Self.longestWord)
        let found = parts.map { part in
            "\(dialect.position)(lower(\(column.column)), lower(\(statement.bind(.text(part))))) > 0"
        }
        statement.add(found.isEmpty ? "1 = 0" : "(" + found.joined(separator: " OR ") + ")")
        statement.add(" AND \(dialect.rowName) > " + dialect.rowPlace.named(statement.bind(last)))
        statement.add(" ORDER BY \(dialect.rowName) LIMIT \(Self.batch)")
        return statement
    }

    /// In a text a name may go on behind a line end.
    private static func longestWord(_ name: String) -> String {
        name.split(whereSeparator: \.isWhitespace).max { $0.utf8.count < $1.utf8.count }.map(String.init) ?? name
    }

    private func redacted(_ text: String, _ form: PersonalColumn.Form) throws(StoreError) -> String? {
        switch form {
        case .text: return redaction.applied(to: text)
        case .json:
            let value = try JSONText.decode(text, StoredJSON.self, or: .null)
            let changed = value.mapped { redaction.applied(to: $0) ?? $0 }
            return changed == value ? nil : try JSONText.encode(changed)
        }
    }
}

/// What stands in a column as JSON, whatever it means.
indirect enum StoredJSON: Codable, Hashable {
    case null
    case flag(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([StoredJSON])
    case table([String: StoredJSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let text = try? container.decode(String.self) {
            // Each attempt that fails only says that it is something else.
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? container.decode(Int64.self) {
            self = .integer(integer)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let list = try? container.decode([StoredJSON].self) {
            self = .list(list)
        } else {
            self = .table(try container.decode([String: StoredJSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let flag): try container.encode(flag)
        case .integer(let integer): try container.encode(integer)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .table(let table): try container.encode(table)
        }
    }

    func mapped(_ change: (String) -> String) -> StoredJSON {
        switch self {
        case .text(let text): .text(change(text))
        case .list(let list): .list(list.map { $0.mapped(change) })
        case .table(let table): .table(table.mapValues { $0.mapped(change) })
        case .null, .flag, .integer, .number: self
        }
    }
}
