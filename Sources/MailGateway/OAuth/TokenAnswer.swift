import Foundation

/// What a token endpoint answered.
///
/// - Standard: RFC 6749 §5.1, §5.2
struct TokenAnswer: Sendable, Hashable {
    var accessToken: MailboxPassword
    /// Seconds; five minutes when the endpoint does not say.
    var lifetime: Double
    /// A new refresh token in place of the one that was sent.
    var refreshToken: MailboxPassword?
    /// Seconds that the refresh token lasts, where the endpoint says so: no field of the standard, but of some servers.
    var refreshLifetime: Double?

    private static let tokenLimit = 32 << 10
    /// Seconds: ten years, beyond which nothing ends.
    static let refreshLifetimeLimit = 315_360_000.0

    /// Throws the endpoint's error code, or that its answer is none: `consent` when the grant itself is refused.
    init(status: Int, body: [UInt8]) throws(MailboxFailure) {
        let object: Fields
        do {
            object = try JSONDecoder().decode(Fields.self, from: Data(body))
        } catch {
            throw .token("the endpoint's answer is not understood (status \(status))")
        }
        if let code = object.error {
            let words = "\(Self.printable(code)) (status \(status))"
            throw code == "invalid_grant" ? .consent(words) : .token(words)
        }
        guard status == 200, let token = object.accessToken, Self.isToken(token) else {
            throw .token("the endpoint gave no token (status \(status))")
        }
        accessToken = MailboxPassword(token)
        lifetime = min(max(object.lifetime ?? 300, 0), 86_400)
        refreshToken = object.refreshToken.flatMap { Self.isToken($0) ? MailboxPassword($0) : nil }
        // Zero is how some servers say that it does not end.
        refreshLifetime = object.refreshLifetime.flatMap { $0 > 0 && $0 <= Self.refreshLifetimeLimit ? $0 : nil }
    }

    /// Visible characters: nothing that could end a line of a protocol.
    private static func isToken(_ text: String) -> Bool {
        (1...tokenLimit).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func printable(_ text: String) -> String {
        String(decoding: text.utf8.prefix(60).map { (0x20...0x7E).contains($0) ? $0 : 0x3F }, as: UTF8.self)
    }

    private struct Fields: Decodable {
        var accessToken: String?
        var refreshToken: String?
        var lifetime: Double?
        var refreshLifetime: Double?
        var error: String?

        private enum Key: String, CodingKey {
            case accessToken = "access_token"
            case refreshToken = "refresh_token"
            case lifetime = "expires_in"
            case refreshLifetime = "refresh_token_expires_in"
            case error
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            accessToken = try values.decodeIfPresent(String.self, forKey: .accessToken)
            refreshToken = try values.decodeIfPresent(String.self, forKey: .refreshToken)
            error = try values.decodeIfPresent(String.self, forKey: .error)
            lifetime = Self.number(.lifetime, values)
            refreshLifetime = Self.number(.refreshLifetime, values)
        }

        /// Some endpoints write the number as text.
        private static func number(_ key: Key, _ values: KeyedDecodingContainer<Key>) -> Double? {
            (try? values.decodeIfPresent(Double.self, forKey: key))
                ?? (try? values.decodeIfPresent(String.self, forKey: key)).flatMap { Double($0) }
        }
    }
}
