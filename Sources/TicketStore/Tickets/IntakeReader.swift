import Foundation
import InternetMessage
import Ticketing

/// What intake asks before it decides.
struct IntakeReader {
    let connection: any Connection

    func context(for correlation: Correlation, at now: Date) throws(StoreError) -> IntakeContext {
        var context = IntakeContext()
        context.moment = now
        if let author = correlation.author {
            context.author = try PersonRows(connection: connection).find(author)
            context.automaticAnswersLastHour = try automaticAnswers(to: author, since: now.addingTimeInterval(-3_600))
        }
        context.ticketByMessageID = try MessageReferences(connection: connection).tickets(of: correlation.references)
        context.returned = try returned(correlation.returned)
        context.sibling = try sibling(of: correlation.digest).map { TicketID(rawValue: $0) }
        context.tickets = try tickets(of: correlation, context)
        if correlation.asksForTickets, let author = context.author { context.ownTickets = try openTickets(of: author) }
        return context
    }

    /// The ticket that any desk's entry of this mail has become.
    func sibling(of digest: [UInt8]) throws(StoreError) -> Int64? {
        try connection.first(
            "SELECT ticket FROM incoming WHERE digest = $1 AND ticket IS NOT NULL ORDER BY id LIMIT 1", [.blob(digest)]
        )?.integer(0)
    }

    private func returned(_ ids: [OutgoingID]) throws(StoreError) -> [ReturnedMessage] {
        guard !ids.isEmpty else { return [] }
        var statement = SQLText(
            """
            SELECT o.id, o.recipient_address, o.ticket, o.template, e.author_address, e.author_name, e.direction
            FROM outgoing o LEFT JOIN entry e ON e.id = o.entry WHERE o.id IN
            """)
        statement.add(statement.list(ids.map { SQLValue($0) }) + " ORDER BY o.id")
        return try connection.query(statement).map { row throws(StoreError) in
            let isOurs = try row.optionalText(6) == EntryDirection.outgoing.rawValue
            return ReturnedMessage(
                id: try row.id(0, OutgoingID.self), recipient: try row.address(1),
                ticket: try row.optionalInteger(2).map { TicketID(rawValue: $0) }, template: try row.text(3),
                author: isOurs ? Mailbox(displayName: try row.optionalText(5), address: try row.address(4)) : nil)
        }
    }

    private func openTickets(of person: Person) throws(StoreError) -> [Ticket] {
        var query = TicketQuery()
        query.participant = person.id
        query.states = [.new, .inProgress, .pending]
        query.limit = 50
        return try TicketSearch(connection: connection, query: query).page().items
    }

    private func automaticAnswers(to author: MailAddress, since: Date) throws(StoreError) -> Int {
        let row = try connection.first(
            """
            SELECT count(*) FROM outgoing
            WHERE nature = 'auto-replied' AND recipient_key = $1 AND created_at > $2
                AND state NOT IN ('suppressed', 'not-sent')
            """, [.text(author.key), SQLValue(since)])
        return Int(try row?.integer(0) ?? 0)
    }

    private func tickets(of correlation: Correlation, _ context: IntakeContext) throws(StoreError) -> [Ticket] {
        let rows = TicketRows(connection: connection)
        var ids: [Int64] = correlation.tokens.map(\.ticket.rawValue)
        ids += context.returned.compactMap { $0.ticket?.rawValue }
        ids += context.ticketByMessageID.values.map(\.rawValue).sorted()
        if let sibling = context.sibling { ids.append(sibling.rawValue) }
        for number in correlation.tags + correlation.citations {
            if let id = try rows.id(of: number) { ids.append(id) }
        }
        var seen: Set<Int64> = []
        return try rows.find(ids.filter { seen.insert($0).inserted })
    }
}
