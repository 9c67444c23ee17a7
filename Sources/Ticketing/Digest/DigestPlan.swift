public import struct Foundation.Date

/// What is known about a person's digests: what they chose, and when the last one was made.
public struct DigestStanding: Sendable, Hashable {
    public var person: PersonID
    /// nil: they get none.
    public var schedule: DigestSchedule?
    /// IANA name; nil: the installation's.
    public var timeZone: String?
    /// When they chose the schedule.
    public var chosenAt: Date?
    /// When the last digest was made, or there was nothing to make one of.
    public var lastAt: Date?

    public init(
        person: PersonID, schedule: DigestSchedule?, timeZone: String? = nil, chosenAt: Date? = nil, lastAt: Date? = nil
    ) {
        self.person = person
        self.schedule = schedule
        self.timeZone = timeZone
        self.chosenAt = chosenAt
        self.lastAt = lastAt
    }
}

/// When a digest is due, and from when on it tells: pure functions.
public enum DigestPlan {
    /// Seconds between two digests that somebody asks for with a press.
    public static let pause = 600.0
    private static let day = 86_400.0

    /// Once on a day, however late: of days on which nothing ran one digest tells.
    /// - Parameter timeZone: The installation's, for whoever settled none.
    public static func isDue(_ standing: DigestStanding, at now: Date, timeZone: String) -> Bool {
        guard let schedule = standing.schedule, let chosen = standing.chosenAt else { return false }
        let zone = ZoneName.known(standing.timeZone ?? timeZone)
        // What a clock that was ahead has left in the future puts nothing off.
        let isAhead = [chosen, standing.lastAt ?? chosen].contains { $0 > now.addingTimeInterval(day) }
        let next =
            isAhead
            ? schedule.next(chosen: now.addingTimeInterval(-day), last: nil, in: zone)
            : schedule.next(chosen: chosen, last: standing.lastAt, in: zone)
        return next.map { $0 <= now } ?? false
    }

    /// Where the time begins that a digest of `now` tells of: at the last one, else a day ago, or when it was chosen.
    public static func start(_ standing: DigestStanding, at now: Date) -> Date {
        let dayAgo = now.addingTimeInterval(-day)
        if let last = standing.lastAt, last <= now { return standing.schedule == nil ? max(last, dayAgo) : last }
        return min(dayAgo, standing.chosenAt ?? dayAgo)
    }

    /// Whether a press may send one: another was not made just before.
    public static func isAllowed(_ standing: DigestStanding, at now: Date) -> Bool {
        standing.lastAt.map { abs(now.timeIntervalSince($0)) >= pause } ?? true
    }
}
