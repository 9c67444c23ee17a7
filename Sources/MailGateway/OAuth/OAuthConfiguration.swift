import Foundation

/// How to get access tokens for a mailbox.
///
/// - Standard: RFC 6749 §6 (refresh token), §4.4 (client credentials)
public struct OAuthConfiguration: Sendable, Hashable {
    public var host: String
    public var port: Int
    /// Path and query of the token endpoint.
    public var target: String
    public var clientID: String
    /// None for a public client.
    public var clientSecret: MailboxPassword?
    /// The first one, as it was consented to; none for a client that speaks for itself.
    public var refreshToken: MailboxPassword?
    public var scope: String?
    /// PEM file with the only authorities to trust; nil for the system's.
    public var tlsCAFile: String?

    /// Throws `scheme`, `host` or `port` for an endpoint that is no plain `https://host/path`.
    public init(tokenURL: String, clientID: String) throws(MailboxURLError) {
        guard let parts = URLComponents(string: tokenURL), parts.scheme == "https", parts.fragment == nil,
            parts.user == nil
        else { throw .scheme }
        guard let host = parts.host, !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .host
        }
        guard (1...65_535).contains(parts.port ?? 443) else { throw .port }
        self.host = host
        port = parts.port ?? 443
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        target = parts.percentEncodedQuery.map { "\(path)?\($0)" } ?? path
        self.clientID = clientID
    }
}
