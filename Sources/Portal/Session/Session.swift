import Cryptography
import Ticketing

import struct Foundation.Date

/// Somebody who is signed in on one browser.
struct Session: Sendable {
    let person: Person
    /// What the cookie holds; keys the form token and is never written anywhere.
    let secret: String
    let credential: Credential

    var hash: [UInt8] { BearerSecret.hash(of: secret) }

    /// What our forms carry to show that they are ours: an HMAC under the cookie, which no other site can read.
    var formToken: String { Session.token(for: secret) }

    func owns(formToken: String?) -> Bool {
        guard let formToken else { return false }
        return constantTimeEqual(Array(formToken.utf8), Array(self.formToken.utf8))
    }

    private static func token(for secret: String) -> String {
        Hex.encode(HMACSHA256.code(for: Array("martlet form token".utf8), key: Array(secret.utf8)))
    }
}

/// Opens, finds and ends sessions. Each sign-in has a new secret, so none can be planted beforehand.
struct Sessions: Sendable {
    let people: any People
    let tokens: any TokenSource
    let idle: Double
    let absolute: Double
    let now: @Sendable () -> Date

    func session(holding secret: String?) async throws(StoreError) -> Session? {
        guard let secret, BearerSecret.isPlausible(secret) else { return nil }
        let hash = BearerSecret.hash(of: secret)
        let moment = now()
        guard let found = try await people.credential(.session, hash: hash, at: moment), found.person.isActive,
            moment < found.credential.expiresAt ?? .distantPast,
            moment < found.credential.absoluteExpiry ?? .distantFuture
        else { return nil }
        try await extend(found.credential, hash: hash, at: moment)
        return Session(person: found.person, secret: secret, credential: found.credential)
    }

    /// Signs in: the secret for the cookie. `label` is what the owner sees.
    func open(for person: Person, label: String) async throws(StoreError) -> String {
        let secret = BearerSecret.make(from: tokens)
        let moment = now()
        let end = moment.addingTimeInterval(absolute)
        let credential = Credential(
            kind: .session, person: person.id, label: label, expiresAt: min(moment.addingTimeInterval(idle), end),
            absoluteExpiry: end)
        try await people.addCredential(credential, hash: BearerSecret.hash(of: secret), at: moment)
        return secret
    }

    func close(_ session: Session) async throws(StoreError) {
        try await people.removeCredential(hash: session.hash)
    }

    func closeAll(of person: PersonID) async throws(StoreError) {
        try await people.removeCredentials(.session, of: person)
    }

    /// Writes only when a good part of the idle time is gone, not on each request.
    private func extend(_ credential: Credential, hash: [UInt8], at moment: Date) async throws(StoreError) {
        guard let expires = credential.expiresAt, expires.timeIntervalSince(moment) < idle * 0.9 else { return }
        let wanted = min(moment.addingTimeInterval(idle), credential.absoluteExpiry ?? .distantFuture)
        guard wanted.timeIntervalSince(expires) > 60 else { return }
        try await people.touch(hash: hash, expiresAt: wanted)
    }
}
