import Foundation
import InternetMessage
import Ticketing

/// Puts a notice that still waits into a new one to the same reader about the same ticket.
struct NoticeJoining {
    let connection: any Connection
    let now: Date

    /// The draft that goes out in place of both, and when. The ticket's row is locked, so nobody else joins meanwhile.
    func join(_ draft: OutgoingDraft) throws(StoreError) -> OutgoingDraft {
        var draft = draft
        draft.due = draft.notification.hold.end(from: now)
        guard let ticket = draft.ticket, draft.notification.mayJoin,
            let row = try waiting(ticket, draft.notification.recipient.address)
        else { return draft }
        let earlier = try OutgoingReader.notification(row)
        let entry = try row.optionalInteger(Self.entryColumn).flatMap { id throws(StoreError) in
            try EntryRows(connection: connection).find([id])[id]
        }
        guard earlier.mayJoin, let joined = draft.notification.telling(of: earlier, entry: entry) else { return draft }
        draft.notification = joined
        // It waits no longer for the second event than it did for the first.
        draft.due = min(draft.due ?? now, try row.date(Self.dueColumn))
        try connection.execute(
            """
            UPDATE outgoing SET state = 'not-sent', last_reply = $1, settled_at = $2, claims = claims + 1 WHERE id = $3
            """,
            [
                .text("told in one message with what came after it, <\(joined.messageID.value)>"), SQLValue(now),
                .integer(try row.integer(Self.idColumn)),
            ])
        return draft
    }

    private static let idColumn = OutgoingReader.notificationColumns.count
    private static let dueColumn = idColumn + 1
    private static let entryColumn = idColumn + 2

    private func waiting(_ ticket: Int64, _ address: MailAddress) throws(StoreError) -> Row? {
        try connection.first(
            """
            SELECT \(OutgoingReader.notificationColumns.joined(separator: ", ")), id, next_at, entry FROM outgoing
            WHERE ticket = $1 AND recipient_key = $2 AND state = 'queued' AND claims = 0 AND next_at > $3
                AND nature = '\(Ticketing.Notification.Nature.notice.rawValue)'
            ORDER BY id DESC LIMIT 1\(connection.dialect.forUpdate)
            """, [.integer(ticket), .text(address.key), SQLValue(now)])
    }
}
