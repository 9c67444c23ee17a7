import InternetMessage
import TemplateEngine
import Ticketing

/// Who asked for the approval that a message puts before somebody: whom it concerns that the message did not arrive.
/// What a desk's rule asked is the desk's: whoever has the ticket is told, and never the requester, in whose name it is.
enum AskerRows {
    /// nil for every other message.
    static func asker(
        of message: MessageID, _ template: String, on ticket: Int64?, _ connection: any Connection
    ) throws(StoreError) -> Mailbox? {
        let templates: [TemplateKey] = [.approvalRequest, .approvalReminder]
        guard let ticket, templates.contains(where: { $0.rawValue == template }) else { return nil }
        let row = try connection.first(
            """
            SELECT p.address, p.name FROM approval a JOIN approval_invitation i ON i.approval = a.id
            JOIN ticket t ON t.id = a.ticket
            JOIN person p ON p.id = CASE WHEN a.desk_rule IS NULL THEN a.author ELSE t.assignee END
            WHERE a.ticket = $1 AND i.message_id = $2 AND p.is_active = 1 LIMIT 1
            """, [.integer(ticket), .text(message.value)])
        return try row.map { row throws(StoreError) in
            Mailbox(displayName: try row.optionalText(1), address: try row.address(0))
        }
    }
}
