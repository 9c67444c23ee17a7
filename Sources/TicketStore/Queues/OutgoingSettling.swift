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
        var claims: Int64
        var isWaiting: Bool { state == .queued || state == .deferred }
    }

    /// What is written about a message that is settled.
    private struct Outcome {
        var state: OutgoingState
        var reply: String
        var attempt: OutgoingAttempt.Outcome?
        var nextAt: Date?
    }

    /// A message that was sent stays so, whoever else says what. False when the claim is over and the settlement says
    /// nothing that counts all the same.
    func settle(_ settlement: OutgoingSettlement, by claim: OutgoingClaim) throws(StoreError) -> Bool {
        let standing = try standing()
        let isHeld = standing.claims == claim.number && standing.isWaiting
        if !isHeld {
            // The other side has it: that is so, whoever was to find it out. A second copy is worth a line too.
            guard case .sent(let reply) = settlement, !isRepeated(claim, standing) else { return false }
            try set(Outcome(state: .sent, reply: reply, attempt: .sent), standing, endsClaim: false)
            return true
        }
        switch settlement {
        case .sent(let reply): try set(Outcome(state: .sent, reply: reply, attempt: .sent), standing)
        case .retry(let moment, let reply):
            try set(Outcome(state: .deferred, reply: reply, attempt: .deferred, nextAt: moment), standing)
        case .failed(let reply): try fail(reply, standing)
        case .undeliverable(let reply):
            try fail(reply, standing)
            try suppress(standing.recipient, reply, .smtp)
        case .suppressed(let reason):
            try set(Outcome(state: .suppressed, reply: reason), standing)
            try tell(standing, "delivery-suppressed", reason)
        case .notSent(let reason): try set(Outcome(state: .notSent, reply: reason), standing)
        }
        return true
    }

    /// Whether the claim has been settled by this very number before: the caller did not hear that it was.
    private func isRepeated(_ claim: OutgoingClaim, _ standing: Standing) -> Bool {
        // Whoever drops or retries it counts up, too; that is no settlement.
        standing.claims == claim.number + 1 && standing.leaseUntil == nil
            && [.sent, .failed, .deferred].contains(standing.state)
    }

    private func fail(_ reply: String, _ standing: Standing) throws(StoreError) {
        try set(Outcome(state: .failed, reply: reply, attempt: .failed), standing)
        try tell(standing, "delivery", reply)
        try reopen(standing)
    }

    /// A message that was sent did not arrive. What the ticket is told the plan of the report's own mail says.
    func report(_ report: ReportedDelivery) throws(StoreError) {
        let standing: Standing
        do throws(StoreError) {
            standing = try self.standing()
        } catch .notFound {
            return
        }
        try log(report.isFailure ? .bounced : .delayed, report.reply)
        guard report.isFailure else { return }
        if standing.state == .sent {
            try connection.execute(
                "UPDATE outgoing SET state = 'failed', last_reply = $1, settled_at = $2 WHERE id = $3",
                [.text(report.reply.capped(2_000)), SQLValue(now), SQLValue(id)])
        }
        if report.isAboutAddress { try suppress(standing.recipient, report.reply, .report) }
    }

    func retry() throws(StoreError) {
        try checkIdle()
        try connection.execute(
            """
            UPDATE outgoing SET state = 'queued', next_at = $1, lease_until = NULL, settled_at = NULL,
                claims = claims + 1 WHERE id = $2
            """, [SQLValue(now), SQLValue(id)])
    }

    /// Nobody is at it, and it was not sent.
    private func checkIdle() throws(StoreError) {
        let standing = try standing()
        guard standing.state != .sent else { throw .conflict("the message was sent") }
        if let lease = standing.leaseUntil, lease > now, standing.isWaiting {
            throw .conflict("the message is being sent just now")
        }
    }

    func drop(_ reason: String) throws(StoreError) {
        try checkIdle()
        let standing = try standing()
        try set(Outcome(state: .notSent, reply: reason), standing)
    }

    private func standing() throws(StoreError) -> Standing {
        let row = try connection.first(
            """
            SELECT state, ticket, recipient_address, message_id, lease_until, claims FROM outgoing
            WHERE id = $1\(connection.dialect.forUpdate)
            """, [SQLValue(id)])
        guard let row else { throw .notFound }
        let identifier = try row.text(3)
        let domain = identifier.utf8.lastIndex(of: UInt8(ascii: "@")).map {
            String(identifier[identifier.utf8.index(after: $0)...])
        }
        return Standing(
            state: try row.word(0, OutgoingState.self), ticket: try row.optionalInteger(1),
            recipient: try row.address(2), domain: domain ?? "localhost", leaseUntil: try row.optionalDate(4),
            claims: try row.integer(5))
    }

    private func set(_ outcome: Outcome, _ standing: Standing, endsClaim: Bool = true) throws(StoreError) {
        let settledAt: Date? = outcome.state == .deferred ? nil : now
        try connection.execute(
            """
            UPDATE outgoing SET state = $1, last_reply = $2, attempts = attempts + $3, next_at = $4,
                lease_until = \(endsClaim ? "NULL" : "lease_until"), settled_at = $5, claims = $6 WHERE id = $7
            """,
            [
                SQLValue(outcome.state), .text(outcome.reply.capped(2_000)),
                .integer(outcome.attempt == nil ? 0 : 1), SQLValue(outcome.nextAt ?? now), SQLValue(settledAt),
                .integer(standing.claims + (endsClaim ? 1 : 0)), SQLValue(id),
            ])
        if let attempt = outcome.attempt { try log(attempt, outcome.reply) }
    }

    private func log(_ outcome: OutgoingAttempt.Outcome, _ reply: String) throws(StoreError) {
        try connection.execute(
            "INSERT INTO outgoing_attempt (outgoing, at, outcome, reply) VALUES ($1, $2, $3, $4)",
            [SQLValue(id), SQLValue(now), SQLValue(outcome), .text(reply.capped(2_000))])
    }

    private func suppress(
        _ address: MailAddress, _ reason: String, _ source: Suppression.Source
    ) throws(StoreError) {
        try SuppressionRows(connection: connection).add(
            Suppression(address: address, reason: reason, source: source, message: id, since: now))
    }

    /// The ticket learns that its mail did not arrive.
    private func tell(_ standing: Standing, _ field: String, _ reply: String) throws(StoreError) {
        guard let ticket = standing.ticket else { return }
        let sql = "SELECT id FROM ticket WHERE id = $1\(connection.dialect.forUpdate)"
        guard try connection.first(sql, [.integer(ticket)]) != nil else { return }
        let timeline = TimelineWriter(connection: connection, now: now, ticket: ticket)
        let delivery = FieldChange(field: field, from: nil, to: standing.recipient.description)
        _ = try timeline.add(delivery, text: reply.capped(2_000), byMailSystemOf: standing.domain)
        try connection.execute(
            "UPDATE ticket SET version = version + 1, updated_at = $1 WHERE id = $2", [SQLValue(now), .integer(ticket)])
        try EventLog(connection: connection).append(["ticket.changed"], ticket: ticket, at: now)
    }

    /// A resolved ticket is not resolved, as somebody was not told.
    private func reopen(_ standing: Standing) throws(StoreError) {
        guard let ticket = standing.ticket,
            let row = try connection.first("SELECT state FROM ticket WHERE id = $1", [.integer(ticket)]),
            try row.word(0, TicketState.self) == .resolved
        else { return }
        try connection.execute("UPDATE ticket SET state = 'in_progress' WHERE id = $1", [.integer(ticket)])
        try ServiceClockRows(connection: connection, now: now, ticket: ticket).moved(to: .inProgress)
        let change = FieldChange(
            field: "status", from: TicketState.resolved.rawValue, to: TicketState.inProgress.rawValue)
        _ = try TimelineWriter(connection: connection, now: now, ticket: ticket)
            .add(change, text: "", byMailSystemOf: standing.domain)
    }
}
