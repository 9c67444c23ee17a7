import InternetMessage
import Ticketing
import UnicodeText

/// Finds tickets for a list: the last changed first.
struct TicketSearch {
    let connection: any Connection
    let query: TicketQuery

    /// Words of a search that count.
    private static let longestQuery = 8

    func page() throws(StoreError) -> Page<Ticket> {
        let limit = Cursor.limit(query.limit)
        var statement = SQLText("SELECT t.id, t.updated_at FROM ticket t WHERE 1 = 1")
        try addFilters(&statement)
        if let cursor = Cursor(query.cursor) {
            let (time, id) = (statement.bind(.integer(cursor.first)), statement.bind(.integer(cursor.second)))
            statement.add(" AND (t.updated_at < \(time) OR (t.updated_at = \(time) AND t.id < \(id)))")
        }
        statement.add(" ORDER BY t.updated_at DESC, t.id DESC LIMIT " + statement.bind(SQLValue(limit + 1)))
        let keys = try connection.query(statement).map { row throws(StoreError) in
            Cursor(try row.integer(1), try row.integer(0))
        }
        let page = Page(keys, limit: limit) { $0 }
        let tickets = try TicketRows(connection: connection).find(page.items.map(\.second))
        return Page(items: tickets, nextCursor: page.nextCursor)
    }

    static func counts(
        desks: [String]?, participant: PersonID?, _ connection: any Connection
    ) throws(StoreError) -> [TicketState: Int] {
        var statement = SQLText("SELECT t.state, count(*) FROM ticket t WHERE 1 = 1")
        addScope(&statement, desks: desks, participant: participant)
        statement.add(" GROUP BY t.state")
        var counts: [TicketState: Int] = [:]
        for row in try connection.query(statement) {
            counts[try row.word(0, TicketState.self)] = Int(try row.integer(1))
        }
        return counts
    }

    private func addFilters(_ statement: inout SQLText) throws(StoreError) {
        Self.addScope(&statement, desks: query.desks, participant: query.participant)
        if !query.states.isEmpty {
            statement.add(" AND t.state IN " + statement.list(query.states.map { SQLValue($0) }))
        }
        if let assignee = query.assignee { statement.add(" AND t.assignee = " + statement.bind(SQLValue(assignee))) }
        if query.isUnassigned { statement.add(" AND t.assignee IS NULL") }
        if let late = query.late { Self.addLateness(&statement, late) }
        if let text = query.text { try addText(&statement, text) }
    }

    private static func addLateness(_ statement: inout SQLText, _ late: Lateness) {
        var conditions: [String] = []
        for (desk, targets) in late.targets.sorted(by: { $0.key < $1.key }) {
            let condition = PromiseCondition(desk: desk, targets: targets, now: late.moment)
            for step in ServiceStep.allCases {
                if let isLate = condition.late(step, &statement) { conditions.append("(\(isLate))") }
            }
        }
        statement.add(" AND (" + (conditions.isEmpty ? "1 = 0" : conditions.joined(separator: " OR ")) + ")")
    }

    private static func addScope(_ statement: inout SQLText, desks: [String]?, participant: PersonID?) {
        if let desks {
            let list = statement.list(desks.map(SQLValue.text))
            statement.add(
                " AND (t.desk IN \(list)"
                    + " OR EXISTS (SELECT 1 FROM ticket_desk d WHERE d.ticket = t.id AND d.desk IN \(list)))")
        }
        if let participant {
            let id = statement.bind(SQLValue(participant))
            statement.add(" AND t.id IN (SELECT ticket FROM participant WHERE person = \(id))")
        }
    }

    private func addText(_ statement: inout SQLText, _ text: String) throws(StoreError) {
        let words = text.split(whereSeparator: \.isWhitespace).prefix(Self.longestQuery)
        if words.count == 1, let number = TicketNumber(text.trimmingSpace),
            let id = try TicketRows(connection: connection).id(of: number)
        {
            return statement.add(" AND t.id = " + statement.bind(.integer(id)))
        }
        let position = connection.dialect.position
        // Who only takes part must not learn from a search what the desk's notes say, or the requester about the desk,
        // or what came before them.
        let isPublic =
            query.participant.map { person in
                let id = statement.bind(SQLValue(person))
                return " AND e.kind <> 'note' AND coalesce(e.field, '') <> 'rating' AND e.created_at >= coalesce("
                    + "(SELECT p.since FROM participant p WHERE p.ticket = t.id AND p.person = \(id)), 0)"
            } ?? ""
        for word in words {
            let parts = SearchForm.variants(of: String(word).capped(200)).map { statement.bind(.text($0)) }
            let found = { (column: String) in
                "(" + parts.map { "\(position)(\(column), \($0)) > 0" }.joined(separator: " OR ") + ")"
            }
            statement.add(
                " AND (\(found("t.folded")) OR EXISTS (SELECT 1 FROM entry e WHERE e.ticket = t.id"
                    + " AND \(found("coalesce(e.folded, e.text)"))\(isPublic)))")
        }
    }
}

extension String {
    fileprivate var trimmingSpace: Substring {
        var part = self[...]
        while part.first?.isWhitespace == true { part.removeFirst() }
        while part.last?.isWhitespace == true { part.removeLast() }
        return part
    }
}
