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
        if let author = correlation.author {
            context.author = try PersonRows(connection: connection).find(author)
            context.automaticAnswersLastHour = try automaticAnswers(to: author, since: now.addingTimeInterval(-3_600))
        }
        context.ticketsByMessageID = try MessageReferences(connection: connection).tickets(of: correlation.references)
        context.repeated = try correlation.messageID.flatMap { identifier throws(StoreError) in
            try ticket(bearing: identifier)
        }
        context.sibling = try sibling(of: correlation.digest).map { TicketID(rawValue: $0) }
        context.tickets = try tickets(of: correlation, context)
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
