public import InternetMessage

public import struct Foundation.Date

/// What the desk keeps about somebody beside tickets and mails.
public struct PersonalProfile: Sendable {
    /// Of a session, link or token; never the secret.
    public struct Held: Sendable, Hashable {
        public var credential: Credential
        public var createdAt: Date

        public init(credential: Credential, createdAt: Date) {
            self.credential = credential
            self.createdAt = createdAt
        }
    }

    public struct Asked: Sendable, Hashable {
        public var ticket: TicketNumber
        public var askedAt: Date
        public var rating: Rating?

        public init(ticket: TicketNumber, askedAt: Date, rating: Rating?) {
            self.ticket = ticket
            self.askedAt = askedAt
            self.rating = rating
        }
    }

    public var person: Person
    public var createdAt: Date
    public var hasPassword: Bool
    public var held: [Held]
    /// Past ones too, of them and to them.
    public var delegations: [Delegation]
    public var surveys: [Asked]

    public init(
        person: Person, createdAt: Date, hasPassword: Bool, held: [Held], delegations: [Delegation], surveys: [Asked]
    ) {
        self.person = person
        self.createdAt = createdAt
        self.hasPassword = hasPassword
        self.held = held
        self.delegations = delegations
        self.surveys = surveys
    }
}

/// Everything about one person: to be given to them, or erased. Lists go on after the last number that was given.
public protocol PersonalData: Sendable {
    /// nil when nobody has the address.
    func profile(of address: MailAddress) async throws(StoreError) -> PersonalProfile?
    /// Which they asked for, take part in or wrote on.
    func tickets(of person: PersonID, after last: Int64, limit: Int) async throws(StoreError) -> [TicketID]
    /// Which they asked for, were asked in or decided.
    func approvals(of person: PersonID, after last: Int64, limit: Int) async throws(StoreError) -> [ApprovalID]
    /// That they sent, as the ledger has them.
    func mails(from address: MailAddress, after last: Int64, limit: Int) async throws(StoreError) -> [MailID]
    func messages(to address: MailAddress, after last: Int64, limit: Int) async throws(StoreError) -> [OutgoingID]

    /// What an erasure would do, and whether it may.
    func summary(of address: MailAddress) async throws(StoreError) -> ErasureSummary
    /// Approvals that wait on tickets which this person asked for.
    func pendingApprovals(onTicketsOf person: PersonID) async throws(StoreError) -> [ApprovalID]
    /// Replaces the person, and removes what is theirs, in one transaction; the last act is that the address is nobody's.
    ///
    /// With a refusal in what it returns, nothing was done. Desks say in whose name tickets change.
    func erase(_ erasure: Erasure, desks: DeskDirectory, at now: Date) async throws(StoreError) -> ErasureSummary
    /// Replaces the address wherever else it stands, in small transactions; how many values it changed. Again is harmless.
    func sweep(_ address: MailAddress, to mark: MailAddress) async throws(StoreError) -> Int
    /// Removes files whose rows an erasure took, and that nobody asked for since `moment`; how many are left for retention.
    func removeFiles(untouchedSince moment: Date) async throws(StoreError) -> Int
}
