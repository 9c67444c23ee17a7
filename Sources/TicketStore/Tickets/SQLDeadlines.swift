import Foundation
import Ticketing

/// Tickets that have come to one deadline, inside a transaction.
protocol DeadlineRows {
    /// Tickets that seem to have, locked until the transaction ends.
    func candidates(limit: Int) throws(StoreError) -> [Int64]
    /// Asks again, since the ticket may have changed while its lock was waited for, and notes that it is told of; nil
    /// where there is nothing to tell.
    func note(_ id: Int64) throws(StoreError) -> DueTicket?
}

/// What time makes due, in the database.
struct SQLDeadlines: Deadlines {
    let core: StoreCore

    func note(_ desks: [Desk], at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            for desk in desks { try PromiseRows(connection: connection).note(desk, at: now) }
        }
    }

    func settle(
        _ deadline: Deadline, of desk: Desk, limit: Int, at now: Date,
        _ decide: @escaping @Sendable (DueTicket) -> [Ticketing.Notification]
    ) async throws(StoreError) -> Int {
        // As exact as the columns are, so that both say the same of the last microsecond.
        let now = Date(microseconds: now.microseconds)
        let (count, isMail) = try await core.database.write { connection throws(StoreError) in
            guard let rows = try Self.rows(deadline, desk, connection, now) else { return (0, false) }
            var count = 0
            var isMail = false
            for id in try rows.candidates(limit: limit) {
                guard let due = try rows.note(id) else { continue }
                count += 1
                // No event of the ticket: nobody has touched it.
                let plan = TicketPlan(target: .existing(due.ticket.id), events: [], notifications: decide(due))
                _ = try PlanWriter(connection: connection, blobs: PreparedBlobs(), now: now).write(plan)
                isMail = isMail || !plan.notifications.isEmpty
            }
            return (count, isMail)
        }
        if isMail { core.departures.raise() }
        return count
    }

    private static func rows(
        _ deadline: Deadline, _ desk: Desk, _ connection: any Connection, _ now: Date
    ) throws(StoreError) -> (any DeadlineRows)? {
        switch deadline {
        case .untouched(let moment):
            ReminderRows(connection: connection, desk: desk.name, untouchedSince: moment, now: now)
        case .promise(let reason): try EscalationRows(connection, reason, desk, at: now)
        }
    }
}
