public import InternetMessage

public import struct Foundation.Date

/// An address that gets no mail, because mail to it cannot arrive.
public struct Suppression: Sendable, Hashable {
    /// Who said that the address is no good.
    public enum Source: String, Sendable, Hashable, CaseIterable {
        /// The next hop, in answer to RCPT.
        case smtp
        /// A report about a message of ours, sent to its own return address.
        case report
        /// A person.
        case manual
    }

    public var address: MailAddress
    public var reason: String
    public var source: Source
    /// The message that found it out.
    public var message: OutgoingID?
    public var since: Date

    public init(address: MailAddress, reason: String, source: Source, message: OutgoingID?, since: Date) {
        self.address = address
        self.reason = reason
        self.source = source
        self.message = message
        self.since = since
    }
}

/// Addresses that get no mail of any kind until that is lifted: by hand, or by an authenticated mail from there.
public protocol Suppressions: Sendable {
    /// Newest first.
    func list(cursor: String?, limit: Int) async throws(StoreError) -> Page<Suppression>
    func find(_ address: MailAddress) async throws(StoreError) -> Suppression?
    func suppress(_ address: MailAddress, reason: String, at now: Date) async throws(StoreError)
    /// `notFound` when the address was not suppressed.
    func lift(_ address: MailAddress) async throws(StoreError)
}
