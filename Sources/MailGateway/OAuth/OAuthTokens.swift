public import Foundation

/// The access token of one mailbox, fetched when it is needed and kept until it is about to expire.
///
/// A refresh token that the endpoint gives in place of the old one is stored before the access token that came with it
/// is used: the old one may be dead by then. Somebody else may store one at any time, after a new consent: it counts
/// from the next visit.
///
/// Failure: `MailboxFailure.consent` when the refresh token is refused or there is none, `.token` when there is no access
/// token for another reason; the next call tries again.
/// - Standard: RFC 6749 §6, RFC 9700 §4.14 (rotation)
public actor OAuthTokens {
    /// A refresh token in place of another.
    public struct Rotation: Sendable, Equatable {
        public var token: MailboxPassword
        public var replaced: MailboxPassword?
        public var at: Date
        /// When it ends, where the endpoint says so.
        public var endsAt: Date?
    }

    /// What the endpoint let know of a refresh token.
    public enum Word: Sendable, Equatable {
        case taken(endsAt: Date?)
        case refused(at: Date)
    }

    public struct Ports: Sendable {
        /// The refresh token that was stored last; nil before the first.
        public var load: @Sendable () async throws -> MailboxPassword?
        /// Stores it, unless another one than the replaced has been stored meanwhile.
        public var save: @Sendable (Rotation) async throws -> Void
        /// For those who look after the mailbox; what cannot be noted is left out.
        public var note: @Sendable (Word, _ token: MailboxPassword) async -> Void
        public var now: @Sendable () -> Date

        public init(
            load: @escaping @Sendable () async throws -> MailboxPassword?,
            save: @escaping @Sendable (Rotation) async throws -> Void,
            note: @escaping @Sendable (Word, _ token: MailboxPassword) async -> Void,
            now: @escaping @Sendable () -> Date
        ) {
            self.load = load
            self.save = save
            self.note = note
            self.now = now
        }
    }

    typealias Request = @Sendable (_ form: [(name: String, value: String)]) async throws(MailboxFailure) -> TokenAnswer

    /// An access token is not used in its last minute.
    private static let margin = 60.0

    private let configuration: OAuthConfiguration
    private let ports: Ports
    private let request: Request
    /// `by` is the refresh token that would bring the next one.
    private var held: (token: MailboxPassword, until: Date, by: MailboxPassword?)?
    private var unsaved: Rotation?

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
        let refreshToken = try await stored() ?? configuration.refreshToken
        if let held, held.until > ports.now(), held.by == refreshToken { return held.token }
        guard refreshToken != nil || configuration.speaksForItself else { throw .consent("nobody has consented yet") }
        let asked = ports.now()
        let answer = try await answer(refreshToken, asked)
        let endsAt = answer.refreshLifetime.map { asked + $0 }
        var next = refreshToken
        if let rotated = answer.refreshToken, rotated != refreshToken {
            try await store(Rotation(token: rotated, replaced: refreshToken, at: asked, endsAt: endsAt))
            next = rotated
        } else if let refreshToken {
            await ports.note(.taken(endsAt: endsAt), refreshToken)
        }
        held = (answer.accessToken, asked + max(0, answer.lifetime - Self.margin), next)
        return answer.accessToken
    }

    /// The server refused the token; the next one is a fresh one.
    func forgetAccessToken() {
        held = nil
    }

    private func answer(
        _ refreshToken: MailboxPassword?, _ asked: Date
    ) async throws(MailboxFailure) -> TokenAnswer {
        do throws(MailboxFailure) {
            return try await request(form(refreshToken))
        } catch {
            if case .consent = error, let refreshToken { await ports.note(.refused(at: asked), refreshToken) }
            throw error
        }
    }

    private func store(_ rotation: Rotation) async throws(MailboxFailure) {
        // Kept here until it is stored: it may be the only one that still works.
        unsaved = rotation
        do { try await ports.save(rotation) } catch { throw .token("the new refresh token cannot be stored") }
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
