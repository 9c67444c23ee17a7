public import InternetMessage

public import struct Foundation.Date

/// People, what they may do, and how they prove who they are. Secrets arrive hashed.
public protocol People: Sendable {
    func person(_ address: MailAddress) async throws(StoreError) -> Person?
    func person(_ id: PersonID) async throws(StoreError) -> Person?
    /// Everybody with a role beyond requester on one of the desks (nil: any), by name.
    func agents(desk: String?) async throws(StoreError) -> [Person]
    func list(cursor: String?, limit: Int) async throws(StoreError) -> Page<Person>
    /// Makes or renames the person and adds the membership; `.requester` adds none.
    func add(_ mailbox: Mailbox, membership: Membership?, at now: Date) async throws(StoreError) -> Person
    func setLanguage(_ language: String?, of id: PersonID) async throws(StoreError)
    /// Whom they answer to; nil: nobody. Throws `conflict` for oneself.
    func setManager(_ manager: PersonID?, of id: PersonID) async throws(StoreError)
    /// Deactivating ends sessions and tokens. Throws `conflict` where nobody would be left who administers all desks.
    func setActive(_ isActive: Bool, of id: PersonID) async throws(StoreError)

    /// The argon2id string, or nil when no password was set.
    func passwordHash(of id: PersonID) async throws(StoreError) -> String?
    /// Also ends the person's sessions.
    func setPasswordHash(_ hash: String?, of id: PersonID) async throws(StoreError)

    /// Adds a credential: `hash` is the SHA-256 of the secret the bearer holds.
    func addCredential(_ credential: Credential, hash: [UInt8], at now: Date) async throws(StoreError)
    /// The live credential of this hash and its person, if both are valid at `now`.
    func credential(_ kind: Credential.Kind, hash: [UInt8], at now: Date) async throws(StoreError)
        -> (credential: Credential, person: Person)?
    /// As `credential`, and spends it: only the first caller gets it.
    func redeem(_ kind: Credential.Kind, hash: [UInt8], at now: Date) async throws(StoreError) -> Person?
    /// Extends a session's idle time.
    func touch(hash: [UInt8], expiresAt: Date) async throws(StoreError)
    func removeCredential(hash: [UInt8]) async throws(StoreError)
    func removeCredentials(_ kind: Credential.Kind, of id: PersonID) async throws(StoreError)
}

/// Something a person holds that says who they are.
public struct Credential: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case session
        case signInLink = "sign-in-link"
        case token
        /// A code let its bearer in to one approval.
        case approvalVisit = "approval-visit"
    }

    public var kind: Kind
    public var person: PersonID
    /// What the owner calls it.
    public var label: String
    /// nil: until it is removed.
    public var expiresAt: Date?
    /// End of a session however busy it is.
    public var absoluteExpiry: Date?

    public init(kind: Kind, person: PersonID, label: String, expiresAt: Date?, absoluteExpiry: Date? = nil) {
        self.kind = kind
        self.person = person
        self.label = label
        self.expiresAt = expiresAt
        self.absoluteExpiry = absoluteExpiry
    }
}

/// Answers to requests that carried an `Idempotency-Key`, so that a repeated one is not done twice.
public protocol IdempotencyKeys: Sendable {
    /// The stored answer, or nil after reserving the key for this request. Keys live a day.
    ///
    /// Throws `conflict` when the key was used with another request, or its first request is still under way.
    func reserve(_ key: String, of person: PersonID, request: [UInt8], at now: Date) async throws(StoreError)
        -> StoredAnswer?
    func complete(_ key: String, of person: PersonID, answer: StoredAnswer) async throws(StoreError)
    func abandon(_ key: String, of person: PersonID) async throws(StoreError)
}

public struct StoredAnswer: Sendable, Hashable {
    public var status: Int
    public var body: [UInt8]

    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// Facts about this installation.
public protocol Instance: Sendable {
    /// The installation's secret of at least 32 bytes, made from `candidate` when there is none yet.
    func secret(orStore candidate: [UInt8]) async throws(StoreError) -> [UInt8]
    /// Throws when the database cannot take a write.
    func check() async throws(StoreError)
}
