import Cryptography
import InternetMessage
import Ticketing

/// A ticket's timeline in the database.
struct EntryRows {
    let connection: any Connection

    private static let columns = """
        e.id, e.kind, e.direction, e.channel, e.author_address, e.author_name, e.text, e.html, e.fresh, e.field,
        e.value_from, e.value_to, e.flags, e.created_at, e.mail, e.message_id,
        e.reply_to, (SELECT c.approval FROM approval_comment c WHERE c.entry = e.id)
        """

    /// Oldest first.
    func find(ticket: Int64) throws(StoreError) -> [Entry] {
        let rows = try connection.query(
            "SELECT \(Self.columns) FROM entry e WHERE e.ticket = $1 ORDER BY e.id", [.integer(ticket)])
        return try entries(rows)
    }

    func find(_ ids: [Int64]) throws(StoreError) -> [Int64: Entry] {
        guard !ids.isEmpty else { return [:] }
        var statement = SQLText("SELECT \(Self.columns) FROM entry e WHERE e.id IN ")
        statement.add(statement.list(ids.map(SQLValue.integer)))
        let found = try entries(try connection.query(statement))
        return Dictionary(found.map { ($0.id.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func entries(_ rows: [Row]) throws(StoreError) -> [Entry] {
        let ids = try rows.map { row throws(StoreError) in try row.integer(0) }
        let attachments = try attachments(of: ids)
        return try rows.map { row throws(StoreError) in try entry(row, attachments[try row.integer(0)] ?? []) }
    }

    private func entry(_ row: Row, _ attachments: [StoredAttachment]) throws(StoreError) -> Entry {
        let direction = try row.isNull(2) ? nil : row.word(2, EntryDirection.self)
        let change: FieldChange? =
            if let field = try row.optionalText(9) {
                FieldChange(field: field, from: try row.optionalText(10), to: try row.optionalText(11))
            } else { nil }
        var entry = Entry(
            id: try row.id(0, EntryID.self), kind: try row.word(1, EntryKind.self), direction: direction,
            channel: try row.word(3, Channel.self),
            author: Mailbox(displayName: try row.optionalText(5), address: try row.address(4)),
            text: try row.text(6), html: try row.optionalText(7), fresh: try row.optionalText(8), change: change,
            flags: FlagText.decode(try row.text(12)), createdAt: try row.date(13),
            mail: try row.optionalInteger(14).map { MailID(rawValue: $0) },
            messageID: try row.optionalText(15).map { MessageID($0) }, attachments: attachments)
        if let addresses = try row.optionalText(16) { entry.replyTo = try AddressText.decodeList(addresses) }
        entry.approval = try row.optionalInteger(17).map { ApprovalID(rawValue: $0) }
        return entry
    }

    /// In groups, as a long timeline has more entries than a statement should have parameters.
    private func attachments(of entries: [Int64]) throws(StoreError) -> [Int64: [StoredAttachment]] {
        var found: [Int64: [StoredAttachment]] = [:]
        for start in stride(from: 0, to: entries.count, by: 512) {
            let part = entries[start..<min(start + 512, entries.count)].map(SQLValue.integer)
            var statement = SQLText(
                "SELECT a.entry, \(AttachmentRows.columns) FROM attachment a WHERE a.entry IN ")
            statement.add(statement.list(part) + " ORDER BY a.id")
            for row in try connection.query(statement) {
                found[try row.integer(0), default: []].append(try AttachmentRows.attachment(row, from: 1))
            }
        }
        return found
    }
}

enum AttachmentRows {
    static let columns = "a.id, a.name, a.type, a.size, a.sha256, a.content_id"

    static func attachment(_ row: Row, from first: Int) throws(StoreError) -> StoredAttachment {
        StoredAttachment(
            id: try row.id(first, AttachmentID.self), name: try row.text(first + 1), type: try row.text(first + 2),
            size: try row.integer(first + 3), sha256: Hex.encode(try row.blob(first + 4)),
            contentID: try row.optionalText(first + 5))
    }
}
