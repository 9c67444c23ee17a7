/// What a poller remembers from visit to visit beside the cursor; a restart may forget it.
struct IMAPMemory: Sendable, Hashable {
    private static let patience = 5

    var idle: IdleHabit
    private var stumble: UInt32?
    private var stumbles = 0

    init(interval: Duration) {
        idle = IdleHabit(interval: interval)
    }

    /// True when visits broke off at this message again and again: those behind it do not wait for it for ever.
    func isHopeless(_ uid: UInt32) -> Bool {
        stumble == uid && stumbles >= Self.patience
    }

    /// A visit broke off while it fetched this message.
    mutating func stumbled(at uid: UInt32) {
        if stumble != uid { stumbles = 0 }
        stumble = uid
        stumbles += 1
    }
}
