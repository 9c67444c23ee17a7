import Foundation
import Ticketing

/// One row for each mailbox that has been visited.
struct SQLMailboxStates: MailboxStates {
    let core: StoreCore

    func states() async throws(StoreError) -> [String: MailboxState] {
        try await core.database.read { connection throws(StoreError) in
            let rows = try connection.query(
                """
                SELECT mailbox, succeeded_at, trouble, words, failed_at, failing_since, failures,
                    taken, taken_at, remaining, too_large, unreadable, unaccounted
                FROM mailbox_state
                """)
            var states: [String: MailboxState] = [:]
            for row in rows { states[try row.text(0)] = try Self.state(row) }
            return states
        }
    }

    func save(_ state: MailboxState, of mailbox: String) async throws(StoreError) {
        let failure = state.failure
        let values: [SQLValue] = [
            .text(mailbox), SQLValue(state.succeededAt), SQLValue(failure?.trouble.rawValue),
            SQLValue(failure?.words.storable), SQLValue(failure?.at), SQLValue(failure?.since),
            SQLValue(failure?.count ?? 0), SQLValue(state.taken), SQLValue(state.takenAt), SQLValue(state.remaining),
            SQLValue(state.leftTooLarge), SQLValue(state.leftUnreadable), SQLValue(state.unaccounted),
        ]
        try await core.database.write { connection throws(StoreError) in
            _ = try connection.execute(
                """
                INSERT INTO mailbox_state (mailbox, succeeded_at, trouble, words, failed_at, failing_since, failures,
                    taken, taken_at, remaining, too_large, unreadable, unaccounted)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                ON CONFLICT (mailbox) DO UPDATE SET succeeded_at = excluded.succeeded_at,
                    trouble = excluded.trouble, words = excluded.words, failed_at = excluded.failed_at,
                    failing_since = excluded.failing_since, failures = excluded.failures, taken = excluded.taken,
                    taken_at = excluded.taken_at, remaining = excluded.remaining, too_large = excluded.too_large,
                    unreadable = excluded.unreadable, unaccounted = excluded.unaccounted
                """, values)
        }
    }

    private static func state(_ row: Row) throws(StoreError) -> MailboxState {
        var state = MailboxState()
        state.succeededAt = try row.optionalDate(1)
        if !row.isNull(2) {
            state.failure = MailboxState.Failure(
                trouble: try row.word(2, MailboxTrouble.self), words: try row.text(3), at: try row.date(4),
                since: try row.date(5), count: Int(clamping: try row.integer(6)))
        }
        state.taken = Int(clamping: try row.integer(7))
        state.takenAt = try row.optionalDate(8)
        state.remaining = Int(clamping: try row.integer(9))
        state.leftTooLarge = Int(clamping: try row.integer(10))
        state.leftUnreadable = Int(clamping: try row.integer(11))
        state.unaccounted = Int(clamping: try row.integer(12))
        return state
    }
}
