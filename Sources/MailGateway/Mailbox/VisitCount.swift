/// What became of the messages of a visit: each one that the server listed has gone one of these ways.
public struct VisitCount: Sendable, Hashable {
    /// Messages that the server listed and that were not known.
    public var seen = 0
    public var new = 0
    /// Mail that was ours already, by its content.
    public var copies = 0
    /// They stay in the mailbox, and a notice of each is parked.
    public var parked = 0
    /// The server would not hand them out, or the visit broke off before them; the next one asks again.
    public var left = 0
    /// Nobody has them any more.
    public var gone = 0

    public init() {}

    /// Messages of which nobody knows what became of them: anything but zero is a fault of ours.
    public var unaccounted: Int { seen - new - copies - parked - left - gone }

    mutating func add(_ acceptance: MailboxAcceptance) {
        switch acceptance {
        case .new: new += 1
        case .copy: copies += 1
        }
    }
}

/// What a message from a mailbox was to the desk that stored it.
public enum MailboxAcceptance: Sendable, Hashable {
    case new
    /// The same content was there before.
    case copy
}
