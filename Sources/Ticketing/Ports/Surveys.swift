public import struct Foundation.Date

/// Who was asked how it was, and what they said. That somebody is asked is written with the plan that closes the ticket.
public protocol Surveys: Sendable {
    /// nil when nobody was asked about the ticket.
    func survey(of ticket: TicketID) async throws(StoreError) -> Survey?
    /// In place of an earlier answer, on the ticket's timeline too; the same answer again changes nothing. False, and
    /// nothing is written, where `Survey.isOpen` says that the link opens nothing.
    func answer(_ answer: SurveyAnswer, by link: TicketLink, at now: Date) async throws(StoreError) -> Bool
    /// What was said about tickets of the desk in a period, `end` not being in it, oldest first.
    func ratings(desk: String, from start: Date, to end: Date) async throws(StoreError) -> [Rating]
}
