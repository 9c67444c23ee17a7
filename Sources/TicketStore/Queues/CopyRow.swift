import Foundation
import InternetMessage
import Ticketing

/// A mail of which a copy came whose author our mail system vouches for.
struct CopyRow {
    let connection: any Connection
    let id: MailID

    /// Takes the doubt from whatever was made of the mail, once.
    func align(by words: String, at now: Date) throws(StoreError) {
        let row = try connection.first(
            "SELECT ticket, author, trace, aligned_by FROM incoming WHERE id = $1\(connection.dialect.forUpdate)",
            [SQLValue(id)])
        guard let row else { throw .notFound }
        guard row.isNull(3) else { return }
        let step = "a copy came at \(now.formatted(.iso8601)): \(words)"
        let trace = try TraceText.decode(try row.optionalText(2)) + [step]
        try connection.execute(
            "UPDATE incoming SET aligned_by = $1, trace = $2 WHERE id = $3",
            [.text(words), .text(try TraceText.encode(trace)), SQLValue(id)])
        guard let ticket = try row.optionalInteger(0), let author = try row.optionalText(1) else { return }
        if try alignEntries(of: ticket, by: author) {
            try connection.execute(
                "UPDATE ticket SET version = version + 1 WHERE id = $1", [.integer(ticket)])
            try EventLog(connection: connection).append(["ticket.changed"], ticket: ticket, at: now)
        }
    }

    /// Only what bears the author's own name: nobody vouches for a mail that was passed on inside this one. Whether any
    /// was doubted.
    private func alignEntries(of ticket: Int64, by author: String) throws(StoreError) -> Bool {
        let requester = try connection.first(
            """
            SELECT t.flags, p.address, (SELECT min(e.id) FROM entry e WHERE e.ticket = t.id)
            FROM ticket t JOIN person p ON p.id = t.requester WHERE t.id = $1\(connection.dialect.forUpdate)
            """, [.integer(ticket)])
        guard let requester else { throw .notFound }
        let entries = try connection.query(
            "SELECT id, flags, author_address FROM entry WHERE ticket = $1 AND mail = $2 ORDER BY id",
            [.integer(ticket), SQLValue(id)])
        var isChanged = false
        for entry in entries where try entry.address(2).description == author {
            let flags = FlagText.decode(try entry.text(1))
            guard flags.contains(.unverified) else { continue }
            isChanged = true
            try set(flags, on: "entry", try entry.integer(0))
            let opened = try entry.integer(0) == requester.optionalInteger(2)
            guard opened, try requester.address(1).description == author else { continue }
            try set(FlagText.decode(try requester.text(0)), on: "ticket", ticket)
        }
        return isChanged
    }

    private func set(_ flags: [TicketFlag], on table: StaticString, _ id: Int64) throws(StoreError) {
        try connection.execute(
            "UPDATE \(table) SET flags = $1 WHERE id = $2",
            [.text(FlagText.encode(flags.filter { $0 != .unverified })), .integer(id)])
    }
}
