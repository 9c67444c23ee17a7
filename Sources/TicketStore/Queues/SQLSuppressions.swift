import Foundation
import InternetMessage
import Ticketing

/// Addresses that get no mail: rows of `suppression`.
struct SQLSuppressions: Suppressions {
    let core: StoreCore

    func list(cursor: String?, limit: Int) async throws(StoreError) -> Page<Suppression> {
        let limit = Cursor.limit(limit)
        var statement = SQLText("SELECT \(SuppressionRows.columns), id FROM suppression WHERE 1 = 1")
        if let cursor = Cursor(cursor) { statement.add(" AND id < " + statement.bind(.integer(cursor.first))) }
        statement.add(" ORDER BY id DESC LIMIT " + statement.bind(SQLValue(limit + 1)))
        let rows = try await core.database.read { [statement] connection throws(StoreError) in
            try connection.query(statement).map { row throws(StoreError) in
                (item: try SuppressionRows.suppression(row), id: try row.integer(5))
            }
        }
        return Page(rows, limit: limit) { Cursor($0.id) }.map(\.item)
    }

    func find(_ address: MailAddress) async throws(StoreError) -> Suppression? {
        try await core.database.read { connection throws(StoreError) in
            try SuppressionRows(connection: connection).find(address)
        }
    }

    func suppress(_ address: MailAddress, reason: String, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try SuppressionRows(connection: connection).add(
                Suppression(address: address, reason: reason, source: .manual, message: nil, since: now))
        }
    }

    func lift(_ address: MailAddress) async throws(StoreError) {
        let wasThere = try await core.database.write { connection throws(StoreError) in
            try SuppressionRows(connection: connection).remove(address)
        }
        guard wasThere else { throw .notFound }
    }
}

/// The rows themselves, inside a transaction.
struct SuppressionRows {
    let connection: any Connection

    static let columns = "address, reason, source, outgoing, since"

    /// Who was first keeps the row, with what was known then.
    func add(_ suppression: Suppression) throws(StoreError) {
        try connection.execute(
            """
            INSERT INTO suppression (address_key, address, reason, source, outgoing, since)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (address_key) DO NOTHING
            """,
            [
                .text(suppression.address.key), .text(AddressText.encode(suppression.address)),
                .text(suppression.reason.capped(2_000)), SQLValue(suppression.source),
                SQLValue(suppression.message?.rawValue), SQLValue(suppression.since),
            ])
    }

    func find(_ address: MailAddress) throws(StoreError) -> Suppression? {
        try connection.first(
            "SELECT \(Self.columns) FROM suppression WHERE address_key = $1", [.text(address.key)]
        ).map { row throws(StoreError) in try Self.suppression(row) }
    }

    /// False when it was not there.
    @discardableResult
    func remove(_ address: MailAddress) throws(StoreError) -> Bool {
        try connection.execute("DELETE FROM suppression WHERE address_key = $1", [.text(address.key)]) > 0
    }

    static func suppression(_ row: Row) throws(StoreError) -> Suppression {
        Suppression(
            address: try row.address(0), reason: try row.text(1), source: try row.word(2, Suppression.Source.self),
            message: try row.optionalInteger(3).map { OutgoingID(rawValue: $0) }, since: try row.date(4))
    }
}
