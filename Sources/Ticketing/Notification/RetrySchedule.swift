/// When a deferred message is tried again, and when it is given up.
///
/// - Standard: RFC 5321 §4.5.4.1
public struct RetrySchedule: Sendable, Hashable {
    /// Seconds before the second attempt; doubled for each one after.
    public var first: Double = 60
    public var longest: Double = 4_000
    /// Age at which a message fails for good.
    public var giveUpAfter: Double = 5 * 86_400
    /// Attempts that even the oldest message gets: a daemon that was off for a week, or a clock that was a year ahead,
    /// gives nothing up unasked.
    public static let leastAttempts = 5

    public init() {}

    /// Seconds from now to the next attempt, or nil when the message is too old. `jitter` is between 0 and 1 and
    /// spreads the attempts over the upper quarter of the wait.
    public func delay(attempts: Int, age: Double, jitter: Double) -> Double? {
        guard age < giveUpAfter || attempts < RetrySchedule.leastAttempts else { return nil }
        let doublings = min(max(attempts - 1, 0), 16)
        let wait = min(first * Double(1 << doublings), longest)
        return wait * (0.75 + 0.25 * min(max(jitter, 0), 1))
    }
}
