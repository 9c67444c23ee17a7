public import InternetMessage

public import struct Foundation.Date

/// Which of several daemons reads a mailbox. Names of mailboxes and holders are the poller's own words.
public protocol MailboxLeases: Sendable {
    /// Takes the lease or makes it longer, in one statement; false while another holder's lasts.
    func hold(_ mailbox: String, by holder: String, until end: Date, at now: Date) async throws(StoreError) -> Bool
    /// Gives it back, if this holder has it.
    func release(_ mailbox: String, by holder: String) async throws(StoreError)
}

/// Messages that stay in their mailbox: the ledger shows a notice in the place of each, parked.
public protocol LeftMessages: Sendable {
    /// Stores the notice and parks it, in one transaction. The same notice again is the mail that stands already, parked
    /// again with this reason.
    func leave(_ notice: LeftNotice) async throws(StoreError)
    /// Places of those that somebody wants to have fetched after all (`Ledger.retry`), oldest first, a hundred at most.
    func wanted(in mailbox: String) async throws(StoreError) -> [Provenance]
    /// Ends such a wish: `ignored` when nothing is left in the mailbox that we do not have, else `parked` again.
    func settle(
        _ place: Provenance, in mailbox: String, as state: MailState, reason: String, at now: Date
    ) async throws(StoreError)
}

/// What stands in the ledger for a message that stays in its mailbox.
public struct LeftNotice: Sendable {
    /// The notice as a mail that arrives now.
    public var arrival: Arrival
    public var mailbox: String
    /// One sentence.
    public var reason: String
    public var author: String?
    public var subject: String?
    public var messageID: MessageID?

    public init(
        arrival: Arrival, mailbox: String, reason: String, author: String?, subject: String?, messageID: MessageID?
    ) {
        self.arrival = arrival
        self.mailbox = mailbox
        self.reason = reason
        self.author = author
        self.subject = subject
        self.messageID = messageID
    }
}
