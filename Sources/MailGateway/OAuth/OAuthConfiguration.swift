import Foundation

/// How to get access tokens for a mailbox.
///
/// - Standard: RFC 6749 §6 (refresh token), §4.4 (client credentials), §3.1 (authorization endpoint)
public struct OAuthConfiguration: Sendable, Hashable {
    public var host: String
    public var port: Int
    /// Path and query of the token endpoint.
    public var target: String
    public var clientID: String
    /// None for a public client.
    public var clientSecret: MailboxPassword?
    /// The first one, as it was consented to; none for a client that speaks for itself, or before the first consent.
    public var refreshToken: MailboxPassword?
    public var scope: String?
    /// Where the mailbox's owner consents; nil when that happens elsewhere.
    public var authorization: AuthorizationEndpoint?
    /// PEM file with the only authorities to trust; nil for the system's.
    public var tlsCAFile: String?

    /// Throws `scheme`, `host` or `port` for an endpoint that is no plain `https://host/path`.
    public init(tokenURL: String, clientID: String) throws(MailboxURLError) {
        let parts = try EndpointURL(tokenURL)
        host = parts.host
        port = parts.port
        target = parts.target
        self.clientID = clientID
    }

    /// An application that gets its tokens for itself, with nobody's consent.
    public var speaksForItself: Bool { refreshToken == nil && authorization == nil }
}

/// Where a browser is sent for a consent.
public struct AuthorizationEndpoint: Sendable, Hashable {
    /// As it is configured: a query in it is kept.
    public let url: String
    /// Scheme, host and port.
    public let origin: String
    /// Named by the server's answers; nil when it is not configured.
    public var issuer: String?

    /// Throws `scheme`, `host` or `port` for what is no plain `https://host/path`.
    public init(url: String) throws(MailboxURLError) {
        let parts = try EndpointURL(url)
        self.url = url
        origin = parts.origin
    }

    /// Whether an answer that names this issuer, or none, can be from here. Where no issuer is configured, one of the
    /// endpoint's own origin is believed.
    ///
    /// - Standard: RFC 9207 §2.4, RFC 9700 §4.4 (mix-up)
    public func accepts(issuer named: String?) -> Bool {
        guard let named else { return true }
        if let issuer { return named == issuer }
        do throws(MailboxURLError) { return try EndpointURL(named).origin == origin } catch { return false }
    }
}

/// The parts of an `https` URL of an endpoint.
struct EndpointURL {
    let host: String
    let port: Int
    let target: String

    init(_ text: String) throws(MailboxURLError) {
        guard let parts = URLComponents(string: text), parts.scheme == "https", parts.fragment == nil,
            parts.user == nil
        else { throw .scheme }
        guard let host = parts.host, !host.isEmpty, host.utf8.allSatisfy(Self.isHostByte) else { throw .host }
        guard (1...65_535).contains(parts.port ?? 443) else { throw .port }
        self.host = host
        port = parts.port ?? 443
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        target = parts.percentEncodedQuery.map { "\(path)?\($0)" } ?? path
    }

    var origin: String { port == 443 ? "https://\(host.lowercased())" : "https://\(host.lowercased()):\(port)" }

    /// Nothing that means something in a header field.
    private static func isHostByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && ![UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "'")].contains(byte)
    }
}
