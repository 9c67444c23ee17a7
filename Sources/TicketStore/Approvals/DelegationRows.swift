import Foundation
import Ticketing

/// Who stands in for whom, in the database.
struct DelegationRows {
    let connection: any Connection

    private static let columns = "id, approver, substitute, starts_at, ends_at, created_at, revoked_at"

    /// In force at `moment`.
    func active(at moment: Date) throws(StoreError) -> [Delegation] {
        try find("revoked_at IS NULL AND starts_at <= $1 AND ends_at > $1 ORDER BY id", [SQLValue(moment)])
    }

    /// Those of them in which somebody stands in for one of these people.
    func active(at moment: Date, of approvers: Set<PersonID>) throws(StoreError) -> [Delegation] {
        guard !approvers.isEmpty else { return [] }
        var condition = SQLText("revoked_at IS NULL AND starts_at <= ")
        let now = condition.bind(SQLValue(moment))
        condition.add("\(now) AND ends_at > \(now) AND approver IN ")
        condition.add(condition.list(approvers.map { SQLValue($0) }) + " ORDER BY id")
        return try find(condition.text, condition.values)
    }

    func find(_ condition: String, _ values: [SQLValue]) throws(StoreError) -> [Delegation] {
        let rows = try connection.query("SELECT \(Self.columns) FROM delegation WHERE \(condition)", values)
        var people: Set<Int64> = []
        for row in rows { people.formUnion([try row.integer(1), try row.integer(2)]) }
        let known = try PersonRows(connection: connection).find(people)
        return try rows.map { row throws(StoreError) in
            guard let approver = known[try row.integer(1)], let substitute = known[try row.integer(2)] else {
                throw .corrupt("somebody who stands in is missing")
            }
            return Delegation(
                id: try row.id(0, DelegationID.self), approver: approver, substitute: substitute,
                from: try row.date(3), until: try row.date(4), createdAt: try row.date(5),
                revokedAt: try row.optionalDate(6))
        }
    }
}
