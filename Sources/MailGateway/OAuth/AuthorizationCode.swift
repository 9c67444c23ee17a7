/// Gets a refresh token by the consent of a mailbox's owner in a browser.
///
/// Security: the code is worth nothing without the verifier of who asked, and is sent to the token endpoint alone.
/// - Standard: RFC 6749 §4.1, RFC 7636 §4 (PKCE, S256 alone), RFC 9700 §2.1
public struct AuthorizationCodeGrant: Sendable {
    /// What lasts of an answer.
    public struct Grant: Sendable, Equatable {
        public var refreshToken: MailboxPassword
        /// Seconds it lasts, where that is said.
        public var refreshLifetime: Double?
    }

    typealias Request = @Sendable (_ form: [(name: String, value: String)]) async throws(MailboxFailure) -> TokenAnswer

    private let configuration: OAuthConfiguration
    private let request: Request

    public init(_ configuration: OAuthConfiguration, endpoint: TokenEndpoint) {
        self.init(configuration) { form throws(MailboxFailure) in try await endpoint.post(form) }
    }

    init(_ configuration: OAuthConfiguration, request: @escaping Request) {
        self.configuration = configuration
        self.request = request
    }

    /// Where to send the browser; nil without an authorization endpoint.
    ///
    /// - Standard: RFC 6749 §4.1.1, §3.1 (a query of the endpoint is retained)
    public static func url(
        _ configuration: OAuthConfiguration, user: String, redirectURI: String, state: String, challenge: String
    ) -> String? {
        guard let endpoint = configuration.authorization?.url else { return nil }
        var form: [(name: String, value: String)] = [
            ("response_type", "code"), ("client_id", configuration.clientID),
            ("redirect_uri", redirectURI), ("state", state), ("code_challenge", challenge),
            ("code_challenge_method", "S256"), ("login_hint", user),
        ]
        if let scope = configuration.scope { form.append(("scope", scope)) }
        let mark = !endpoint.utf8.contains(UInt8(ascii: "?")) ? "?" : endpoint.hasSuffix("?") ? "" : "&"
        return endpoint + mark + TokenEndpoint.encoded(form)
    }

    /// The grant, or nil where the endpoint gives nothing that lasts. Throws the endpoint's error.
    ///
    /// - Standard: RFC 6749 §4.1.3, RFC 7636 §4.5
    public func redeem(
        code: MailboxPassword, verifier: MailboxPassword, redirectURI: String
    ) async throws(MailboxFailure) -> Grant? {
        var form: [(name: String, value: String)] = [
            ("grant_type", "authorization_code"), ("client_id", configuration.clientID),
            ("code", code.revealed), ("redirect_uri", redirectURI), ("code_verifier", verifier.revealed),
        ]
        if let secret = configuration.clientSecret { form.append(("client_secret", secret.revealed)) }
        let answer = try await request(form)
        // The access token that came along is left alone: the poller asks for its own.
        return answer.refreshToken.map { Grant(refreshToken: $0, refreshLifetime: answer.refreshLifetime) }
    }
}
