public import struct Foundation.Date

/// What a message waits for in the queue: what else happens to its ticket, and the end of its reader's quiet hours.
public struct NotificationHold: Sendable, Hashable {
    /// Seconds.
    public var window = 0.0
    public var quietHours: QuietHours?
    /// IANA name of the zone that the quiet hours are in.
    public var timeZone = "UTC"

    public init(window: Double = 0, quietHours: QuietHours? = nil, timeZone: String = "UTC") {
        self.window = window
        self.quietHours = quietHours
        self.timeZone = timeZone
    }

    /// When the message may go out.
    public func end(from now: Date) -> Date {
        let moment = now.addingTimeInterval(window)
        return quietHours?.end(from: moment, in: ZoneName.known(timeZone)) ?? moment
    }
}
