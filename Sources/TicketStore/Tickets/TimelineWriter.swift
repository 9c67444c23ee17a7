import Foundation
import InternetMessage
import Ticketing
import UnicodeText

/// Adds entries to a ticket's timeline.
struct TimelineWriter {
    let connection: any Connection
    let now: Date
    let ticket: Int64

    func add(_ draft: EntryDraft, attachments: [(Attachment, StoredBlob)]) throws(StoreError) -> Int64 {
        let id = try insert(
            draft, author: try PersonRows(connection: connection).upsert(draft.author, at: now),
            change: draft.change)
        for (attachment, blob) in attachments {
            try blob.insert(connection)
            try connection.execute(
                """
                INSERT INTO attachment (entry, name, type, disposition, size, sha256, content_id)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                [
                    .integer(id), .text(attachment.name), .text(attachment.type), SQLValue(attachment.disposition),
                    SQLValue(blob.size), .blob(blob.sha256), SQLValue(attachment.contentID),
                ])
        }
        if let identifier = draft.messageID {
            try MessageReferences(connection: connection).add([identifier], ticket: ticket)
        }
        return id
    }

    func add(
        _ change: FieldChange, text: String = "", by author: Mailbox, via channel: Channel
    ) throws(StoreError) -> Int64 {
        let draft = EntryDraft(kind: .change, direction: nil, channel: channel, author: author, text: text)
        let person = try PersonRows(connection: connection).upsert(author, at: now)
        return try insert(draft, author: person, change: change)
    }

    /// A change that no person made: the mail system did.
    func add(_ change: FieldChange, text: String, byMailSystemOf domain: String) throws(StoreError) -> Int64 {
        let author = Mailbox(address: MailAddress(localPart: "mailer-daemon", domain: domain))
        let draft = EntryDraft(kind: .change, direction: nil, channel: .system, author: author, text: text)
        return try insert(draft, author: nil, change: change)
    }

    /// What an approver said, in the approver's own entry.
    func add(_ decision: ApprovalDecision) throws(StoreError) -> Int64 {
        let author = decision.author.mailbox
        var draft = EntryDraft(
            kind: .decision, direction: nil, channel: decision.channel, author: author, text: decision.reason)
        draft.mail = decision.mail
        let isStandIn = decision.author.id != decision.approver.id
        let change = FieldChange(
            field: "decision", from: isStandIn ? decision.approver.address.description : nil,
            to: decision.verdict.rawValue)
        return try insert(draft, author: decision.author.id.rawValue, change: change)
    }

    private func insert(_ draft: EntryDraft, author: Int64?, change: FieldChange?) throws(StoreError) -> Int64 {
        let folded = SearchForm.folded(draft.text)
        let isFolded = folded.utf8.elementsEqual(draft.text.utf8)
        let row = try connection.first(
            """
            INSERT INTO entry (ticket, kind, direction, channel, author, author_address, author_name, text, html,
                fresh, folded, field, value_from, value_to, flags, created_at, mail, message_id, reply_to)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) RETURNING id
            """,
            [
                .integer(ticket), SQLValue(draft.kind), SQLValue(draft.direction?.rawValue), SQLValue(draft.channel),
                SQLValue(author), .text(AddressText.encode(draft.author.address)),
                SQLValue(draft.author.displayName?.capped(PersonRows.longestName)), .text(draft.text),
                SQLValue(draft.html), SQLValue(draft.fresh), isFolded ? .null : .text(folded),
                SQLValue(change?.field), SQLValue(change?.from), SQLValue(change?.to),
                .text(FlagText.encode(draft.flags)), SQLValue(now), SQLValue(draft.mail?.rawValue),
                SQLValue(draft.messageID?.value),
                draft.replyTo.isEmpty ? .null : .text(AddressText.encode(draft.replyTo.map { ForwardPath($0) })),
            ])
        guard let row else { throw .corrupt("an entry was not written") }
        return try row.integer(0)
    }
}
