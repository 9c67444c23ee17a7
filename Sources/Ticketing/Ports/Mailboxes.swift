public import Cryptography

public import struct Foundation.Date

/// The mailboxes of the configuration, for those who look after them.
public protocol Mailboxes: Sendable {
    /// All of them, in the configuration's order.
    func list() async throws(StoreError) -> [MailboxRecord]
    /// The address at which the mailbox's owner consents; nil where there is no such mailbox or no such page.
    func authorizationURL(of id: String, _ request: ConsentRequest) -> String?
    /// Whether an answer that names this issuer, or none, can be from the mailbox's authorization server.
    ///
    /// - Standard: RFC 9207 §2.4
    func accepts(issuer: String?, of id: String) -> Bool
    /// Changes the code for a refresh token and stores it, for the next visit to use.
    func redeem(_ code: ConsentCode, of id: String) async throws(ConsentError)
}

/// What is asked of an authorization server.
///
/// - Standard: RFC 6749 §4.1.1, RFC 7636 §4.3
public struct ConsentRequest: Sendable, Hashable {
    public var redirectURI: String
    public var state: String
    /// The verifier's, by S256.
    public var codeChallenge: String

    public init(redirectURI: String, state: String, codeChallenge: String) {
        self.redirectURI = redirectURI
        self.state = state
        self.codeChallenge = codeChallenge
    }
}

/// What an authorization server answered, with the proof that we asked.
public struct ConsentCode: Sendable, Equatable {
    public var code: Secret
    public var redirectURI: String
    public var verifier: Secret

    public init(code: Secret, redirectURI: String, verifier: Secret) {
        self.code = code
        self.redirectURI = redirectURI
        self.verifier = verifier
    }
}

/// Why a consent did not come about.
public enum ConsentError: Error, Sendable, Hashable {
    /// The authorization server's words, or why it could not be asked.
    case refused(String)
    /// There was an access token, but nothing that lasts.
    case noRefreshToken
    case store(StoreError)
}

/// How the visits to each mailbox went, by its name.
public protocol MailboxStates: Sendable {
    func states() async throws(StoreError) -> [String: MailboxState]
    func save(_ state: MailboxState, of mailbox: String) async throws(StoreError)
}

/// Refresh tokens that an authorization server gave, and what is known of the ones in use. The origin is the digest of
/// the configured token, or of nothing: what belongs to another one no longer counts.
public protocol RefreshTokens: Sendable {
    /// The last one that was stored under the configured one with this digest; nil when none was.
    func token(of mailbox: String, descendedFrom origin: [UInt8]) async throws(StoreError) -> Secret?
    /// Stores one that came in place of another, unless a third stands there by now.
    func rotate(_ grant: RefreshGrant, replacing old: Secret?, of mailbox: String, descendedFrom origin: [UInt8])
        async throws(StoreError)
    /// Stores one that somebody has just consented to, in place of any other.
    func replace(_ grant: RefreshGrant, of mailbox: String, descendedFrom origin: [UInt8]) async throws(StoreError)
    /// What was learned of the one with this digest; nothing is written where it is known, or where that is not the one
    /// in use.
    func note(_ word: RefreshTokenWord, on token: [UInt8], of mailbox: String, descendedFrom origin: [UInt8])
        async throws(StoreError)
    /// What is known of the one in use. Its source is `configured` where none was stored.
    func consent(of mailbox: String, descendedFrom origin: [UInt8]) async throws(StoreError) -> MailboxConsent
}

/// A refresh token as it was given.
public struct RefreshGrant: Sendable, Equatable {
    public var token: Secret
    public var obtainedAt: Date
    public var endsAt: Date?

    public init(token: Secret, obtainedAt: Date, endsAt: Date?) {
        self.token = token
        self.obtainedAt = obtainedAt
        self.endsAt = endsAt
    }
}

/// What an authorization server lets know of a refresh token.
public enum RefreshTokenWord: Sendable, Hashable {
    /// It was taken; when it ends, where that is said.
    case taken(endsAt: Date?)
    case refused(at: Date)
}
