public import struct Foundation.Date

/// Tickets that time alone makes due.
public protocol Deadlines: Sendable {
    /// Keeps since when each of the desks has its targets: from this moment on where they are others than before.
    func note(_ desks: [Desk], at now: Date) async throws(StoreError)
    /// Settles up to `limit` of the desk's tickets that have come to the deadline: queues what `decide` makes of each, and
    /// notes in the same transaction that it was done. Of promises only those count that fell due since the desk has its
    /// targets. How many it settled.
    func settle(
        _ deadline: Deadline, of desk: Desk, limit: Int, at now: Date,
        _ decide: @escaping @Sendable (DueTicket) -> [Notification]
    ) async throws(StoreError) -> Int
}
