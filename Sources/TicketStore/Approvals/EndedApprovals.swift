import Foundation
import Ticketing

/// What a ticket takes along when it is resolved, closed or cancelled, by whatever door: decisions that it waits for, and
/// a request that a rule was still to make.
///
/// The one place that all changes of tickets pass, so that no door can forget it.
struct EndedApprovals {
    let connection: any Connection
    let now: Date

    /// What is withdrawn with the plan, which is not yet written.
    func changes(of plan: TicketPlan) throws(StoreError) -> [(change: ApprovalChange, event: TicketEvent)] {
        guard case .existing(let ticket) = plan.target, let event = plan.events.last(where: \.endsWork) else {
            return []
        }
        try RuleRequestRows(connection: connection, now: now).remove(ticket.rawValue)
        let rows = try connection.query(
            "SELECT id FROM approval WHERE ticket = $1 AND state = 'pending' ORDER BY id", [SQLValue(ticket)])
        let ids = try rows.map { row throws(StoreError) in try row.integer(0) }
        return try ApprovalReader(connection: connection).cases(ids, at: now).compactMap { $0.ending(with: event) }
    }
}

extension TicketEvent {
    fileprivate var endsWork: Bool {
        if case .stateChanged(_, let state, _, _) = self { !state.isOpen } else { false }
    }
}
