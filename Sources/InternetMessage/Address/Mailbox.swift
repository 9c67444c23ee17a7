/// A display name with an address, as author, sender and destination fields hold them.
///
/// - Standard: RFC 5322 §3.4
public struct Mailbox: Sendable, Hashable {
    /// Decoded display name, without controls and bidirectional overrides; nil when there is none.
    public var displayName: String?
    public var address: MailAddress

    public init(displayName: String? = nil, address: MailAddress) {
        self.displayName = displayName
        self.address = address
    }
}
