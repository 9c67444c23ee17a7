public import struct Foundation.TimeZone

/// What an operator settles about the portal.
public struct PortalConfiguration: Sendable {
    public enum Listen: Sendable, Hashable {
        case address(host: String, port: Int)
        case unixSocket(path: String)
    }

    public var listen: Listen
    /// As people type it, such as `https://desk.example.com`: every absolute link begins with it, never with what a
    /// request claims.
    public var publicURL: String
    /// Addresses or networks, such as `10.0.0.0/8`, whose `X-Forwarded-For` is believed.
    public var trustedProxies: [String]
    /// Zone of the times on pages.
    public var zone: TimeZone
    /// Seconds a session lives without use, and altogether.
    public var sessionIdle: Double
    public var sessionAbsolute: Double
    /// Requests a minute for one API token.
    public var apiRate: Int
    /// How long the answer to "send me a link" takes at least, so that its time does not tell who is known.
    public var linkAnswerTime: Duration
    /// Name and version of the program, for evidence of what its pages showed.
    public var program: String

    public init(
        listen: Listen, publicURL: String, trustedProxies: [String] = [], zone: TimeZone = .gmt,
        sessionIdle: Double = 24 * 3_600, sessionAbsolute: Double = 14 * 24 * 3_600, apiRate: Int = 600,
        linkAnswerTime: Duration = .milliseconds(300), program: String = "martlet"
    ) {
        self.listen = listen
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        self.trustedProxies = trustedProxies
        self.zone = zone
        self.sessionIdle = sessionIdle
        self.sessionAbsolute = sessionAbsolute
        self.apiRate = apiRate
        self.linkAnswerTime = linkAnswerTime
        self.program = program
    }

    var isSecure: Bool { publicURL.lowercased().hasPrefix("https://") }

    /// Scheme and authority in lower case, as a browser's `Origin` says it.
    var origin: String {
        let lower = publicURL.lowercased()
        guard let scheme = lower.range(of: "://") else { return lower }
        return String(lower[..<scheme.upperBound] + lower[scheme.upperBound...].prefix { $0 != "/" })
    }
}

/// One thing that has to work before mail can be taken.
public struct ReadinessCheck: Sendable, Hashable {
    public var name: String
    public var isReady: Bool
    /// What is wrong; nil when nothing is.
    public var reason: String?

    public init(name: String, isReady: Bool, reason: String? = nil) {
        self.name = name
        self.isReady = isReady
        self.reason = reason
    }
}
