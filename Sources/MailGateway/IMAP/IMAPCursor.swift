/// How far a mailbox has been read.
///
/// UIDs grow and are never used again while UIDVALIDITY stays the same; when it changes they say nothing any more,
/// and reading starts over. What comes twice then is known by its content downstream.
///
/// - Standard: RFC 9051 §2.3.1.1
public struct IMAPCursor: Sendable, Hashable {
    public var uidValidity: UInt32
    /// The last UID that is done with; zero before the first.
    public var lastUID: UInt32
    /// What the first visit passed over: the last UID of it, or for POP3 how many messages; zero when nothing.
    public var passed: UInt32

    public init(uidValidity: UInt32, lastUID: UInt32 = 0, passed: UInt32 = 0) {
        self.uidValidity = uidValidity
        self.lastUID = lastUID
        self.passed = passed
    }

    /// Whether what was passed over is now to be read: then everything is, and copies are known by their content.
    func isReopened(by start: MailboxStart) -> Bool { passed > 0 && start == .all }

    /// Where to go on in a mailbox that says this UIDVALIDITY now.
    public static func resume(from stored: IMAPCursor?, uidValidity: UInt32) -> IMAPCursor {
        guard let stored, stored.uidValidity == uidValidity else { return IMAPCursor(uidValidity: uidValidity) }
        return stored
    }

    /// What a server listed, put in order: each message once, ascending, none that is done with.
    ///
    /// `UID SEARCH n:*` names the last message even when its UID is below n, and a hostile server names anything.
    public func plan(_ listing: [IMAPListing]) -> [IMAPListing] {
        var last = lastUID
        var messages: [IMAPListing] = []
        for entry in listing.sorted(by: { $0.uid < $1.uid }) where entry.uid > last {
            last = entry.uid
            messages.append(entry)
        }
        return messages
    }

    public func advanced(to uid: UInt32) -> IMAPCursor {
        IMAPCursor(uidValidity: uidValidity, lastUID: max(lastUID, uid), passed: passed)
    }
}

/// One message of a mailbox, as its server lists it.
public struct IMAPListing: Sendable, Hashable {
    public var uid: UInt32
    /// RFC822.SIZE; zero where the server would not say.
    public var size: Int

    public init(uid: UInt32, size: Int) {
        self.uid = uid
        self.size = size
    }
}
