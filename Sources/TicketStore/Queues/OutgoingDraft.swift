import Foundation
import InternetMessage
import Ticketing

/// A planned message on its way into the outgoing queue.
struct OutgoingDraft {
    var notification: Ticketing.Notification
    let ticket: Int64?
    /// The entry it carries.
    let entry: Int64?
    /// When it may go out; at once by default.
    var due: Date?

    /// `entries` are the ids of a plan's entries by the index of their event.
    static func drafts(
        _ notifications: [Ticketing.Notification], ticket: Int64, entries: [Int: Int64]
    ) -> [OutgoingDraft] {
        notifications.map { notification in
            OutgoingDraft(
                notification: notification, ticket: ticket, entry: notification.entryEvent.flatMap { entries[$0] })
        }
    }

    /// False when a message with this identifier is queued already.
    func insert(_ connection: any Connection, at now: Date) throws(StoreError) -> Bool {
        let count = try connection.execute(
            """
            INSERT INTO outgoing (template, version, language, desk, recipient_key, recipient_address, recipient_name,
                nature, message_id, parameters, ticket, entry, state, next_at, created_at, priority, plain_key,
                copy_of, destinations)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'queued', $18, $13, $14, $15,
                $16, $17) ON CONFLICT DO NOTHING
            """,
            [
                .text(notification.template), SQLValue(notification.version), .text(notification.language),
                .text(notification.desk), .text(notification.recipient.address.key),
                .text(AddressText.encode(notification.recipient.address)),
                SQLValue(notification.recipient.displayName), SQLValue(notification.nature),
                .text(notification.messageID.value), .text(try JSONText.encode(notification.values)),
                SQLValue(ticket), SQLValue(entry), SQLValue(now), .integer(notification.priority.rawValue),
                .text(notification.recipient.address.withoutDetail.key), SQLValue(notification.copyOf?.value),
                SQLValue(try notification.destinations.map(DestinationText.encode)), SQLValue(due ?? now),
            ])
        return count == 1
    }
}
