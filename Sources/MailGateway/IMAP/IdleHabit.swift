/// How long to rely on a server's IDLE, by what it did before.
///
/// Trust is earned: until the server has told of a message once, each wait is as short as the interval of polling, so
/// that a server that never tells costs nothing. When a message is found that it did not tell of, it starts again.
///
/// - Standard: RFC 2177 §3 (renewed at least every 29 minutes)
struct IdleHabit: Sendable, Hashable {
    /// Well below what the standard allows: connections that are silent for longer are forgotten on the way, and what
    /// somebody asked to fetch again is looked for between two waits.
    private static let longest: Duration = .seconds(5 * 60)
    private static let failureLimit = 3
    private static let emptyLimit = 5

    let interval: Duration
    private var isProven = false
    private var failures = 0
    private var isRefused = false
    private var emptyNews = 0

    init(interval: Duration) {
        self.interval = interval
    }

    /// False when the server cannot do it, whatever it says.
    var isUsable: Bool { !isRefused && failures < Self.failureLimit }

    var wait: Duration { isProven ? Self.longest : min(interval, Self.longest) }

    /// A wait came to its end: whether the server told of a change, and whether there was a message.
    ///
    /// False when it is time for a pause: a server that tells of nothing again and again would keep us busy.
    mutating func ended(told: Bool, found: Bool) -> Bool {
        failures = 0
        if found { isProven = told }
        emptyNews = told && !found ? emptyNews + 1 : 0
        guard emptyNews == Self.emptyLimit else { return true }
        emptyNews = 0
        return false
    }

    /// The session broke off while waiting. True when that was the last try.
    mutating func broke() -> Bool {
        failures += 1
        return failures == Self.failureLimit
    }

    mutating func refused() {
        isRefused = true
    }
}
