import Foundation
import InternetMessage
import Ticketing

/// Approvals in the database, read with everybody in them in a fixed number of statements.
struct ApprovalRows {
    let connection: any Connection

    /// In the order of `ids`; those that do not exist are left out.
    func find(_ ids: [Int64]) throws(StoreError) -> [Approval] {
        guard !ids.isEmpty else { return [] }
        let rows = try rows(
            """
            SELECT a.id, a.ticket, a.author, a.state, a.expires_at, a.default_verdict, a.created_at, a.settled_at,
                a.revision, c.version, c.subject, c.text, c.fields, c.files,
                c.erased_at, c.digest, a.desk_rule
            FROM approval a JOIN approval_content c ON c.approval = a.id AND c.version = a.content_version
            WHERE a.id IN
            """, ids)
        let places = try places(ids)
        let decisions = try decisions(ids)
        var people = Set(places.map(\.person))
        for decision in decisions { people.formUnion([decision.approver, decision.author]) }
        let comments = try ApprovalCommentRows(connection: connection).find(ids)
        for comment in comments { people.insert(comment.author) }
        for row in rows { people.insert(try row.integer(2)) }
        let stepRows = try stepRows(ids)
        for row in stepRows { if let person = try row.optionalInteger(7) { people.insert(person) } }
        let known = try PersonRows(connection: connection).find(people)
        let steps = try steps(stepRows, places, decisions, known)
        var found: [Int64: Approval] = [:]
        for row in rows {
            var approval = try approval(row, known, steps)
            approval.comments = try comments.filter { $0.approval == approval.id.rawValue }
                .map { found throws(StoreError) in try found.comment(by: known) }
            found[approval.id.rawValue] = approval
        }
        return ids.compactMap { found[$0] }
    }

    func find(_ id: Int64) throws(StoreError) -> Approval {
        guard let approval = try find([id]).first else { throw .notFound }
        return approval
    }

    private func rows(_ sql: String, _ ids: [Int64], order: String = "") throws(StoreError) -> [Row] {
        var statement = SQLText(sql + " ")
        statement.add(statement.list(ids.map(SQLValue.integer)) + order)
        return try connection.query(statement)
    }

    private func approval(
        _ row: Row, _ known: [Int64: Person], _ steps: [Int64: [ApprovalStep]]
    ) throws(StoreError) -> Approval {
        guard let author = known[try row.integer(2)] else { throw .corrupt("an approval's author is missing") }
        let content = try ContentText.content(row, from: 9)
        let verdict = try row.isNull(5) ? nil : row.word(5, ApprovalVerdict.self)
        let id = try row.id(0, ApprovalID.self)
        var approval = Approval(
            id: id, ticket: try row.id(1, TicketID.self), author: author, content: content,
            state: try row.word(3, Approval.State.self), steps: steps[id.rawValue] ?? [],
            createdAt: try row.date(6), expiresAt: try row.optionalDate(4), defaultVerdict: verdict,
            settledAt: try row.optionalDate(7), revision: try row.integer(8))
        approval.deskRule = try row.optionalText(16)
        return approval
    }

    private struct Place {
        var approval: Int64
        var position: Int64
        var person: Int64
        var standing: ApproverStanding?
        var vacantSince: Date?

        func seat(_ known: [Int64: Person]) -> ApprovalSeat? {
            known[person].map { ApprovalSeat($0, as: standing, vacantSince: vacantSince) }
        }
    }

    private func places(_ ids: [Int64]) throws(StoreError) -> [Place] {
        try rows(
            "SELECT approval, position, person, standing, vacant_since FROM approval_approver WHERE approval IN", ids,
            order: " ORDER BY person"
        ).map { row throws(StoreError) in
            Place(
                approval: try row.integer(0), position: try row.integer(1), person: try row.integer(2),
                standing: try standing(row, 3), vacantSince: try row.optionalDate(4))
        }
    }

    private func standing(_ row: Row, _ column: Int) throws(StoreError) -> ApproverStanding? {
        guard let text = try row.optionalText(column) else { return nil }
        guard let standing = ApproverStanding(text) else { throw .corrupt("an approver is asked as nothing known") }
        return standing
    }

    private struct Decided {
        var approval: Int64
        var position: Int64
        var approver: Int64
        var author: Int64
        var row: Row
    }

    /// About the content as it is now.
    private func decisions(_ ids: [Int64]) throws(StoreError) -> [Decided] {
        try rows(
            """
            SELECT d.approval, d.position, d.approver, d.author, d.verdict, d.reason, d.channel, d.mail, d.at
            FROM approval_decision d JOIN approval a ON a.id = d.approval AND a.content_version = d.content_version
            WHERE d.approval IN
            """, ids, order: " ORDER BY d.at, d.approver"
        ).map { row throws(StoreError) in
            Decided(
                approval: try row.integer(0), position: try row.integer(1), approver: try row.integer(2),
                author: try row.integer(3), row: row)
        }
    }

    private func stepRows(_ ids: [Int64]) throws(StoreError) -> [Row] {
        try rows(
            """
            SELECT approval, position, rule, is_passive, state, opened_at, due_after, escalates_to, escalated_at,
                reminded_at, reminders, escalates_as FROM approval_step WHERE approval IN
            """, ids, order: " ORDER BY approval, position")
    }

    private func steps(
        _ rows: [Row], _ places: [Place], _ decisions: [Decided], _ known: [Int64: Person]
    ) throws(StoreError) -> [Int64: [ApprovalStep]] {
        var steps: [Int64: [ApprovalStep]] = [:]
        for row in rows {
            let (approval, position) = (try row.integer(0), try row.integer(1))
            guard let rule = ApprovalRule(try row.text(2)) else { throw .corrupt("a step has no rule") }
            let here = decisions.filter { $0.approval == approval && $0.position == position }
            var step = ApprovalStep(
                position: position, rule: rule, isPassive: try row.integer(3) != 0,
                state: try row.word(4, ApprovalStep.State.self), approvers: [],
                decisions: try here.map { item throws(StoreError) in try decision(item, known) },
                openedAt: try row.optionalDate(5))
            step.seats = places.filter { $0.approval == approval && $0.position == position }
                .compactMap { $0.seat(known) }
            step.dueAfter = try row.optionalInteger(6).map(Double.init)
            step.escalatesTo = try row.optionalInteger(7).flatMap { known[$0] }
            step.escalatedAt = try row.optionalDate(8)
            step.remindedAt = try row.optionalDate(9)
            step.reminders = try row.integer(10)
            step.escalatesAs = try standing(row, 11)
            steps[approval, default: []].append(step)
        }
        return steps
    }

    private func decision(_ item: Decided, _ known: [Int64: Person]) throws(StoreError) -> ApprovalDecision {
        guard let approver = known[item.approver], let author = known[item.author] else {
            throw .corrupt("a decision's author is missing")
        }
        return ApprovalDecision(
            approver: approver, author: author, verdict: try item.row.word(4, ApprovalVerdict.self),
            reason: try item.row.text(5), channel: try item.row.word(6, Channel.self), at: try item.row.date(8),
            mail: try item.row.optionalInteger(7).map { MailID(rawValue: $0) })
    }
}
