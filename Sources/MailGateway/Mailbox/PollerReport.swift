/// What a poller tells of itself: for the log, the metrics and the readiness page.
public enum PollerReport: Sendable, Hashable {
    /// Signed in, mailbox selected.
    case connected
    /// The mailbox's UIDVALIDITY changed: it is read from the start.
    case startedOver
    /// The first visit passed over what was there: messages, where it is known how many.
    case begins(passed: Int?)
    /// What a first visit passed over is read after all.
    case reopened
    /// What became of the messages of a visit that found some.
    case counted(VisitCount)
    /// A visit came to its end.
    case idle(accepted: Int)
    /// Part of a backlog is read; at least `remaining` messages follow.
    case progress(accepted: Int, remaining: Int)
    /// The server does not wait for news as it should: the mailbox is looked at every interval.
    case idleRefused(String)
    /// Another daemon reads the mailbox; told once.
    case heldElsewhere
    /// A message stays in the mailbox, and is told of in its place.
    case left(uid: UInt32, LeftMessage.Reason)
    /// A maildrop holds more messages than are listed; the newest ones are read. Told once.
    case listingCut(listed: Int, total: Int)
    /// So many unique-ids are none by the standard; what the server said is hashed. Told once.
    case uniqueIDsHashed(Int)
    /// So many messages have no unique-id: they are fetched at each visit, and known by their content. Told once.
    case uniqueIDsMissing(Int)
    /// A message is ours, but the server would not mark, move or delete it.
    case unfinished(uid: UInt32, String)
    /// The visit broke off; another follows.
    case failed(PollerTrouble)
}

/// Why a visit to a mailbox broke off.
public enum PollerTrouble: Error, Sendable, Hashable {
    case server(MailboxFailure)
    /// At a command about one message.
    case message(uid: UInt32, MailboxFailure)
    /// Our own side could not take the message; it stays where it is.
    case notAccepted(uid: UInt32)
    /// What has been read could not be looked up or stored.
    case cursor
    /// Another daemon may read the mailbox by now.
    case leaseLost
    /// A maildrop's server names no messages, and they are not to be deleted.
    case noUniqueIDs
}

extension PollerTrouble: CustomStringConvertible {
    /// For the log.
    public var description: String {
        switch self {
        case .server(let failure): "\(failure)"
        case .message(let uid, let failure): "message \(uid): \(failure)"
        case .notAccepted(let uid): "message \(uid) could not be stored"
        case .cursor: "what has been read could not be looked up or stored"
        case .leaseLost: "this daemon lost the mailbox's lease: another one reads it"
        case .noUniqueIDs:
            "the server has no UIDL, so that nothing tells what was read: set 'after: delete', or read it by IMAP"
        }
    }
}
