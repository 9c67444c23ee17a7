/// Where a message came from: the second index against taking the same one twice, beside the digest of its content.
///
/// - Standard: RFC 9051 §2.3.1.1 (UIDVALIDITY, UID), RFC 1939 §7 (UIDL)
public enum Provenance: Sendable, Hashable {
    case lmtp
    case standardInput
    case imap(mailbox: String, uidValidity: UInt32, uid: UInt32)
    case pop3(maildrop: String, uidl: String)

    /// The unique key within a poll source; nil where the transport names messages by nothing.
    public var key: String? {
        switch self {
        case .lmtp, .standardInput: nil
        case .imap(let mailbox, let uidValidity, let uid): "imap:\(mailbox):\(uidValidity):\(uid)"
        case .pop3(let maildrop, let uidl): "pop3:\(maildrop):\(uidl)"
        }
    }

    /// `lmtp`, `stdin`, `imap`, `pop3`.
    public var transport: String {
        switch self {
        case .lmtp: "lmtp"
        case .standardInput: "stdin"
        case .imap: "imap"
        case .pop3: "pop3"
        }
    }
}
