import Foundation
import InternetMessage
import Ticketing

/// The row of the mail that a plan settles.
struct SettlingMail {
    let connection: any Connection
    let id: MailID

    /// What stands in the row before it is settled.
    struct Standing {
        var isSettled: Bool
        var ticket: Int64?
        var digest: [UInt8]
        /// Steps of earlier times that it was taken through.
        var trace: [String]
    }

    /// Locks all desks' entries of the same mail, so that two nodes cannot both open a ticket for it.
    func standing() throws(StoreError) -> Standing {
        let rows = try connection.query(
            """
            SELECT id, state, ticket, digest, trace FROM incoming
            WHERE digest = (SELECT digest FROM incoming WHERE id = $1) ORDER BY id\(connection.dialect.forUpdate)
            """, [SQLValue(id)])
        for row in rows where try row.integer(0) == id.rawValue {
            let state = try row.word(1, MailState.self)
            return Standing(
                isSettled: state != .received && state != .parked, ticket: try row.optionalInteger(2),
                digest: try row.blob(3), trace: try TraceText.decode(try row.optionalText(4)))
        }
        throw .notFound
    }

    /// The plan was made from what the store said a moment ago. Where that is no longer so, it is to be made anew.
    func check(_ plan: TicketPlan?, digest: [UInt8]) throws(StoreError) {
        guard let plan else { return }
        switch plan.target {
        case .new:
            if try IntakeReader(connection: connection).sibling(of: digest) != nil {
                throw .unavailable("another desk's copy has become a ticket meanwhile")
            }
        case .existing(let ticket):
            let state = try check(plan.events, ticket)
            if state == .pending { try checkWaiting(plan, ticket) }
        }
    }

    func settle(_ plan: IntakePlan, ticket: Int64?, after earlier: [String], at now: Date) throws(StoreError) {
        try connection.execute(
            """
            UPDATE incoming SET state = $1, reason = $2, ticket = $3, message_id = $4, author = $5, subject = $6,
                trace = $7, problems = $8, lease_until = NULL, settled_at = $9 WHERE id = $10
            """,
            [
                SQLValue(plan.state), .text(plan.verdict.reason), SQLValue(ticket),
                SQLValue(plan.messageID?.value), SQLValue(plan.author), SQLValue(plan.subject),
                .text(try TraceText.encode(earlier + plan.trace)), .text(try JSONText.encode(plan.problems)),
                SQLValue(now),
                SQLValue(id),
            ])
    }

    /// Whether the ticket goes on waiting depends on what else it waits for.
    private func checkWaiting(_ plan: TicketPlan, _ ticket: TicketID) throws(StoreError) {
        let own = plan.approval?.before
        let row = try connection.first(
            "SELECT COUNT(*) FROM approval WHERE ticket = $1 AND state = 'pending' AND id <> $2",
            [SQLValue(ticket), .integer(own?.id.rawValue ?? 0)])
        let isAwaited = try row?.integer(0) ?? 0 > 0
        let wakes = plan.events.contains {
            if case .stateChanged(.pending, .inProgress, _, _) = $0 { true } else { false }
        }
        let settles = own?.state == .pending && plan.approval?.after.state != .pending
        if wakes == isAwaited, wakes || settles {
            throw .unavailable("what the ticket waits for has changed meanwhile")
        }
    }

    private func check(_ events: [TicketEvent], _ ticket: TicketID) throws(StoreError) -> TicketState {
        let sql = "SELECT state FROM ticket WHERE id = $1\(connection.dialect.forUpdate)"
        guard let row = try connection.first(sql, [SQLValue(ticket)]) else { throw .notFound }
        let state = try row.word(0, TicketState.self)
        for event in events {
            switch event {
            case .stateChanged(let from, _, _, _) where from != state:
                throw .unavailable("the ticket has changed meanwhile")
            case .entryAdded(let draft) where draft.kind == .message && state.isFinal:
                throw .unavailable("the ticket has been closed meanwhile")
            default: break
            }
        }
        return state
    }
}
