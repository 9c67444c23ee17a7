import Foundation
import InternetMessage
import Ticketing

/// What desks' rules are still to ask, in the database.
struct SQLRuleRequests: RuleRequests {
    let core: StoreCore

    func due(limit: Int) async throws(StoreError) -> [RuleRequest] {
        try await find("ORDER BY created_at, ticket LIMIT $1", [SQLValue(max(limit, 1))])
    }

    func due(on ticket: TicketID) async throws(StoreError) -> RuleRequest? {
        try await find("WHERE ticket = $1", [SQLValue(ticket)]).first
    }

    private func find(_ rest: String, _ values: [SQLValue]) async throws(StoreError) -> [RuleRequest] {
        try await core.database.read { connection throws(StoreError) in
            try connection.query("SELECT ticket, rule FROM rule_request \(rest)", values).map {
                row throws(StoreError) in
                RuleRequest(ticket: try row.id(0, TicketID.self), rule: try row.text(1))
            }
        }
    }

    func made(
        by rule: String, of desk: String, for requester: MailAddress, since moment: Date
    ) async throws(StoreError) -> (byRule: Int, forRequester: Int) {
        let mailbox = requester.withoutDetail
        let (local, domain) = (
            MailAddress(localPart: mailbox.localPart + "+", domain: "").key.dropLast(), "@" + mailbox.domain
        )
        return try await core.database.read { connection throws(StoreError) in
            // Addresses with a detail are those between the mailbox's local-part with its plus and its domain.
            let row = try connection.first(
                """
                SELECT SUM(CASE WHEN a.desk_rule = $1 AND t.desk = $2 THEN 1 ELSE 0 END),
                    SUM(CASE WHEN p.address_key = $3 OR (substr(p.address_key, 1, length(CAST($4 AS TEXT))) = $4
                        AND substr(p.address_key, length(p.address_key) - length(CAST($5 AS TEXT)) + 1) = $5) THEN 1 ELSE 0 END)
                FROM approval a JOIN ticket t ON t.id = a.ticket JOIN person p ON p.id = a.author
                WHERE a.desk_rule IS NOT NULL AND a.created_at > $6
                """,
                [
                    .text(rule), .text(desk), .text(mailbox.key), .text(String(local)), .text(domain), SQLValue(moment),
                ])
            return (Int(try row?.optionalInteger(0) ?? 0), Int(try row?.optionalInteger(1) ?? 0))
        }
    }
}

/// Notes and crosses out what a desk's rule is to ask, inside a transaction that has locked the ticket.
struct RuleRequestRows {
    let connection: any Connection
    let now: Date

    func write(_ step: RuleRequestStep, ticket: Int64) throws(StoreError) {
        switch step {
        case .due(let rule):
            try connection.execute(
                "INSERT INTO rule_request (ticket, rule, created_at) VALUES ($1, $2, $3)",
                [.integer(ticket), .text(rule), SQLValue(now)])
        case .done: if try !remove(ticket) { throw .notFound }
        }
    }

    /// False where there was nothing to ask.
    @discardableResult
    func remove(_ ticket: Int64) throws(StoreError) -> Bool {
        try connection.execute("DELETE FROM rule_request WHERE ticket = $1", [.integer(ticket)]) > 0
    }
}
