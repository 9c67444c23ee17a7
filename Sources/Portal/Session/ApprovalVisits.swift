import Cryptography
import Ticketing

import struct Foundation.Date

/// Short sessions that reach one approval and nothing else, for approvers whom a code let in.
///
/// Security: the approval is part of what is hashed, so the secret finds nothing under another number.
struct ApprovalVisits: Sendable {
    /// Seconds: enough to read and to decide.
    static let lifetime = 1_800.0

    let people: any People
    let tokens: any TokenSource
    let now: @Sendable () -> Date

    /// The secret for the cookie.
    func open(for person: Person, of id: ApprovalID) async throws(StoreError) -> String {
        let secret = BearerSecret.make(from: tokens)
        let moment = now()
        let end = moment.addingTimeInterval(Self.lifetime)
        try await people.addCredential(
            Credential(
                kind: .approvalVisit, person: person.id, label: id.description, expiresAt: end, absoluteExpiry: end),
            hash: Self.hash(secret, id), at: moment)
        return secret
    }

    func session(holding secret: String?, of id: ApprovalID) async throws(StoreError) -> Session? {
        guard let secret, BearerSecret.isPlausible(secret) else { return nil }
        let found = try await people.credential(.approvalVisit, hash: Self.hash(secret, id), at: now())
        guard let found, found.person.isActive else { return nil }
        return Session(person: found.person, secret: secret, credential: found.credential)
    }

    private static func hash(_ secret: String, _ id: ApprovalID) -> [UInt8] {
        BearerSecret.hash(of: "approval \(id) \(secret)")
    }
}

extension Portal {
    var visits: ApprovalVisits { ApprovalVisits(people: ports.people, tokens: tokens, now: now) }

    /// How many approvals wait for this person.
    func waitingApprovals(for person: Person) async throws -> Int {
        var query = ApprovalQuery()
        query.waitingFor = person.id
        return try await ports.approvals.count(query, at: now())
    }
}
