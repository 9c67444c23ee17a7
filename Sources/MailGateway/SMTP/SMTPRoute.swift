/// The next hop for outgoing mail, and how to speak to it.
///
/// A certificate is always verified, chain and name; there is no switch for that. A private authority goes into
/// `trustRoots`.
public struct SMTPRoute: Sendable, Hashable {
    /// How the connection is protected.
    ///
    /// - Standard: RFC 8314 §3 (implicit TLS), RFC 3207 (STARTTLS)
    public enum Security: String, Sendable, Hashable, CaseIterable {
        /// TLS from the first byte.
        case implicit
        /// STARTTLS, or nothing is sent.
        case required
        /// STARTTLS where it is offered, and then for good: a handshake that fails sends nothing.
        case opportunistic
        /// In clear. Credentials then go to loopback only.
        case off
    }

    public var host: String
    public var port: Int
    public var security: Security
    public var credentials: SMTPCredentials?
    /// PEM file of certificate authorities to trust instead of the system's.
    public var trustRoots: String?
    /// What EHLO says.
    public var heloName: String
    public var timeouts = Timeouts()
    /// Messages over one connection; then it is closed, before a server's own limit closes it.
    public var messagesPerConnection = 100

    /// How long to wait for the other side.
    ///
    /// - Standard: RFC 5321 §4.5.3.2
    public struct Timeouts: Sendable, Hashable {
        public var connect: Duration = .seconds(30)
        /// For the greeting, and for the reply to each command.
        public var command: Duration = .seconds(300)
        /// For a piece of content to leave.
        public var content: Duration = .seconds(180)
        /// For the reply after the final dot.
        public var final: Duration = .seconds(600)
        /// How long a connection is kept for the next message.
        public var idle: Duration = .seconds(30)

        public init() {}
    }

    public init(
        host: String, port: Int, security: Security, credentials: SMTPCredentials? = nil, trustRoots: String? = nil,
        heloName: String
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.credentials = credentials
        self.trustRoots = trustRoots
        self.heloName = heloName
    }

    /// Whether the host is this machine by its own word: no name that DNS could send elsewhere, but `localhost`.
    public var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.") && host.utf8.allSatisfy { $0 < 0x3A }
    }
}

/// A user name with its password, which no description shows.
public struct SMTPCredentials: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    public var user: String
    public var password: String

    public init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    public var description: String { "\(user):••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["user": user]) }
}
