import Foundation
import Ticketing

/// Keeps a ticket's clock with what happens to it.
struct ServiceClockRows {
    let connection: any Connection
    let now: Date
    let ticket: Int64

    /// The requester has an answer; only the first counts.
    func answered() throws(StoreError) {
        try connection.execute(
            "UPDATE ticket SET responded_at = $1 WHERE id = $2 AND responded_at IS NULL",
            [SQLValue(now), .integer(ticket)])
    }

    /// The ticket is in this state from now on.
    func moved(to state: TicketState) throws(StoreError) {
        if state.isResponse { try answered() }
        let values = [SQLValue(now), .integer(ticket)]
        if state.runsClock {
            try connection.execute(
                """
                UPDATE ticket SET stopped_at = NULL,
                    stopped_for = stopped_for + CASE WHEN stopped_at < $1 THEN $1 - stopped_at ELSE 0 END
                WHERE id = $2
                """, values)
        } else {
            try connection.execute("UPDATE ticket SET stopped_at = $1 WHERE id = $2 AND stopped_at IS NULL", values)
        }
    }
}
