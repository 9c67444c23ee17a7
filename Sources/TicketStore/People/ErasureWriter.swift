import Foundation
import InternetMessage
import Ticketing
import UnicodeText

/// Replaces one person by a mark and removes what is theirs, inside a transaction.
struct ErasureWriter {
    let connection: any Connection
    let scope: ErasureScope
    let keepsWords: Bool
    let desks: DeskDirectory
    let now: Date

    var mark: MailAddress { ErasedPerson.address(of: PersonID(rawValue: scope.person)) }

    func run() throws(StoreError) {
        let bytes = UnreferencedBytes(connection: connection, now: now)
        try bytes.lock()
        let redaction = Redaction(of: scope.address, names: try names(), to: mark)
        // Names and addresses are looked for while the rows still say whose they are.
        let files = try ErasureOfEvidence(
            connection: connection, scope: scope, keepsWords: keepsWords, redaction: redaction, now: now
        )
        .run()
        let mail = ErasureOfMail(connection: connection, scope: scope, keepsWords: keepsWords, mark: mark, now: now)
        let digests = try files + emptyEntries() + mail.run()
        try unquote()
        try renameTickets()
        try redact(redaction)
        try removeRows()
        try rename()
        try settleTickets()
        for digest in digests { try bytes.remove(digest) }
        try tellFollowers()
    }

    /// By which they are known: their own, those of their mails, and those that they were written to by.
    private func names() throws(StoreError) -> [String] {
        try connection.query(
            """
            SELECT name FROM person WHERE id = \(scope.person)
            UNION SELECT author_name FROM entry WHERE author = \(scope.person) AND author_name IS NOT NULL
            UNION SELECT recipient_name FROM outgoing WHERE \(scope.messages) AND recipient_name IS NOT NULL
            """, scope.values
        ).map { row throws(StoreError) in try row.text(0) }.filter { $0 != ErasedPerson.name }
    }

    // Tickets.

    /// What is open and in their hands is nobody's; what they asked for and is not done is not wanted any more.
    private func settleTickets() throws(StoreError) {
        let rows = TicketRows(connection: connection)
        let open = "state NOT IN ('closed', 'cancelled')"
        for id in try ids("SELECT id FROM ticket WHERE assignee = \(scope.person) AND \(open) ORDER BY id") {
            let ticket = try rows.find(id)
            try change(
                ticket, .assigned(from: ticket.assignee?.mailbox, to: nil, by: author(ticket.desk), via: .system))
        }
        guard !keepsWords else { return }
        for id in try ids("SELECT id FROM ticket WHERE requester = \(scope.person) AND \(open) ORDER BY id") {
            let ticket = try rows.find(id)
            try change(
                ticket, .stateChanged(from: ticket.state, to: .cancelled, by: author(ticket.desk), via: .system))
        }
    }

    private func change(_ ticket: Ticket, _ event: TicketEvent) throws(StoreError) {
        _ = try PlanWriter(connection: connection, blobs: PreparedBlobs(), now: now)
            .write(TicketPlan(target: .existing(ticket.id), events: [event]))
    }

    private func author(_ desk: String) -> Mailbox {
        let known = desks[desk] ?? desks.desks.first
        return Mailbox(displayName: known.map { $0.title(in: $0.language) }, address: known?.addresses.first ?? mark)
    }

    /// In the language of each ticket. The digests of attachments that went with their entries.
    private func emptyEntries() throws(StoreError) -> [[UInt8]] {
        let emptied = scope.emptied(keepingWords: keepsWords)
        let digests = try connection.query(
            "SELECT DISTINCT sha256 FROM attachment WHERE entry IN (SELECT id FROM entry WHERE \(emptied))"
        ).map { row throws(StoreError) in try row.blob(0) }
        try connection.execute("DELETE FROM attachment WHERE entry IN (SELECT id FROM entry WHERE \(emptied))")
        try ErasedWords(connection: connection, now: now).replace(
            "html = NULL, fresh = NULL, folded = NULL, text", of: "entry",
            where: "\(emptied) AND (text <> '' OR html IS NOT NULL)", ticket: "ticket")
        return digests
    }

    /// What others wrote to them, or after them, quotes them: only what is new in it stays.
    private func unquote() throws(StoreError) {
        guard !keepsWords else { return }
        let rows = try connection.query(
            """
            SELECT id, fresh FROM entry WHERE fresh IS NOT NULL AND author <> \(scope.person)
                AND ticket IN (\(scope.told)) AND ticket NOT IN (\(scope.own))
            """)
        for row in rows {
            let fresh = try row.text(1)
            let folded = SearchForm.folded(fresh)
            try connection.execute(
                "UPDATE entry SET text = $1, html = NULL, fresh = NULL, folded = $2 WHERE id = $3",
                [.text(fresh), folded.utf8.elementsEqual(fresh.utf8) ? .null : .text(folded), row.values[0]])
        }
    }

    /// What a ticket is about, and by what a search finds it.
    private func renameTickets() throws(StoreError) {
        for row in try connection.query("SELECT id, subject, language FROM ticket WHERE requester = \(scope.person)") {
            let subject = keepsWords ? try row.text(1) : ErasedPerson.subject(in: try row.optionalText(2))
            let folded = SearchForm.folded("\(subject) \(mark.key)")
            try connection.execute(
                "UPDATE ticket SET subject = $1, folded = $2, thread_index = NULL WHERE id = $3",
                [.text(subject), .text(folded), row.values[0]])
        }
    }

    /// On all of their tickets, names too.
    private func redact(_ redaction: Redaction) throws(StoreError) {
        let text = TextRedaction(connection: connection, redaction: redaction)
        for column in PersonalColumn.swept {
            guard let ticket = column.ticket else { continue }
            _ = try text.apply(to: column, where: "\(ticket) IN (\(scope.all))")
        }
        // HTML may write them in other ways than text does.
        if !redaction.names.isEmpty {
            try connection.execute(
                """
                UPDATE entry SET html = NULL WHERE html IS NOT NULL AND ticket IN (\(scope.all))
                    AND (ticket IN (\(scope.told)) OR author = \(scope.person))
                """)
        }
        for name in redaction.names {
            for table in ["template_release", "template_draft"] {
                try connection.execute(
                    "UPDATE \(table) SET author = $1 WHERE author = $2", [.text(ErasedPerson.nameMark), .text(name)])
            }
        }
    }

    // The person.

    private func removeRows() throws(StoreError) {
        let person = scope.person
        try connection.execute(
            """
            DELETE FROM message_reference WHERE message_id IN (
                SELECT message_id FROM entry WHERE author = \(person) AND direction = 'in' AND message_id IS NOT NULL)
            """)
        try connection.execute("UPDATE entry SET message_id = NULL WHERE author = \(person) AND direction = 'in'")
        for table in [
            "credential", "idempotency_key", "notification_preference", "membership", "digest_item", "approval_code",
        ] {
            try connection.execute("DELETE FROM \(table) WHERE person = \(person)")
        }
        try connection.execute("DELETE FROM digest_item WHERE ticket IN (\(scope.told))")
        try connection.execute(
            "UPDATE person SET manager = NULL WHERE manager = \(person) OR id = \(person)")
        try connection.execute("DELETE FROM delegation WHERE approver = \(person) OR substitute = \(person)")
        try connection.execute(
            "DELETE FROM participant WHERE person = \(person) AND ticket NOT IN (\(scope.own))")
        // Answers of the API that name them, for whoever asked; they live a day.
        try connection.execute(
            """
            DELETE FROM idempotency_key WHERE body IS NOT NULL AND \(connection.dialect == .sqlite
                ? "instr(body, $1) > 0" : "position($1 IN body) > 0")
            """, [.blob(Array(scope.address.description.utf8))])
        try connection.execute("DELETE FROM suppression WHERE address_key = $1", scope.values)
        try connection.execute(
            "DELETE FROM report_delivery WHERE reader = $1", scope.values)
    }

    private func rename() throws(StoreError) {
        try connection.execute(
            "UPDATE entry SET author_address = $1, author_name = $2, reply_to = NULL WHERE author = \(scope.person)",
            [.text(AddressText.encode(mark)), .text(ErasedPerson.name)])
        guard scope.person > 0 else { return }
        try connection.execute(
            """
            UPDATE person SET address_key = $1, address = $2, name = $3, language = NULL, is_active = 0,
                password_hash = NULL, time_zone = NULL, quiet_from = NULL, quiet_to = NULL, digest_days = NULL,
                digest_minute = NULL, digest_chosen_at = NULL, digested_at = NULL, erased_at = $4
            WHERE id = \(scope.person)
            """,
            [.text(mark.key), .text(AddressText.encode(mark)), .text(ErasedPerson.name), SQLValue(now)])
        // Nothing is ever sent to the mark, whatever a ticket would tell its requester.
        try SuppressionRows(connection: connection).add(
            Suppression(address: mark, reason: "the person was erased", source: .manual, message: nil, since: now))
    }

    /// Open pages and caches show another ticket than before.
    private func tellFollowers() throws(StoreError) {
        for id in try ids(scope.own) {
            try connection.execute("UPDATE ticket SET version = version + 1 WHERE id = $1", [.integer(id)])
            try EventLog(connection: connection).append(["ticket.changed"], ticket: id, at: now)
        }
    }

    private func ids(_ sql: String) throws(StoreError) -> [Int64] {
        try connection.query(sql).map { row throws(StoreError) in try row.integer(0) }
    }
}
