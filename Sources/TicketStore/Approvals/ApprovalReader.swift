import Foundation
import Ticketing

/// Approvals with their tickets and who stands in.
struct ApprovalReader {
    let connection: any Connection

    func find(_ id: Int64, at now: Date) throws(StoreError) -> ApprovalCase {
        guard let item = try cases([id], at: now).first else { throw .notFound }
        return item
    }

    /// In the order of `ids`.
    func cases(_ ids: [Int64], at now: Date) throws(StoreError) -> [ApprovalCase] {
        let approvals = try ApprovalRows(connection: connection).find(ids)
        guard !approvals.isEmpty else { return [] }
        let tickets = try TicketRows(connection: connection).find(Array(Set(approvals.map(\.ticket.rawValue))))
        let delegations = try DelegationRows(connection: connection).active(at: now)
        return approvals.compactMap { approval in
            tickets.first { $0.id == approval.ticket }.map {
                ApprovalCase(ticket: $0, approval: approval, delegations: delegations, moment: now)
            }
        }
    }

    /// Newest first.
    func page(_ query: ApprovalQuery, at now: Date) throws(StoreError) -> Page<ApprovalCase> {
        let limit = Cursor.limit(query.limit)
        var statement = SQLText("SELECT a.id")
        add(query, at: now, to: &statement)
        if let cursor = Cursor(query.cursor) { statement.add(" AND a.id < " + statement.bind(.integer(cursor.first))) }
        statement.add(" ORDER BY a.id DESC LIMIT " + statement.bind(SQLValue(limit + 1)))
        let ids = try connection.query(statement).map { row throws(StoreError) in try row.integer(0) }
        return Page(try cases(ids, at: now), limit: limit) { Cursor($0.approval.id.rawValue) }
    }

    func count(_ query: ApprovalQuery, at now: Date) throws(StoreError) -> Int {
        var statement = SQLText("SELECT COUNT(*)")
        add(query, at: now, to: &statement)
        guard let row = try connection.query(statement).first else { return 0 }
        return Int(try row.integer(0))
    }

    private func add(_ query: ApprovalQuery, at now: Date, to statement: inout SQLText) {
        statement.add(" FROM approval a JOIN ticket t ON t.id = a.ticket WHERE 1 = 1")
        if let ticket = query.ticket { statement.add(" AND a.ticket = " + statement.bind(SQLValue(ticket))) }
        if let tickets = query.tickets {
            statement.add(" AND a.ticket IN " + statement.list(tickets.map { SQLValue($0) }))
        }
        if let author = query.author { statement.add(" AND a.author = " + statement.bind(SQLValue(author))) }
        if !query.states.isEmpty {
            statement.add(" AND a.state IN " + statement.list(query.states.map { SQLValue($0) }))
        }
        if let desks = query.desks { statement.add(" AND t.desk IN " + statement.list(desks.map(SQLValue.text))) }
        if let person = query.decidedBy {
            let author = statement.bind(SQLValue(person))
            statement.add(
                " AND EXISTS (SELECT 1 FROM approval_decision d WHERE d.approval = a.id AND d.author = \(author))")
        }
        if let person = query.waitingFor { addWaiting(for: person, at: now, to: &statement) }
    }

    private func addWaiting(for person: PersonID, at now: Date, to statement: inout SQLText) {
        let (holder, moment) = (statement.bind(SQLValue(person)), statement.bind(SQLValue(now)))
        statement.add(
            """
             AND a.state = 'pending' AND (a.expires_at IS NULL OR a.expires_at > \(moment))
                AND a.author <> \(holder) AND t.requester <> \(holder) AND EXISTS (
                SELECT 1 FROM approval_approver p
                JOIN approval_step s ON s.approval = p.approval AND s.position = p.position
                WHERE p.approval = a.id AND s.state = 'open' AND p.vacant_since IS NULL
                    AND (p.person = \(holder) OR EXISTS (
                        SELECT 1 FROM delegation g WHERE g.approver = p.person AND g.substitute = \(holder)
                            AND g.revoked_at IS NULL AND g.starts_at <= \(moment) AND g.ends_at > \(moment))
                        OR (s.escalated_at IS NOT NULL AND s.escalates_to = \(holder)))
                    AND NOT EXISTS (
                        SELECT 1 FROM approval_decision d WHERE d.approval = a.id AND d.position = p.position
                            AND d.content_version = a.content_version AND d.approver = p.person))
            """)
    }
}
