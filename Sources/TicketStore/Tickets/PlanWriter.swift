import Foundation
import InternetMessage
import Ticketing
import UnicodeText

/// Carries a plan out, inside a transaction: gives the number, applies the events, queues the messages.
struct PlanWriter {
    let connection: any Connection
    let blobs: PreparedBlobs
    let now: Date

    /// Longest subject that is kept, in bytes.
    private static let longestSubject = 2_000

    /// The ticket it wrote to.
    func write(_ plan: TicketPlan) throws(StoreError) -> Int64 {
        var plan = plan
        let ticket: Int64
        switch plan.target {
        case .new(let draft): ticket = try open(draft)
        case .existing(let id):
            let sql = "SELECT id FROM ticket WHERE id = $1\(connection.dialect.forUpdate)"
            guard try connection.first(sql, [SQLValue(id)]) != nil else { throw .notFound }
            ticket = id.rawValue
        }
        let ended = try EndedApprovals(connection: connection, now: now).changes(of: plan)
        plan.events += ended.map(\.event)
        let writer = EventWriter(connection: connection, blobs: blobs, now: now, ticket: ticket)
        var entries: [Int: Int64] = [:]
        for (index, event) in plan.events.enumerated() {
            entries[index] = try writer.write(event)
        }
        let approvals = ApprovalWriter(connection: connection, now: now)
        for item in ended { _ = try approvals.write(item.change, ticket: ticket, entries: entries) }
        let approval = try plan.approval.map { change throws(StoreError) in
            try approvals.write(change, ticket: ticket, entries: entries)
        }
        if let step = plan.ruleRequest {
            try RuleRequestRows(connection: connection, now: now).write(step, ticket: ticket)
        }
        var notifications = try asking(plan, about: ticket)
        if let approval {
            for index in notifications.indices where notifications[index].values["approval.id"] == "" {
                notifications[index].values["approval.id"] = "\(approval)"
            }
        }
        try writer.write(OutgoingDraft.drafts(notifications, ticket: ticket, entries: entries))
        guard plan.changesAnything else { return ticket }
        try connection.execute(
            "UPDATE ticket SET version = version + 1, updated_at = $1 WHERE id = $2", [SQLValue(now), .integer(ticket)])
        try EventLog(connection: connection).append(plan.eventTypes, ticket: ticket, at: now)
        return ticket
    }

    /// The plan's messages, and the question how it was where it is to be asked.
    private func asking(_ plan: TicketPlan, about ticket: Int64) throws(StoreError) -> [Ticketing.Notification] {
        guard let survey = plan.survey, try SurveyRows(connection: connection, now: now).ask(survey, about: ticket)
        else { return plan.notifications }
        return plan.notifications.filter { !survey.tells($0) } + [survey.notification]
    }

    private func open(_ draft: TicketDraft) throws(StoreError) -> Int64 {
        let requester = try PersonRows(connection: connection).upsert(draft.requester, at: now)
        let subject = draft.subject.capped(Self.longestSubject)
        let folded = SearchForm.folded(
            [subject, draft.requester.displayName ?? "", draft.requester.address.key].joined(separator: " "))
        let row = try connection.first(
            """
            INSERT INTO ticket (prefix, sequence, subject, state, kind, priority, desk, requester, language, flags,
                folded, created_at, updated_at, version, thread_index)
            VALUES ($1, $2, $3, 'new', $4, $5, $6, $7, $8, $9, $10, $11, $11, 0, $12) RETURNING id
            """,
            [
                .text(draft.prefix), .integer(try nextNumber(draft.prefix)), .text(subject), SQLValue(draft.kind),
                SQLValue(draft.priority), .text(draft.desk), .integer(requester), SQLValue(draft.language),
                .text(FlagText.encode(draft.flags)), .text(folded), SQLValue(now), SQLValue(draft.threadIndex?.text),
            ])
        guard let row else { throw .corrupt("a ticket was not written") }
        let id = try row.integer(0)
        try connection.execute(
            "INSERT INTO participant (ticket, person) VALUES ($1, $2)", [.integer(id), .integer(requester)])
        if let predecessor = draft.predecessor {
            // Whoever is first goes on with it.
            try connection.execute(
                "UPDATE ticket SET successor = $1 WHERE id = $2 AND successor IS NULL",
                [.integer(id), SQLValue(predecessor)])
        }
        return id
    }

    /// Numbers of one prefix follow each other without a gap: the row stays locked until the transaction ends.
    private func nextNumber(_ prefix: String) throws(StoreError) -> Int64 {
        let row = try connection.first(
            """
            INSERT INTO number_sequence (prefix, last) VALUES ($1, 1)
            ON CONFLICT (prefix) DO UPDATE SET last = number_sequence.last + 1 RETURNING last
            """, [.text(prefix)])
        guard let row else { throw .corrupt("no number was given out") }
        return try row.integer(0)
    }
}

extension TicketPlan {
    var isNew: Bool { if case .new = target { true } else { false } }
    var changesAnything: Bool { isNew || !events.isEmpty }

    /// What followers of the event table are told: each type once.
    var eventTypes: [String] {
        var types = isNew ? ["ticket.opened"] : []
        for event in events {
            let type =
                switch event {
                case .entryAdded, .decided: "ticket.entry"
                case .approvalChanged: "ticket.approval"
                default: "ticket.changed"
                }
            if !types.contains(type) { types.append(type) }
        }
        if approval?.commentEvent != nil, !types.contains("ticket.approval") { types.append("ticket.approval") }
        return types
    }
}
