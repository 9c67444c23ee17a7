public import struct Foundation.Date

/// How a mailbox is, in one word. The worst that holds is said.
public enum MailboxHealth: String, Sendable, Hashable, CaseIterable {
    /// It has not been visited yet.
    case waiting
    case healthy
    /// Visits fail.
    case failing
    /// Nobody has consented yet.
    case consentMissing = "consent-missing"
    /// The consent ends within `MailboxConsent.warning`.
    case consentEnding = "consent-ending"
    case consentEnded = "consent-ended"

    /// Somebody should do something about it.
    public var needsAttention: Bool { self != .waiting && self != .healthy }
}

/// A mailbox of the configuration and how it is.
public struct MailboxRecord: Sendable, Hashable {
    public enum Access: String, Sendable, Hashable, CaseIterable {
        case imap, pop3
    }

    /// How the desk signs in.
    public enum SignIn: Sendable, Hashable {
        case password
        /// By access tokens that need a consent.
        case consent(MailboxConsent)
        /// By access tokens that the application gets for itself.
        case application
    }

    /// Names it in addresses; made from its name.
    public var id: String
    /// `user@host/folder`.
    public var name: String
    public var access: Access
    public var desk: String
    public var signIn: SignIn
    /// Scheme, host and port of the page where its owner consents; nil where none is configured.
    public var consentOrigin: String?
    public var state: MailboxState

    public init(
        id: String, name: String, access: Access, desk: String, signIn: SignIn, consentOrigin: String?,
        state: MailboxState
    ) {
        self.id = id
        self.name = name
        self.access = access
        self.desk = desk
        self.signIn = signIn
        self.consentOrigin = consentOrigin
        self.state = state
    }

    public var consent: MailboxConsent? {
        if case .consent(let consent) = signIn { consent } else { nil }
    }

    /// What is wrong at the last visits. That an older consent was refused says nothing of the one in use.
    public var failure: MailboxState.Failure? {
        guard let failure = state.failure else { return nil }
        if failure.trouble == .consent, let obtainedAt = consent?.obtainedAt, failure.at < obtainedAt { return nil }
        return failure
    }

    public func health(at now: Date) -> MailboxHealth {
        if let consent {
            if consent.source == .none { return .consentMissing }
            if consent.ended(by: now) != nil { return .consentEnded }
        }
        if isFailing { return .failing }
        if consent?.ending(by: now) != nil { return .consentEnding }
        return state.succeededAt == nil ? .waiting : .healthy
    }

    /// A session that breaks off after it was of use is no trouble until the next one fails as well.
    private var isFailing: Bool {
        guard let failure else { return false }
        return failure.count > 1 || state.succeededAt == nil
    }
}
