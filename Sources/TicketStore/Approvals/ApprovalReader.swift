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
        let approvers = Set(approvals.flatMap { $0.steps.flatMap(\.approvers) }.map(\.id))
        let delegations = try DelegationRows(connection: connection).active(at: now, of: approvers)
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
            statement.add(" AND a.id IN (SELECT d.approval FROM approval_decision d WHERE d.author = \(author))")
        }
        if let person = query.waitingFor { addWaiting(for: person, at: now, to: &statement) }
    }

    /// From the places of the few people that count, not from all that waits: the menu asks for this on each page.
    private func addWaiting(for person: PersonID, at now: Date, to statement: inout SQLText) {
        let (holder, moment) = (statement.bind(SQLValue(person)), statement.bind(SQLValue(now)))
        let undecided = """
            w.id = p.approval AND w.state = 'pending' AND s.approval = p.approval AND s.position = p.position
                AND s.state = 'open' AND p.vacant_since IS NULL AND NOT EXISTS (
                    SELECT 1 FROM approval_decision d WHERE d.approval = p.approval AND d.position = p.position
                        AND d.content_version = w.content_version AND d.approver = p.person)
            """
        statement.add(
            """
             AND a.state = 'pending' AND (a.expires_at IS NULL OR a.expires_at > \(moment))
                AND a.author <> \(holder) AND t.requester <> \(holder) AND a.id IN (
                SELECT p.approval FROM approval_approver p CROSS JOIN approval_step s CROSS JOIN approval w
                WHERE \(undecided) AND p.person IN (
                    SELECT q.id FROM person q WHERE q.id = \(holder) UNION ALL
                    SELECT g.approver FROM delegation g WHERE g.substitute = \(holder)
                        AND g.revoked_at IS NULL AND g.starts_at <= \(moment) AND g.ends_at > \(moment))
                UNION
                SELECT p.approval FROM approval_step s CROSS JOIN approval_approver p CROSS JOIN approval w
                WHERE \(undecided) AND s.escalated_at IS NOT NULL AND s.escalates_to = \(holder))
            """)
    }
}
