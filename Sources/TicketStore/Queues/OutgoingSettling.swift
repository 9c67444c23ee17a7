import Foundation
import InternetMessage
import Ticketing

/// What becomes of one outgoing message, in the ledger and on its ticket.
struct OutgoingSettling {
    let connection: any Connection
    let id: OutgoingID
    let now: Date

    private struct Standing {
        var state: OutgoingState
        var ticket: Int64?
        var recipient: MailAddress
        var domain: String
        var leaseUntil: Date?
    }

    /// A message that was sent stays so, whoever else says what.
    func settle(_ settlement: OutgoingSettlement) throws(StoreError) {
        let standing = try standing()
        guard standing.state != .sent else { return }
        switch settlement {
        case .sent(let reply):
            try set(.sent, reply, attempts: 1, nextAt: now)
            try log("sent", reply)
        case .retry(let moment, let reply):
            try set(.deferred, reply, attempts: 1, nextAt: moment)
            try log("deferred", reply)
        case .failed(let reply):
            try set(.failed, reply, attempts: 1, nextAt: now)
            try log("failed", reply)
            if standing.state != .failed { try tell(standing, reply) }
        case .notSent(let reason): try set(.notSent, reason, attempts: 0, nextAt: now)
        }
    }

    func retry() throws(StoreError) {
        let standing = try standing()
        guard standing.state != .sent else { throw .conflict("the message was sent") }
        if let lease = standing.leaseUntil, lease > now, standing.state == .queued || standing.state == .deferred {
            throw .conflict("the message is being sent just now")
        }
        try connection.execute(
            "UPDATE outgoing SET state = 'queued', next_at = $1, lease_until = NULL, settled_at = NULL WHERE id = $2",
            [SQLValue(now), SQLValue(id)])
    }

    func drop(_ reason: String) throws(StoreError) {
        guard try standing().state != .sent else { throw .conflict("the message was sent") }
        try set(.notSent, reason, attempts: 0, nextAt: now)
    }

    private func standing() throws(StoreError) -> Standing {
        let row = try connection.first(
            """
            SELECT state, ticket, recipient_address, message_id, lease_until FROM outgoing
            WHERE id = $1\(connection.dialect.forUpdate)
            """, [SQLValue(id)])
        guard let row else { throw .notFound }
        let identifier = try row.text(3)
        let domain = identifier.utf8.lastIndex(of: UInt8(ascii: "@")).map {
            String(identifier[identifier.utf8.index(after: $0)...])
        }
        return Standing(
            state: try row.word(0, OutgoingState.self), ticket: try row.optionalInteger(1),
            recipient: try row.address(2), domain: domain ?? "localhost", leaseUntil: try row.optionalDate(4))
    }

    private func set(
        _ state: OutgoingState, _ reply: String, attempts: Int64, nextAt: Date
    ) throws(StoreError) {
        let settledAt: Date? = state == .deferred ? nil : now
        try connection.execute(
            """
            UPDATE outgoing SET state = $1, last_reply = $2, attempts = attempts + $3, next_at = $4,
                lease_until = NULL, settled_at = $5 WHERE id = $6
            """,
            [
                SQLValue(state), .text(reply.capped(2_000)), .integer(attempts), SQLValue(nextAt), SQLValue(settledAt),
                SQLValue(id),
            ])
    }

    private func log(_ outcome: String, _ reply: String) throws(StoreError) {
        try connection.execute(
            "INSERT INTO outgoing_attempt (outgoing, at, outcome, reply) VALUES ($1, $2, $3, $4)",
            [SQLValue(id), SQLValue(now), .text(outcome), .text(reply.capped(2_000))])
    }

    /// The ticket learns that its mail did not arrive; a resolved one is not resolved, as nobody was told.
    private func tell(_ standing: Standing, _ reply: String) throws(StoreError) {
        guard let ticket = standing.ticket else { return }
        let sql = "SELECT state FROM ticket WHERE id = $1\(connection.dialect.forUpdate)"
        guard let row = try connection.first(sql, [.integer(ticket)]) else { return }
        let timeline = TimelineWriter(connection: connection, now: now, ticket: ticket)
        let delivery = FieldChange(field: "delivery", from: nil, to: standing.recipient.description)
        _ = try timeline.add(delivery, text: reply.capped(2_000), byMailSystemOf: standing.domain)
        if try row.word(0, TicketState.self) == .resolved {
            try connection.execute("UPDATE ticket SET state = 'in_progress' WHERE id = $1", [.integer(ticket)])
            let change = FieldChange(
                field: "status", from: TicketState.resolved.rawValue, to: TicketState.inProgress.rawValue)
            _ = try timeline.add(change, text: "", byMailSystemOf: standing.domain)
        }
        try connection.execute(
            "UPDATE ticket SET version = version + 1, updated_at = $1 WHERE id = $2", [SQLValue(now), .integer(ticket)])
        try EventLog(connection: connection).append(["ticket.changed"], ticket: ticket, at: now)
    }
}
