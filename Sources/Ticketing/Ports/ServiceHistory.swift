public import struct Foundation.Date

/// What happened to the tickets of a desk, for figures.
public protocol ServiceHistory: Sendable {
    /// All tickets of the desk that were opened before `end`, but for those that were settled before `start` and not
    /// touched since. Nothing that happened from `end` on is told.
    func histories(desk: String, from start: Date, to end: Date) async throws(StoreError) -> [TicketHistory]
}
