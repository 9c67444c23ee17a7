import struct Foundation.Date

/// Does something at once and then again after each interval, by a clock that may be set.
struct Recurrence: Sendable {
    /// In seconds.
    let interval: Double
    let now: @Sendable () -> Date
    /// Waits for about a second.
    let pause: @Sendable () async -> Void

    /// Until `isStopping` says so; what is in hand is finished.
    func run(until isStopping: @Sendable () -> Bool, _ work: () async -> Void) async {
        var due = now()
        while !isStopping() {
            // A clock that was set back does not put it off for longer than the interval.
            if now() >= due || due.timeIntervalSince(now()) > interval {
                await work()
                due = now().addingTimeInterval(interval)
            }
            await pause()
        }
    }
}
