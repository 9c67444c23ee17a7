import InternetMessage
import TemplateEngine
import Ticketing

/// A claimed message with all that composing needs.
struct OutgoingReader {
    let connection: any Connection
    let blobs: BlobStore

    /// Identifiers of a thread that a References field still carries: the first, and the last before this one.
    private static let longestThread = 50

    func entry(_ claim: OutgoingClaim) throws(StoreError) -> OutgoingEntry {
        let row = try connection.first(
            """
            SELECT \(Self.notificationColumns.joined(separator: ", ")), ticket, entry, composed, attempts, created_at,
                (SELECT s.reason FROM suppression s WHERE s.address_key = outgoing.recipient_key)
            FROM outgoing WHERE id = $1
            """, [SQLValue(claim.id)])
        guard let row else { throw .notFound }
        let notification = try Self.notification(row)
        let ticket = try row.optionalInteger(11)
        let entry = try row.optionalInteger(12)
        let shown = if let entry { Int64?.some(entry) } else { try latestMessage(of: ticket, notification) }
        var claimed = OutgoingEntry(
            id: claim.id, notification: notification,
            ticket: try ticket.map { id throws(StoreError) in try TicketRows(connection: connection).find(id) },
            entry: try shown.flatMap { id throws(StoreError) in
                try EntryRows(connection: connection).find([id])[id]
            },
            thread: try ticket.map { id throws(StoreError) in
                try thread(of: id, before: entry, without: notification.headerID)
            } ?? [],
            recipient: try PersonRows(connection: connection).find(notification.recipient.address),
            composed: try row.optionalBlob(13).map { digest throws(StoreError) in
                RawMessage(try blobs.bytes(digest, connection))
            },
            attempts: Int(try row.integer(14)), createdAt: try row.date(15), claimNumber: claim.number,
            suppression: try row.optionalText(16))
        claimed.asker = try AskerRows.asker(of: notification.messageID, notification.template, on: ticket, connection)
        if claimed.composed == nil, notification.template == NotificationKind.reminder.rawValue {
            claimed.touchedAt = try ticket.flatMap { id throws(StoreError) in
                try ReminderRows.touched(id, connection)
            }
        }
        return claimed
    }

    /// What an agent is to work on, or what solved a requester's ticket. Nobody else is shown what no plan carries to them.
    private func latestMessage(of ticket: Int64?, _ notification: Notification) throws(StoreError) -> Int64? {
        let direction: String
        switch TemplateKey(rawValue: notification.template) {
        case .assignment?: direction = ""
        case .resolved?: direction = " AND direction = 'out'"
        default: return nil
        }
        guard let ticket else { return nil }
        return try connection.first(
            "SELECT id FROM entry WHERE ticket = $1 AND kind = 'message'\(direction) ORDER BY id DESC LIMIT 1",
            [.integer(ticket)])?.integer(0)
    }

    /// What `notification` reads, from the first column on.
    static let notificationColumns = [
        "template", "version", "language", "desk", "recipient_address", "recipient_name", "nature", "message_id",
        "parameters", "copy_of", "destinations",
    ]

    static func notification(_ row: Row) throws(StoreError) -> Notification {
        var notification = Notification(
            template: try row.text(0), version: Int(try row.integer(1)), language: try row.text(2),
            recipient: Mailbox(displayName: try row.optionalText(5), address: try row.address(4)),
            nature: try row.word(6, Notification.Nature.self), messageID: MessageID(try row.text(7)),
            desk: try row.text(3), values: try JSONText.decode(try row.text(8), [String: String].self, or: [:]))
        notification.copyOf = try row.optionalText(9).map { MessageID($0) }
        notification.destinations = try row.optionalText(10).map { text throws(StoreError) in
            try DestinationText.decode(text)
        }
        return notification
    }

    /// Identifiers of the ticket's mails, oldest first; only those before the entry that is carried.
    private func thread(
        of ticket: Int64, before entry: Int64?, without own: MessageID
    ) throws(StoreError) -> [MessageID] {
        let rows = try connection.query(
            "SELECT message_id FROM entry WHERE ticket = $1 AND id < $2 AND message_id IS NOT NULL ORDER BY id",
            [.integer(ticket), .integer(entry ?? Int64.max)])
        var seen: Set<MessageID> = [own]
        var thread: [MessageID] = []
        for row in rows {
            let identifier = MessageID(try row.text(0))
            if seen.insert(identifier).inserted { thread.append(identifier) }
        }
        guard thread.count > Self.longestThread, let first = thread.first else { return thread }
        return [first] + thread.suffix(Self.longestThread - 1)
    }
}
