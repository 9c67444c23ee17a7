import Foundation
import Ticketing

/// Comments on approvals in the database.
struct ApprovalCommentRows {
    let connection: any Connection

    struct Found {
        var approval: Int64
        var author: Int64
        var row: Row

        func comment(by known: [Int64: Person]) throws(StoreError) -> ApprovalComment {
            guard let author = known[author] else { throw .corrupt("a comment's author is missing") }
            return ApprovalComment(
                id: try row.id(0, ApprovalCommentID.self), author: author, text: try row.text(3),
                channel: try row.word(4, Channel.self), at: try row.date(5), contentVersion: try row.integer(6),
                mail: try row.optionalInteger(7).map { MailID(rawValue: $0) })
        }
    }

    /// Of these approvals, oldest first.
    func find(_ approvals: [Int64]) throws(StoreError) -> [Found] {
        var statement = SQLText(
            """
            SELECT id, approval, author, text, channel, at, content_version, mail
            FROM approval_comment WHERE approval IN
            """)
        statement.add(" " + statement.list(approvals.map(SQLValue.integer)) + " ORDER BY id")
        return try connection.query(statement).map { row throws(StoreError) in
            Found(approval: try row.integer(1), author: try row.integer(2), row: row)
        }
    }

    /// Those that are new, with the note that the new one stands on the ticket as.
    func add(_ change: ApprovalChange, _ id: Int64, note: Int64?, at now: Date) throws(StoreError) {
        let known = change.before?.comments.count ?? 0
        for comment in change.after.comments.dropFirst(known) {
            // The desk itself may say something, from the command line, and is nobody yet.
            let author = try PersonRows(connection: connection).upsert(comment.author.mailbox, at: now)
            try connection.execute(
                """
                INSERT INTO approval_comment (approval, author, text, channel, at, content_version, mail, entry)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                [
                    .integer(id), .integer(author), .text(comment.text.storable), SQLValue(comment.channel),
                    SQLValue(comment.at), .integer(comment.contentVersion), SQLValue(comment.mail?.rawValue),
                    SQLValue(note),
                ])
        }
    }
}
