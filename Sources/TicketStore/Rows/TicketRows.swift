import Foundation
import InternetMessage
import Ticketing

/// Tickets in the database, read with everybody on them in a fixed number of statements.
struct TicketRows {
    let connection: any Connection

    private static let columns = """
        t.id, t.prefix, t.sequence, t.subject, t.state, t.kind, t.priority, t.desk, t.requester, t.assignee,
        t.language, t.flags, t.created_at, t.updated_at, t.version, t.successor,
        t.thread_index, t.responded_at, t.stopped_at, t.stopped_for,
        (SELECT COUNT(*) FROM approval a WHERE a.ticket = t.id AND a.state = 'pending')
        """

    /// In the order of `ids`; those that do not exist are left out.
    func find(_ ids: [Int64]) throws(StoreError) -> [Ticket] {
        guard !ids.isEmpty else { return [] }
        let values = ids.map(SQLValue.integer)
        var statement = SQLText("SELECT \(Self.columns) FROM ticket t WHERE t.id IN ")
        statement.add(statement.list(values))
        let rows = try connection.query(statement)
        let participants = try self.participants(values)
        let links = try linkedDesks(values)
        let ratings = try RatingRows(connection: connection).find(values)
        var people: Set<Int64> = Set(participants.values.joined().map(\.person))
        for row in rows {
            people.insert(try row.integer(8))
            if let assignee = try row.optionalInteger(9) { people.insert(assignee) }
        }
        let known = try PersonRows(connection: connection).find(people)
        var tickets: [Int64: Ticket] = [:]
        for row in rows {
            let id = try row.integer(0)
            tickets[id] = try ticket(row, participants[id] ?? [], links[id] ?? [], known)
            tickets[id]?.rating = ratings[id]
        }
        return ids.compactMap { tickets[$0] }
    }

    func find(_ id: Int64) throws(StoreError) -> Ticket {
        guard let ticket = try find([id]).first else { throw .notFound }
        return ticket
    }

    func id(of number: TicketNumber) throws(StoreError) -> Int64? {
        try connection.first(
            "SELECT id FROM ticket WHERE prefix = $1 AND sequence = $2",
            [.text(number.prefix), .integer(number.sequence)]
        )?.integer(0)
    }

    func number(of id: Int64) throws(StoreError) -> TicketNumber? {
        guard let row = try connection.first("SELECT prefix, sequence FROM ticket WHERE id = $1", [.integer(id)])
        else { return nil }
        return TicketNumber(prefix: try row.text(0), sequence: try row.integer(1))
    }

    private func ticket(
        _ row: Row, _ participants: [Participant], _ links: [String], _ people: [Int64: Person]
    ) throws(StoreError) -> Ticket {
        guard let requester = people[try row.integer(8)] else { throw .corrupt("a ticket's requester is missing") }
        let assignee = try row.optionalInteger(9)
        var ticket = Ticket(
            id: try row.id(0, TicketID.self),
            number: TicketNumber(prefix: try row.text(1), sequence: try row.integer(2)),
            subject: try row.text(3), state: try row.word(4, TicketState.self), kind: try row.word(5, TicketKind.self),
            priority: try row.word(6, Priority.self), desk: try row.text(7), linkedDesks: links, requester: requester,
            participants: participants.compactMap { people[$0.person] }, assignee: assignee.flatMap { people[$0] },
            language: try row.optionalText(10), flags: FlagText.decode(try row.text(11)), createdAt: try row.date(12),
            updatedAt: try row.date(13), version: try row.integer(14))
        for participant in participants { ticket.joined[PersonID(rawValue: participant.person)] = participant.since }
        ticket.successor = try row.optionalInteger(15).map { TicketID(rawValue: $0) }
        ticket.threadIndex = try row.optionalText(16).flatMap(ThreadIndex.init(field:))
        ticket.clock = ServiceClock(
            respondedAt: try row.optionalDate(17), stoppedAt: try row.optionalDate(18),
            stoppedFor: Double(try row.integer(19)) / 1_000_000)
        ticket.pendingApprovals = Int(try row.integer(20))
        return ticket
    }

    private struct Participant {
        var person: Int64
        var since: Date?
    }

    private func participants(_ ids: [SQLValue]) throws(StoreError) -> [Int64: [Participant]] {
        var statement = SQLText("SELECT ticket, person, since FROM participant WHERE ticket IN ")
        statement.add(statement.list(ids) + " ORDER BY person")
        var found: [Int64: [Participant]] = [:]
        for row in try connection.query(statement) {
            let participant = Participant(person: try row.integer(1), since: try row.optionalDate(2))
            found[try row.integer(0), default: []].append(participant)
        }
        return found
    }

    private func linkedDesks(_ ids: [SQLValue]) throws(StoreError) -> [Int64: [String]] {
        var statement = SQLText("SELECT ticket, desk FROM ticket_desk WHERE ticket IN ")
        statement.add(statement.list(ids) + " ORDER BY desk")
        var links: [Int64: [String]] = [:]
        for row in try connection.query(statement) { links[try row.integer(0), default: []].append(try row.text(1)) }
        return links
    }
}

/// Flags in one column, separated by spaces, of which none has any.
enum FlagText {
    static func encode(_ flags: [TicketFlag]) -> String { flags.map(\.description).joined(separator: " ") }

    static func decode(_ text: String) -> [TicketFlag] {
        text.split(separator: " ").compactMap { TicketFlag(String($0)) }
    }
}
