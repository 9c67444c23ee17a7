public import struct Foundation.Date

/// The times of a ticket that promises are measured by.
///
/// The clock of its resolution runs while the desk is to work on it. While it waits for its requester or is settled the
/// clock stands still, so that nobody's silence makes a desk late.
public struct ServiceClock: Sendable, Hashable {
    /// When the requester was first answered, or the ticket settled without an answer; nil: neither has happened.
    public var respondedAt: Date?
    /// Since when it stands still; nil while it runs.
    public var stoppedAt: Date?
    /// Seconds for which it stood still before.
    public var stoppedFor = 0.0

    public init(respondedAt: Date? = nil, stoppedAt: Date? = nil, stoppedFor: Double = 0) {
        self.respondedAt = respondedAt
        self.stoppedAt = stoppedAt
        self.stoppedFor = stoppedFor
    }
}

extension TicketState {
    /// Whether the clock of the resolution runs: the desk is to work on it.
    public var runsClock: Bool { self == .new || self == .inProgress }
    /// Whether the requester knows how it ended, answered or not; who cancelled waits for nothing.
    public var isResponse: Bool { self == .resolved || self == .closed }
}
