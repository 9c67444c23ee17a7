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
    /// What the first visit did not pass over arrived on this day or later; nil where nobody knows such a day.
    public var day: MailboxStart.Day?

    public init(uidValidity: UInt32, lastUID: UInt32 = 0, passed: UInt32 = 0, day: MailboxStart.Day? = nil) {
        self.uidValidity = uidValidity
        self.lastUID = lastUID
        self.passed = passed
        self.day = day
    }

    /// Whether what was passed over is now to be read: then everything is, and copies are known by their content.
    func isReopened(by start: MailboxStart) -> Bool { passed > 0 && start == .all }

    /// The day from which on a mailbox is read whose UIDs say nothing any more; nil where that is from its start.
    func dayAgain(_ start: MailboxStart) -> MailboxStart.Day? { passed > 0 && start != .all ? day : nil }

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
        IMAPCursor(uidValidity: uidValidity, lastUID: max(lastUID, uid), passed: passed, day: day)
    }
}

extension IMAPCursor: LosslessStringConvertible {
    /// Reads what `description` writes, and what older programs wrote: two numbers, or three.
    public init?(_ text: String) {
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count >= 2, let validity = UInt32(parts[0]), let uid = UInt32(parts[1]) else { return nil }
        self.init(
            uidValidity: validity, lastUID: uid, passed: parts.count > 2 ? UInt32(parts[2]) ?? 0 : 0,
            day: parts.count > 3 ? MailboxStart.Day(parts[3]) : nil)
    }

    /// For the store: `UIDVALIDITY:UID:passed`, and `:2026-11-29` where there is a day.
    public var description: String {
        "\(uidValidity):\(lastUID):\(passed)" + (day.map { ":\($0)" } ?? "")
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
