/// One mailbox to poll, and how.
public struct IMAPMailboxConfiguration: Sendable, Hashable {
    /// How the connection is protected. There is no opportunistic form: it protects against nobody.
    public enum Security: Sendable, Hashable {
        /// TLS from the first byte.
        ///
        /// - Standard: RFC 8314 §3.2
        case implicitTLS
        /// TLS after STARTTLS, or no session.
        case startTLS
        /// None; only to a loopback address.
        case loopbackPlaintext
    }

    /// What becomes of a message in the mailbox once it is safely ours.
    public enum After: Sendable, Hashable {
        case keep
        case seen
        case move(folder: String)
        case delete
    }

    public var host: String
    public var port: UInt16
    public var security: Security
    public var user: String
    public var password: IMAPPassword
    /// Decoded; `INBOX` when the URL names none.
    public var mailbox: String
    /// PEM file with the only authorities to trust; nil for the system's.
    public var tlsCAFile: String?
    public var interval: Duration = .seconds(60)
    public var after: After = .seen
    /// Larger messages are left in the mailbox and reported.
    public var messageBytes = 50 << 20
    /// For each wait on the server.
    public var timeout: Duration = .seconds(60)

    /// Reads `imaps://user@host:port/mailbox`, or `imap://` for STARTTLS. Parts are percent-encoded.
    ///
    /// Plain text needs both `?tls=off` in an `imap` URL and a peer on a loopback address.
    ///
    /// - Standard: RFC 5092 §3 (without `;AUTH` and message parts)
    public init(url: String, password: IMAPPassword) throws(IMAPURLError) {
        self = try IMAPURL(url).configuration(password: password)
    }

    init(host: String, port: UInt16, security: Security, user: String, password: IMAPPassword, mailbox: String) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.mailbox = mailbox
    }

    /// Names the mailbox in provenance and logs: `user@host/mailbox`.
    public var name: String { "\(user)@\(host)/\(mailbox)" }
}

/// A password that no log shows.
public struct IMAPPassword: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let revealed: String

    public init(_ text: String) {
        revealed = text
    }

    public var description: String { "••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What is wrong with a mailbox's URL.
public enum IMAPURLError: Error, Sendable, Hashable {
    case scheme
    case user
    case host
    case port
    case mailbox
    case query
}
