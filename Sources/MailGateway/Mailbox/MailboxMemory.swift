/// What a poller remembers from visit to visit beside the store; a restart may forget it.
struct MailboxMemory: Sendable, Hashable {
    private static let patience = 5
    /// So many places are remembered; beyond, it starts anew.
    private static let places = 1_000

    var idle: IdleHabit
    /// Of the messages since the last report of it.
    var count = VisitCount()
    /// Another daemon reads the mailbox, and that has been told.
    var isElsewhere = false
    private var stumbles: [String: Stumbles] = [:]
    private var told: Set<String> = []

    private struct Stumbles: Sendable, Hashable {
        var count = 0
        var words = ""
        /// The last time the server said no, and the session went on.
        var wasRefusal = false
    }

    init(interval: Duration) {
        idle = IdleHabit(interval: interval)
    }

    /// The last words about a message that could not be fetched again and again: those behind it do not wait for it for
    /// ever. Nil while there is hope.
    func despair(of message: MailboxMessage) -> String? {
        guard let met = stumbles[message.key], met.count >= Self.patience else { return nil }
        return "\(met.count) times, the last time: \(met.words)"
    }

    /// Whether the server refused it the last time, in place of breaking off.
    func wasRefused(_ message: MailboxMessage) -> Bool { stumbles[message.key]?.wasRefusal ?? false }

    /// This message could not be fetched.
    mutating func stumbled(at message: MailboxMessage, _ failure: MailboxFailure) {
        if stumbles.count >= Self.places, stumbles[message.key] == nil { stumbles = [:] }
        stumbles[message.key, default: Stumbles()].count += 1
        stumbles[message.key]?.words = "\(failure)"
        stumbles[message.key]?.wasRefusal = if case .session(.command, _) = failure { true } else { false }
    }

    mutating func recovered(_ message: MailboxMessage) {
        stumbles[message.key] = nil
    }

    /// True the first time: nobody wants to read the same line at each visit.
    mutating func isNews(_ words: String) -> Bool {
        if told.count >= Self.places { told = [] }
        return told.insert(words).inserted
    }
}
