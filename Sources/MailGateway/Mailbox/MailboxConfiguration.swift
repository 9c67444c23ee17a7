/// One mailbox to poll, and how.
public struct MailboxConfiguration: Sendable, Hashable {
    public enum Access: Sendable, Hashable {
        case imap
        case pop3
    }

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

    public var access: Access
    public var host: String
    public var port: UInt16
    public var security: Security
    public var user: String
    public var password: MailboxPassword
    /// Where access tokens come from; the password then counts for nothing.
    public var oauth: OAuthConfiguration?
    /// Decoded; `INBOX` when the URL names none.
    public var mailbox: String
    /// PEM file with the only authorities to trust; nil for the system's.
    public var tlsCAFile: String?
    public var interval: Duration = .seconds(60)
    public var after: After = .seen
    /// Counts at the first visit alone, but for `.all`, which also reads what an earlier first visit passed over.
    public var start = MailboxStart.all
    /// A day before the poller was made, by any clock: all that is new to a first visit by `.now` arrived on it or later.
    public var dayBefore: MailboxStart.Day?
    /// Whether to wait for the server's word where it offers IDLE.
    public var usesIdle = true
    /// Larger messages are left in the mailbox and reported.
    public var messageBytes = 50 << 20
    /// For each wait on the server.
    public var timeout: Duration = .seconds(60)

    /// Reads `imaps://user@host:port/mailbox` or `pop3s://user@host:port`; `imap://` and `pop3://` are for STARTTLS.
    /// Parts are percent-encoded.
    ///
    /// Plain text needs both `?tls=off` in an `imap` or `pop3` URL and a peer on a loopback address.
    ///
    /// - Standard: RFC 5092 §3 (without `;AUTH` and message parts), RFC 2384 §3 (likewise)
    public init(url: String, password: MailboxPassword) throws(MailboxURLError) {
        self = try MailboxURL(url).configuration(password: password)
    }

    init(
        access: Access, host: String, port: UInt16, security: Security, user: String, password: MailboxPassword,
        mailbox: String
    ) {
        self.access = access
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.mailbox = mailbox
        if access == .pop3 { after = .keep }
    }

    /// Names the mailbox in provenance and logs: `user@host/mailbox`, or `user@host` for POP3.
    public var name: String {
        switch access {
        case .imap: "\(user)@\(host)/\(mailbox)"
        // A colon ends the maildrop where it is stored with the unique-id, which may hold some.
        case .pop3: "\(user)@\(host)".replacing(":", with: "%3A")
        }
    }
}

/// A password that no log shows.
public struct MailboxPassword: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The secret itself; never for a log.
    public let revealed: String

    public init(_ text: String) {
        revealed = text
    }

    public var description: String { "••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What is wrong with a mailbox's URL.
public enum MailboxURLError: Error, Sendable, Hashable {
    case scheme
    case user
    case host
    case port
    case mailbox
    case query
}
