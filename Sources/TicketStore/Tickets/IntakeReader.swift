import Foundation
import InternetMessage
import Ticketing

/// What intake asks before it decides.
struct IntakeReader {
    let connection: any Connection

    /// Closed tickets, one after the other, that are followed to the open one.
    private static let longestChain = 20

    func context(for correlation: Correlation, at now: Date) throws(StoreError) -> IntakeContext {
        var context = IntakeContext()
        context.moment = now
        if let author = correlation.author {
            context.author = try PersonRows(connection: connection).find(author)
            context.automaticAnswersLastHour = try automaticAnswers(to: author, since: now.addingTimeInterval(-3_600))
        }
        context.ticketsByMessageID = try MessageReferences(connection: connection).tickets(of: correlation.references)
        context.repeated = try correlation.messageID.flatMap { identifier throws(StoreError) in
            try ticket(bearing: identifier)
        }
        context.returned = try returned(correlation.returned)
        context.sibling = try sibling(of: correlation.digest).map { TicketID(rawValue: $0) }
        if correlation.asksForTickets { context.isAnsweredElsewhere = try isAnswered(correlation.digest) }
        context.invited = try invited(correlation.approvalKeys, at: now)
        context.tickets = try tickets(of: correlation, context)
        if correlation.asksForTickets, let author = context.author { context.ownTickets = try openTickets(of: author) }
        return context
    }

    /// Where an entry has it for its own; most identifiers are new, and one look at the index says so.
    private func ticket(bearing identifier: MessageID) throws(StoreError) -> TicketID? {
        let references = MessageReferences(connection: connection)
        for ticket in try references.tickets(of: [identifier])[identifier] ?? [] {
            let row = try connection.first(
                "SELECT 1 FROM entry WHERE ticket = $1 AND message_id = $2 LIMIT 1",
                [SQLValue(ticket), .text(identifier.value)])
            if row != nil { return ticket }
        }
        return nil
    }

    /// The ticket that any desk's entry of this mail has become.
    func sibling(of digest: [UInt8]) throws(StoreError) -> Int64? {
        try connection.first(
            "SELECT ticket FROM incoming WHERE digest = $1 AND ticket IS NOT NULL ORDER BY id LIMIT 1", [.blob(digest)]
        )?.integer(0)
    }

    /// Another desk's entry of this mail was a query, and has its answer.
    private func isAnswered(_ digest: [UInt8]) throws(StoreError) -> Bool {
        try connection.first(
            "SELECT 1 FROM incoming WHERE digest = $1 AND state = 'answered' LIMIT 1", [.blob(digest)]) != nil
    }

    private func returned(_ ids: [OutgoingID]) throws(StoreError) -> [ReturnedMessage] {
        guard !ids.isEmpty else { return [] }
        var statement = SQLText(
            """
            SELECT o.id, o.recipient_address, o.ticket, o.template, e.author_address, e.author_name, e.direction,
                o.message_id
            FROM outgoing o LEFT JOIN entry e ON e.id = o.entry WHERE o.id IN
            """)
        statement.add(statement.list(ids.map { SQLValue($0) }) + " ORDER BY o.id")
        return try connection.query(statement).map { row throws(StoreError) in
            let isOurs = try row.optionalText(6) == EntryDirection.outgoing.rawValue
            let (ticket, template) = (try row.optionalInteger(2), try row.text(3))
            return ReturnedMessage(
                id: try row.id(0, OutgoingID.self), recipient: try row.address(1),
                ticket: ticket.map { TicketID(rawValue: $0) }, template: template,
                author: isOurs
                    ? Mailbox(displayName: try row.optionalText(5), address: try row.address(4))
                    : try AskerRows.asker(of: MessageID(try row.text(7)), template, on: ticket, connection))
        }
    }

    /// The first of these keys that is one.
    private func invited(_ keys: [ApprovalKey], at now: Date) throws(StoreError) -> InvitedApproval? {
        for key in keys {
            let row = try connection.first(
                """
                SELECT approval, position, approver, holder, content_version, message_id, issued_at, misuses
                FROM approval_invitation WHERE key_digest = $1
                """, [.blob(key.digest)])
            guard let row else { continue }
            var invitation = ApprovalInvitation(
                digest: key.digest, position: try row.integer(1), approver: try row.id(2, PersonID.self),
                holder: try row.id(3, PersonID.self), contentVersion: try row.integer(4),
                messageID: MessageID(try row.text(5)), issuedAt: try row.date(6))
            invitation.misuses = try row.integer(7)
            guard let holder = try PersonRows(connection: connection).find(invitation.holder) else { continue }
            let item = try ApprovalReader(connection: connection).find(try row.integer(0), at: now)
            return InvitedApproval(item: item, invitation: invitation, holder: holder)
        }
        return nil
    }

    private func openTickets(of person: Person) throws(StoreError) -> [Ticket] {
        var query = TicketQuery()
        query.participant = person.id
        query.states = [.new, .inProgress, .pending]
        query.limit = 50
        return try TicketSearch(connection: connection, query: query).page().items
    }

    /// To all addresses that differ in their detail alone: they are one mailbox, or one victim.
    private func automaticAnswers(to author: MailAddress, since: Date) throws(StoreError) -> Int {
        let row = try connection.first(
            """
            SELECT count(*) FROM outgoing
            WHERE nature = 'auto-replied' AND plain_key = $1 AND created_at > $2
                AND state NOT IN ('suppressed', 'not-sent')
            """, [.text(author.withoutDetail.key), SQLValue(since)])
        return Int(try row?.integer(0) ?? 0)
    }

    private func tickets(of correlation: Correlation, _ context: IntakeContext) throws(StoreError) -> [Ticket] {
        let rows = TicketRows(connection: connection)
        var ids: [Int64] = correlation.tokens.map(\.ticket.rawValue)
        if let invited = context.invited { ids.append(invited.item.ticket.id.rawValue) }
        ids += context.returned.compactMap { $0.ticket?.rawValue }
        ids += context.ticketsByMessageID.values.joined().map(\.rawValue).sorted()
        if let repeated = context.repeated { ids.append(repeated.rawValue) }
        if let sibling = context.sibling { ids.append(sibling.rawValue) }
        for number in correlation.tags + correlation.citations {
            if let id = try rows.id(of: number) { ids.append(id) }
        }
        var seen: Set<Int64> = []
        var tickets = try rows.find(ids.filter { seen.insert($0).inserted })
        for _ in 0..<Self.longestChain {
            let next = tickets.compactMap(\.successor?.rawValue).filter { seen.insert($0).inserted }
            if next.isEmpty { break }
            tickets += try rows.find(next)
        }
        return tickets
    }
}
