public import Ticketing

public import struct Foundation.Date

extension Store {
    /// Makes due what daemons that are gone had in hand, so that a restart does not wait for their leases.
    ///
    /// Only for a caller who knows that no other daemon works on this database. Incoming mail counts a death, as it
    /// would when its lease ran out.
    public func reclaimLeases(at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try connection.execute(
                "UPDATE incoming SET next_at = $1 WHERE state = 'received' AND lease_until IS NOT NULL",
                [SQLValue(now)])
            try connection.execute(
                """
                UPDATE outgoing SET next_at = $1, lease_until = NULL
                WHERE state IN ('queued', 'deferred') AND lease_until IS NOT NULL
                """, [SQLValue(now)])
        }
        core.arrivals.raise()
        core.departures.raise()
    }
}
