import struct Foundation.Date

/// Until when the next step on a ticket is promised.
enum DigestPromise {
    /// nil: nothing is promised, so it is never late.
    static func next(on ticket: Ticket, desks: DeskDirectory) -> Date? { nil }
}
