import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("What an approver's pages ask the store")
struct ApprovalPageStoreTests {
    /// A store with approvals that an agent asked for, each of the same two approvers.
    struct Scene {
        let test: TestStore
        let desk: ApprovalDesk
        let agent: Person
        var items: [ApprovalCase] = []

        init(_ kind: StoreKind, _ count: Int, within seconds: Double? = nil) async throws {
            test = try await kind.open()
            let store = test.store
            desk = ApprovalDesk(
                approvals: store.approvals, people: store.people,
                policy: NotificationPolicy(
                    desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens()),
                now: { Samples.now + 1 })
            agent = try await store.people.add(
                Fixtures.lina.mailbox, membership: Membership(role: .agent, desk: "it"), at: Samples.now)
            for index in 0..<count {
                let ticket = try await store.tickets.open(Samples.plan(), at: Samples.now).ticket
                items.append(
                    try await desk.request(
                        on: ticket, text: "Printer \(index)",
                        steps: [.init(rule: .any, approvers: ["ann@boss.example", "bob@boss.example"])],
                        expiresAt: seconds.map { Samples.now + $0 }, by: Actor(person: agent, channel: .portal)))
            }
        }

        var approvals: any Approvals { test.store.approvals }

        func person(_ address: String) async throws -> Person {
            try #require(try await test.store.people.person(Fixtures.address(address)))
        }

        func waiting(_ person: Person, at seconds: Double = 2) async throws -> Int {
            var query = ApprovalQuery()
            query.waitingFor = person.id
            query.limit = 1
            return try await approvals.count(query, at: Samples.now + seconds)
        }
    }

    @Test(arguments: StoreKind.available)
    func `what waits is counted whatever the page, for approvers and substitutes`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind, 3)
        let (ann, bob) = (try await scene.person("ann@boss.example"), try await scene.person("bob@boss.example"))
        for (person, count) in [(ann, 3), (bob, 3), (scene.agent, 0)] {
            #expect(try await scene.waiting(person) == count)
        }
        _ = try await scene.desk.decide(
            .rejected, reason: "no", in: scene.items[0].approval.id, by: Actor(person: ann, channel: .portal),
            authentication: "a session")
        for (person, count) in [(ann, 2), (bob, 3)] { #expect(try await scene.waiting(person) == count) }
        let eve = try await scene.test.store.people.add(
            Mailbox(address: Fixtures.address("eve@boss.example")), membership: nil, at: Samples.now)
        let delegation = try await scene.desk.delegate(
            to: eve.address, from: Samples.now, until: Samples.now + 100, by: ann)
        #expect(try await scene.waiting(eve) == 2)
        #expect(try await scene.waiting(eve, at: 100) == 0)
        try await scene.desk.revoke(delegation.id, of: ann)
        #expect(try await scene.waiting(eve) == 0)
        await #expect(throws: StoreError.notFound) { try await scene.desk.revoke(delegation.id, of: ann) }
        // Whoever asked, or whom it is for, has nothing to decide in anybody's place either.
        let wang = try await scene.person(Fixtures.wang.address.description)
        for substitute in [scene.agent, wang] {
            try await scene.desk.delegate(
                to: substitute.address, from: Samples.now, until: Samples.now + 100, by: bob)
            #expect(try await scene.waiting(substitute) == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `what is late waits no more`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind, 1, within: 50)
        let ann = try await scene.person("ann@boss.example")
        #expect(try await scene.waiting(ann, at: 49) == 1)
        #expect(try await scene.waiting(ann, at: 50) == 0)
    }

    @Test(arguments: StoreKind.available)
    func `a code is right once, for its approval, its browser and its time`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind, 2)
        let codes = scene.test.store.approvalCodes
        let ann = try await scene.person("ann@boss.example")
        let (first, second) = (scene.items[0].approval.id, scene.items[1].approval.id)
        let right = Samples.digest(1)
        func issue(_ browser: Int) async throws {
            try await codes.keep(
                IssuedApprovalCode(
                    browser: Samples.digest(browser), approval: first, person: ann.id, digest: right,
                    expiresAt: Samples.now + 600), at: Samples.now)
        }
        func redeem(
            _ browser: Int, _ digest: [UInt8] = right, for id: ApprovalID? = nil, at seconds: Double = 1
        ) async throws -> PersonID? {
            try await codes.redeem(
                browser: Samples.digest(browser), for: id ?? first, digest: digest, at: Samples.now + seconds)
        }
        try await issue(10)
        #expect(try await redeem(11) == nil)
        #expect(try await redeem(10, for: second) == nil)
        #expect(try await redeem(10, at: 600) == nil)
        for _ in 1..<ApprovalCode.mostTries { #expect(try await redeem(10, Samples.digest(2)) == nil) }
        #expect(try await redeem(10) == ann.id)
        #expect(try await redeem(10) == nil)
        try await issue(20)
        for _ in 0..<ApprovalCode.mostTries { #expect(try await redeem(20, Samples.digest(2)) == nil) }
        #expect(try await redeem(20) == nil)
        // One that nobody used is forgotten with the next after its time.
        try await issue(30)
        try await codes.keep(
            IssuedApprovalCode(
                browser: Samples.digest(30), approval: second, person: ann.id, digest: right,
                expiresAt: Samples.now + 1_300), at: Samples.now + 700)
        #expect(try await redeem(30, for: second, at: 701) == ann.id)
    }

    @Test(arguments: StoreKind.available)
    func `of many who try the same code at once one gets in, and no more than five are heard`(
        _ kind: StoreKind
    ) async throws {
        let scene = try await Scene(kind, 1)
        let codes = scene.test.store.approvalCodes
        let (ann, id) = (try await scene.person("ann@boss.example"), scene.items[0].approval.id)
        try await codes.keep(
            IssuedApprovalCode(
                browser: Samples.digest(1), approval: id, person: ann.id, digest: Samples.digest(5),
                expiresAt: Samples.now + 600), at: Samples.now)
        let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await codes.redeem(
                        browser: Samples.digest(1), for: id, digest: Samples.digest(5), at: Samples.now) != nil
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(winners == 1)
    }

    @Test(arguments: StoreKind.available)
    func `a visit ends with its person`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let people = test.store.people
        let wang = try await people.add(Fixtures.wang.mailbox, membership: nil, at: Samples.now)
        let visit = Credential(kind: .approvalVisit, person: wang.id, label: "1", expiresAt: Samples.now + 600)
        try await people.addCredential(visit, hash: Samples.digest(4), at: Samples.now)
        #expect(try await people.credential(.approvalVisit, hash: Samples.digest(4), at: Samples.now) != nil)
        #expect(try await people.credential(.session, hash: Samples.digest(4), at: Samples.now) == nil)
        try await people.setActive(false, of: wang.id)
        try await people.setActive(true, of: wang.id)
        #expect(try await people.credential(.approvalVisit, hash: Samples.digest(4), at: Samples.now) == nil)
    }
}
