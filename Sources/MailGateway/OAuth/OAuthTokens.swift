public import Foundation

/// The access token of one mailbox, fetched when it is needed and kept until it is about to expire.
///
/// A refresh token that the endpoint gives in place of the old one is stored before the access token that came with it
/// is used: the old one may be dead by then.
///
/// Failure: `MailboxFailure.token` when there is none; the next call tries again.
/// - Standard: RFC 6749 §6, RFC 9700 §4.14 (rotation)
public actor OAuthTokens {
    public struct Ports: Sendable {
        /// The refresh token that was stored last; nil before the first.
        public var load: @Sendable () async throws -> MailboxPassword?
        public var save: @Sendable (MailboxPassword) async throws -> Void
        public var now: @Sendable () -> Date

        public init(
            load: @escaping @Sendable () async throws -> MailboxPassword?,
            save: @escaping @Sendable (MailboxPassword) async throws -> Void, now: @escaping @Sendable () -> Date
        ) {
            self.load = load
            self.save = save
            self.now = now
        }
    }

    typealias Request = @Sendable (_ form: [(name: String, value: String)]) async throws(MailboxFailure) -> TokenAnswer

    /// An access token is not used in its last minute.
    private static let margin = 60.0

    private let configuration: OAuthConfiguration
    private let ports: Ports
    private let request: Request
    private var held: (token: MailboxPassword, until: Date)?
    private var unsaved: MailboxPassword?

    public init(_ configuration: OAuthConfiguration, endpoint: TokenEndpoint, ports: Ports) {
        self.init(configuration, ports: ports) { form throws(MailboxFailure) in try await endpoint.post(form) }
    }

    init(_ configuration: OAuthConfiguration, ports: Ports, request: @escaping Request) {
        self.configuration = configuration
        self.ports = ports
        self.request = request
    }

    /// One that is good for a while.
    func accessToken() async throws(MailboxFailure) -> MailboxPassword {
        if let unsaved { try await store(unsaved) }
        if let held, held.until > ports.now() { return held.token }
        let refreshToken = try await stored() ?? configuration.refreshToken
        let asked = ports.now()
        let answer = try await request(form(refreshToken))
        if let rotated = answer.refreshToken, rotated != refreshToken { try await store(rotated) }
        held = (answer.accessToken, asked + max(0, answer.lifetime - Self.margin))
        return answer.accessToken
    }

    /// The server refused the token; the next one is a fresh one.
    func forgetAccessToken() {
        held = nil
    }

    private func store(_ token: MailboxPassword) async throws(MailboxFailure) {
        // Kept here until it is stored: it may be the only one that still works.
        unsaved = token
        do { try await ports.save(token) } catch { throw .token("the new refresh token cannot be stored") }
        unsaved = nil
    }

    private func stored() async throws(MailboxFailure) -> MailboxPassword? {
        do { return try await ports.load() } catch { throw .token("the refresh token cannot be looked up") }
    }

    private func form(_ refreshToken: MailboxPassword?) -> [(name: String, value: String)] {
        var form = [(name: "client_id", value: configuration.clientID)]
        if let refreshToken {
            form += [("grant_type", "refresh_token"), ("refresh_token", refreshToken.revealed)]
        } else {
            form.append(("grant_type", "client_credentials"))
        }
        if let secret = configuration.clientSecret { form.append(("client_secret", secret.revealed)) }
        if let scope = configuration.scope { form.append(("scope", scope)) }
        return form
    }
}
