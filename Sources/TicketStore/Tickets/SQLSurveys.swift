import Foundation
import Ticketing

/// Surveys and their answers in the database.
struct SQLSurveys: Surveys {
    let core: StoreCore

    func survey(of ticket: TicketID) async throws(StoreError) -> Survey? {
        try await core.database.read { connection throws(StoreError) in
            try SurveyRows(connection: connection, now: Date()).find(ticket)
        }
    }

    func answer(_ answer: SurveyAnswer, by link: TicketLink, at now: Date) async throws(StoreError) -> Bool {
        try await core.database.write { connection throws(StoreError) in
            let sql = "SELECT id FROM ticket WHERE id = $1\(connection.dialect.forUpdate)"
            guard try connection.first(sql, [SQLValue(link.ticket)]) != nil else { return false }
            let rows = SurveyRows(connection: connection, now: now)
            guard let survey = try rows.find(link.ticket), survey.isOpen(to: link, at: now) else { return false }
            if !survey.holds(answer) { try rows.keep(answer, to: survey) }
            return true
        }
    }

    func ratings(desk: String, from start: Date, to end: Date) async throws(StoreError) -> [Rating] {
        try await core.database.read { connection throws(StoreError) in
            try RatingRows(connection: connection).find(desk: desk.storable, from: start, to: end)
        }
    }
}
