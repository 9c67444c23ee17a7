public import Ticketing

public import struct Foundation.Date

extension Store {
    /// Makes due what daemons that are gone had in hand, so that a restart does not wait for their leases.
    ///
    /// Only for a caller who knows that no other daemon works on this database. Incoming mail counts a death, as it
    /// would when its lease ran out. What is due beyond any wait of ours was put there by a clock that was ahead, and
    /// would lie until the clock gets there: it is due too.
    public func reclaimLeases(at now: Date) async throws(StoreError) {
        let horizon = now.addingTimeInterval(86_400)
        try await core.database.write { connection throws(StoreError) in
            try connection.execute(
                """
                UPDATE incoming SET next_at = $1
                WHERE state = 'received' AND (lease_until IS NOT NULL OR next_at > $2)
                """, [SQLValue(now), SQLValue(horizon)])
            try connection.execute(
                """
                UPDATE outgoing SET next_at = $1, lease_until = NULL, claims = claims + 1
                WHERE state IN ('queued', 'deferred') AND (lease_until IS NOT NULL OR next_at > $2)
                """, [SQLValue(now), SQLValue(horizon)])
            try connection.execute("DELETE FROM mailbox_lease")
        }
        core.arrivals.raise()
        core.departures.raise()
    }
}
