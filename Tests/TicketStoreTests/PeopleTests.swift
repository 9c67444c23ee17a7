import Foundation
import InternetMessage
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("People")
struct PeopleTests {
    @Test(arguments: StoreKind.available)
    func `a known name is kept when mail says another, and an empty one is filled`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let address = Fixtures.address("New.Person@customer.example")
        for name in [nil, "First", "Second"] {
            _ = try await test.store.tickets.open(
                Samples.plan(draft: Samples.draft(requester: Mailbox(displayName: name, address: address))),
                at: Samples.now)
        }
        let person = try #require(try await test.store.people.person(Fixtures.address("new.person@CUSTOMER.example")))
        #expect(person.name == "First")
        #expect(person.address.localPart == "New.Person")
        let renamed = try await test.store.people.add(
            Mailbox(displayName: "Third", address: address), membership: Membership(role: .agent), at: Samples.now)
        #expect(renamed.name == "Third")
        #expect(renamed.id == person.id)
        #expect(renamed.memberships == [Membership(role: .agent)])
        #expect(try await test.store.people.agents(desk: "it").map(\.id) == [person.id])
    }

    @Test(arguments: StoreKind.available)
    func `of many who redeem a link at once one gets in`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let people = test.store.people
        let wang = try await people.add(Fixtures.wang.mailbox, membership: nil, at: Samples.now)
        let link = Credential(kind: .signInLink, person: wang.id, label: "", expiresAt: Samples.now + 600)
        try await people.addCredential(link, hash: Samples.digest(7), at: Samples.now)
        #expect(try await people.redeem(.session, hash: Samples.digest(7), at: Samples.now) == nil)
        #expect(try await people.redeem(.signInLink, hash: Samples.digest(7), at: Samples.now + 600) == nil)
        let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask { try await people.redeem(.signInLink, hash: Samples.digest(7), at: Samples.now) != nil }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(winners == 1)
    }

    @Test(arguments: StoreKind.available)
    func `deactivating and a new password end sessions`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let people = test.store.people
        let wang = try await people.add(Fixtures.wang.mailbox, membership: nil, at: Samples.now)
        let session = Credential(
            kind: .session, person: wang.id, label: "", expiresAt: Samples.now + 600, absoluteExpiry: Samples.now + 900)
        try await people.addCredential(session, hash: Samples.digest(1), at: Samples.now)
        try await people.touch(hash: Samples.digest(1), expiresAt: Samples.now + 2_000)
        #expect(try await people.credential(.session, hash: Samples.digest(1), at: Samples.now + 899) != nil)
        #expect(try await people.credential(.session, hash: Samples.digest(1), at: Samples.now + 900) == nil)
        try await people.setPasswordHash("$argon2id$x", of: wang.id)
        #expect(try await people.passwordHash(of: wang.id) == "$argon2id$x")
        #expect(try await people.credential(.session, hash: Samples.digest(1), at: Samples.now) == nil)
        let token = Credential(kind: .token, person: wang.id, label: "script", expiresAt: nil)
        try await people.addCredential(token, hash: Samples.digest(2), at: Samples.now)
        let found = try await people.credential(.token, hash: Samples.digest(2), at: Samples.now)
        #expect(found?.credential == token)
        try await people.setActive(false, of: wang.id)
        #expect(try await people.credential(.token, hash: Samples.digest(2), at: Samples.now) == nil)
    }

    @Test(arguments: StoreKind.available)
    func `an idempotency key answers its own request and no other`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let keys = test.store.idempotency
        let person = PersonID(rawValue: 1)
        #expect(try await keys.reserve("k", of: person, request: [1], at: Samples.now) == nil)
        await #expect(throws: StoreError.self) {
            try await keys.reserve("k", of: person, request: [1], at: Samples.now)
        }
        let answer = StoredAnswer(status: 201, body: [9])
        try await keys.complete("k", of: person, answer: answer)
        #expect(try await keys.reserve("k", of: person, request: [1], at: Samples.now) == answer)
        await #expect(throws: StoreError.self) {
            try await keys.reserve("k", of: person, request: [2], at: Samples.now)
        }
        #expect(try await keys.reserve("k", of: person, request: [2], at: Samples.now + 86_401) == nil)
        try await keys.abandon("k", of: person)
        #expect(try await keys.reserve("k", of: person, request: [3], at: Samples.now + 86_402) == nil)
    }

    @Test(arguments: StoreKind.available)
    func `the secret is made once, cursors are kept, and a check writes`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let first = try await test.store.instance.secret(orStore: Samples.digest(1))
        let other = try await test.openAgain()
        #expect(try await other.instance.secret(orStore: Samples.digest(2)) == first)
        #expect(try await other.cursors.cursor(of: "inbox") == nil)
        try await other.cursors.save("7:9", of: "inbox")
        try await other.cursors.save("7:10", of: "inbox")
        #expect(try await test.store.cursors.cursor(of: "inbox") == "7:10")
        try await test.store.instance.check()
    }
}
