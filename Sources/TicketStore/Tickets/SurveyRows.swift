import Foundation
import InternetMessage
import Ticketing

/// Surveys in the database, inside a transaction.
struct SurveyRows {
    let connection: any Connection
    let now: Date

    /// Notes that a ticket's requester is asked. False, and nothing is noted: they were asked about it before, or about
    /// another one not long ago.
    func ask(_ request: SurveyRequest, about ticket: Int64) throws(StoreError) -> Bool {
        // Two tickets of one person that are closed at once must see each other.
        try EventLog(connection: connection).lock()
        let count = try connection.execute(
            """
            INSERT INTO survey (ticket, person, asked_at)
            SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM survey WHERE person = $2 AND asked_at > $4)
            ON CONFLICT DO NOTHING
            """,
            [
                .integer(ticket), SQLValue(request.person), SQLValue(now),
                SQLValue(now.addingTimeInterval(-request.rest)),
            ])
        return count == 1
    }

    func find(_ ticket: TicketID) throws(StoreError) -> Survey? {
        let row = try connection.first(
            "SELECT person, asked_at, answers FROM survey WHERE ticket = $1", [SQLValue(ticket)])
        guard let row else { return nil }
        guard let person = try PersonRows(connection: connection).find(try row.id(0, PersonID.self)) else {
            throw .corrupt("who was asked is missing")
        }
        return Survey(
            ticket: ticket, person: person, askedAt: try row.date(1),
            rating: try RatingRows(connection: connection).find([SQLValue(ticket)])[ticket.rawValue],
            answers: Int(try row.integer(2)))
    }

    /// In place of the answer before, of which nothing stays.
    func keep(_ answer: SurveyAnswer, to survey: Survey) throws(StoreError) {
        let ticket = survey.ticket.rawValue
        let earlier = try connection.first("SELECT entry FROM survey WHERE ticket = $1", [.integer(ticket)])?
            .optionalInteger(0)
        let change = FieldChange(
            field: FieldChange.rating, from: survey.rating.map { String($0.score) }, to: String(answer.score))
        let entry = try TimelineWriter(connection: connection, now: now, ticket: ticket)
            .add(change, text: answer.comment, by: survey.person.mailbox, via: .portal)
        try connection.execute(
            "UPDATE survey SET score = $1, answered_at = $2, entry = $3, answers = answers + 1 WHERE ticket = $4",
            [SQLValue(answer.score), SQLValue(now), .integer(entry), .integer(ticket)])
        if let earlier { try connection.execute("DELETE FROM entry WHERE id = $1", [.integer(earlier)]) }
        try connection.execute(
            "UPDATE ticket SET version = version + 1, updated_at = $1 WHERE id = $2", [SQLValue(now), .integer(ticket)])
        try EventLog(connection: connection).append(["ticket.rated"], ticket: ticket, at: now)
    }
}

/// What requesters say of their tickets.
struct RatingRows {
    let connection: any Connection

    private static let columns = "s.score, COALESCE(e.text, ''), s.answered_at"

    /// By ticket.
    func find(_ tickets: [SQLValue]) throws(StoreError) -> [Int64: Rating] {
        var statement = SQLText(
            "SELECT \(Self.columns), s.ticket FROM survey s LEFT JOIN entry e ON e.id = s.entry WHERE s.score IS NOT NULL"
        )
        statement.add(" AND s.ticket IN " + statement.list(tickets))
        var ratings: [Int64: Rating] = [:]
        for row in try connection.query(statement) { ratings[try row.integer(3)] = try rating(row) }
        return ratings
    }

    func find(desk: String, from start: Date, to end: Date) throws(StoreError) -> [Rating] {
        try connection.query(
            """
            SELECT \(Self.columns) FROM survey s JOIN ticket t ON t.id = s.ticket LEFT JOIN entry e ON e.id = s.entry
            WHERE s.answered_at >= $1 AND s.answered_at < $2 AND t.desk = $3 ORDER BY s.answered_at, s.ticket
            """, [SQLValue(start), SQLValue(end), .text(desk)]
        ).map { row throws(StoreError) in try rating(row) }
    }

    private func rating(_ row: Row) throws(StoreError) -> Rating {
        Rating(score: Int(try row.integer(0)), comment: try row.text(1), at: try row.date(2))
    }
}
