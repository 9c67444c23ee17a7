import Cryptography
import Foundation
import InternetMessage
import Ticketing

/// The permanent list of incoming mail: all rows of `incoming`.
struct SQLLedger: Ledger {
    let core: StoreCore

    private static let select = """
        SELECT i.id, i.state, i.reason, i.desk, i.reverse_path, i.forward_paths, i.transport, i.size, i.digest,
            i.message_id, i.author, i.subject, t.prefix, t.sequence, i.trace, i.problems, i.failures, i.received_at,
            i.settled_at, i.raw_removed_at, i.left_in, i.copies, i.copied_at, i.copied_by,
            i.erased_at
        FROM incoming i LEFT JOIN ticket t ON t.id = i.ticket
        """

    func list(states: [MailState], desks: [String]?, cursor: String?, limit: Int) async throws(StoreError)
        -> Page<LedgerMail>
    {
        let limit = Cursor.limit(limit)
        var statement = SQLText(Self.select + " WHERE 1 = 1")
        if !states.isEmpty { statement.add(" AND i.state IN " + statement.list(states.map { SQLValue($0) })) }
        if let desks { statement.add(" AND i.desk IN " + statement.list(desks.map(SQLValue.text))) }
        if let cursor = Cursor(cursor) { statement.add(" AND i.id < " + statement.bind(.integer(cursor.first))) }
        statement.add(" ORDER BY i.id DESC LIMIT " + statement.bind(SQLValue(limit + 1)))
        let mails = try await core.database.read { [statement] connection throws(StoreError) in
            try connection.query(statement).map(Self.mail)
        }
        return Page(mails, limit: limit) { Cursor($0.id.rawValue) }
    }

    func mail(_ id: MailID) async throws(StoreError) -> LedgerMail {
        try await core.database.read { connection throws(StoreError) in
            guard let row = try connection.first(Self.select + " WHERE i.id = $1", [SQLValue(id)]) else {
                throw .notFound
            }
            return try Self.mail(row)
        }
    }

    func raw(_ id: MailID) async throws(StoreError) -> RawMessage {
        try await core.database.read { [blobs = core.blobs] connection throws(StoreError) in
            let row = try connection.first(
                "SELECT raw, raw_removed_at, erased_at FROM incoming WHERE id = $1", [SQLValue(id)])
            guard let row else { throw .notFound }
            guard row.isNull(2) else { throw .conflict("the mail was erased with a person") }
            guard row.isNull(1) else { throw .conflict("the bytes were removed, as security.retention says") }
            return RawMessage(try blobs.bytes(try row.blob(0), connection))
        }
    }

    func retry(_ id: MailID, by actor: String, at now: Date) async throws(StoreError) {
        let words = "by \(actor.capped(400)) at \(now.formatted(.iso8601))"
        try await core.database.write { connection throws(StoreError) in
            let row = try connection.first(
                """
                SELECT state, trace, reason, raw_removed_at, left_in FROM incoming
                WHERE id = $1\(connection.dialect.forUpdate)
                """, [SQLValue(id)])
            guard let row else { throw .notFound }
            let state = try row.word(0, MailState.self)
            guard state.isRetriable else {
                throw .conflict("the mail is \(state.rawValue), neither parked, ignored nor answered")
            }
            guard row.isNull(3) else { throw .conflict("the bytes were removed, as security.retention says") }
            let trace = try TraceText.decode(try row.optionalText(1), or: try row.optionalText(2))
            let step = "taken through again\(state.isVouchable ? " as a person's mail" : "") \(words)"
            try connection.execute(
                """
                UPDATE incoming SET state = 'received', failures = 0, deaths = 0, next_at = $1, lease_until = NULL,
                    settled_at = NULL, trace = $2, reason = coalesce($3, reason),
                    is_person = CASE WHEN state IN ('ignored', 'answered') THEN 1 ELSE is_person END WHERE id = $4
                """,
                [
                    SQLValue(now), .text(try TraceText.encode(trace + [step])),
                    SQLValue(try row.optionalText(4).map { "asked for: fetched at the next visit to \($0)" }),
                    SQLValue(id),
                ])
        }
        core.arrivals.raise()
    }

    func counts(desks: [String]?) async throws(StoreError) -> [MailState: Int] {
        var statement = SQLText("SELECT state, count(*) FROM incoming WHERE 1 = 1")
        if let desks { statement.add(" AND desk IN " + statement.list(desks.map(SQLValue.text))) }
        statement.add(" GROUP BY state")
        return try await core.database.read { [statement] connection throws(StoreError) in
            var counts: [MailState: Int] = [:]
            for row in try connection.query(statement) {
                counts[try row.word(0, MailState.self)] = Int(try row.integer(1))
            }
            return counts
        }
    }

    private static func mail(_ row: Row) throws(StoreError) -> LedgerMail {
        let prefix = try row.optionalText(12)
        let sequence = try row.optionalInteger(13)
        var ticket: TicketNumber?
        if let prefix, let sequence { ticket = TicketNumber(prefix: prefix, sequence: sequence) }
        var mail = LedgerMail(
            id: try row.id(0, MailID.self), state: try row.word(1, MailState.self), reason: try row.optionalText(2),
            desk: try row.text(3), reversePath: try ReversePath(column: try row.optionalText(4)),
            recipients: try AddressText.decodeList(try row.text(5)), transport: try row.text(6),
            size: try row.integer(7), digest: Hex.encode(try row.blob(8)),
            messageID: try row.optionalText(9).map { MessageID($0) }, author: try row.optionalText(10),
            subject: try row.optionalText(11), ticket: ticket,
            trace: try JSONText.decode(try row.optionalText(14), [String].self, or: []),
            problems: try JSONText.decode(try row.optionalText(15), [String].self, or: []),
            failures: Int(try row.integer(16)), receivedAt: try row.date(17), settledAt: try row.optionalDate(18),
            rawRemovedAt: try row.optionalDate(19), leftIn: try row.optionalText(20))
        mail.copies = Int(try row.integer(21))
        mail.copiedAt = try row.optionalDate(22)
        mail.copiedBy = try row.optionalText(23)
        mail.erasedAt = try row.optionalDate(24)
        return mail
    }
}
