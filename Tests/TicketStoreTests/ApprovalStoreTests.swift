import Cryptography
import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Approvals in the store")
struct ApprovalStoreTests {
    struct Scene {
        var test: TestStore
        var number: TicketNumber
        var item: ApprovalCase
        var desk: ApprovalDesk
        var planner: ApprovalPlanner

        init(_ kind: StoreKind, approvers: [String], rule: ApprovalRule = .all, within: Double? = nil) async throws {
            test = try await kind.open()
            let store = test.store
            let policy = NotificationPolicy(
                desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: SystemRandomTokens())
            planner = ApprovalPlanner(policy: policy)
            desk = ApprovalDesk(
                approvals: store.approvals, people: store.people, policy: policy, now: { Samples.now + 1 })
            let lina = try await store.people.add(
                Fixtures.lina.mailbox, membership: Membership(role: .agent, desk: "it"), at: Samples.now)
            number = try await store.tickets.open(Samples.plan(), at: Samples.now).ticket.number
            let ticket = try await store.tickets.record(number).ticket
            item = try await desk.request(
                on: ticket, text: "Two printers", fields: [.init(label: "Amount", value: "900 €")],
                steps: [.init(rule: rule, approvers: approvers)],
                expiresAt: within.map { Samples.now + $0 }, by: Actor(person: lina, channel: .api))
        }

        func person(_ address: String) async throws -> Person {
            try #require(try await test.store.people.person(Fixtures.address(address)))
        }
    }

    /// Chance for keys.
    struct SystemRandomTokens: TokenSource {
        func bytes(_ count: Int) -> [UInt8] { SecureRandom.bytes(count) }
    }

    @Test(arguments: StoreKind.available)
    func `a request is kept, waits, and mails each approver a key of their own`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind, approvers: ["ann@boss.example", "bob@boss.example"])
        let approvals = scene.test.store.approvals
        let found = try await approvals.find(scene.item.approval.id, at: Samples.now + 2)
        #expect(found.approval == scene.item.approval && found.approval.content.fields.first?.value == "900 €")
        #expect(found.ticket.state == .pending)
        var query = ApprovalQuery()
        query.waitingFor = try await scene.person("ann@boss.example").id
        #expect(try await approvals.list(query, at: Samples.now).items.map(\.approval.id) == [found.approval.id])
        query.waitingFor = found.approval.author.id
        #expect(try await approvals.list(query, at: Samples.now).items.isEmpty)
        let mails = try await scene.test.store.outgoing.claim(limit: 9, lease: 60, at: Samples.now + 5)
            .filter { $0.notification.template == "approval-request" }
        let keys = Set(mails.compactMap { $0.notification.values["approval.key"] })
        #expect(mails.count == 2 && keys.count == 2)
        #expect(mails.allSatisfy { $0.notification.values["approval.id"] == "\(found.approval.id)" })
        #expect(mails.map(\.asker) == [Fixtures.lina.mailbox, Fixtures.lina.mailbox], "who is told when it fails")
        let record = try await scene.test.store.tickets.record(scene.number)
        #expect(record.entries.contains { $0.change == FieldChange(field: "approval", from: nil, to: "pending") })
    }

    @Test(arguments: StoreKind.available)
    func `a decision settles the step, the approval and the ticket at once`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind, approvers: ["ann@boss.example"])
        let ann = try await scene.person("ann@boss.example")
        let done = try await scene.desk.decide(
            .approved, reason: "go on", in: scene.item.approval.id, by: Actor(person: ann, channel: .portal),
            authentication: "a session")
        #expect(done.approval.state == .approved && done.approval.decisions.first?.reason == "go on")
        let record = try await scene.test.store.tickets.record(scene.number)
        #expect(record.ticket.state == .inProgress)
        let decision = try #require(record.entries.first { $0.kind == .decision })
        #expect(decision.change == FieldChange(field: "decision", from: nil, to: "approved"))
        #expect(decision.author.address == ann.address && decision.text == "go on")
        await #expect(throws: ApprovalError.self) {
            try await scene.desk.decide(
                .rejected, reason: "no", in: scene.item.approval.id, by: Actor(person: ann, channel: .api),
                authentication: "a token")
        }
    }

    @Test(arguments: StoreKind.available)
    func `of many who decide at once one is first, and the others are told`(_ kind: StoreKind) async throws {
        let names = (0..<8).map { "p\($0)@boss.example" }
        let scene = try await Scene(kind, approvers: names, rule: .first)
        let other = try await scene.test.openAgain()
        let desks = [
            scene.desk,
            ApprovalDesk(
                approvals: other.approvals, people: other.people, policy: scene.planner.policy,
                now: { Samples.now + 1 }),
        ]
        var people: [Person] = []
        for name in names { people.append(try await scene.person(name)) }
        let wins = await withTaskGroup(of: Bool.self) { group in
            for (index, person) in people.enumerated() {
                group.addTask {
                    let verdict: ApprovalVerdict = index.isMultiple(of: 2) ? .approved : .rejected
                    let done = try? await desks[index % 2].decide(
                        verdict, reason: "because", in: scene.item.approval.id,
                        by: Actor(person: person, channel: .portal), authentication: "a session")
                    return done != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(wins == 1)
        let done = try await scene.test.store.approvals.find(scene.item.approval.id, at: Samples.now + 9)
        #expect(done.approval.decisions.count == 1)
        #expect(done.approval.state.rawValue == done.approval.decisions.first?.verdict.rawValue)
        let record = try await scene.test.store.tickets.record(scene.number)
        #expect(record.entries.count { $0.kind == .decision } == 1)
    }

    @Test(arguments: StoreKind.available)
    func `time that is over settles it once, whoever looks`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind, approvers: ["ann@boss.example"], within: 60)
        #expect(try await scene.desk.expire(limit: 9) == 0)
        let late = ApprovalDesk(
            approvals: scene.test.store.approvals, people: scene.test.store.people, policy: scene.planner.policy,
            now: { Samples.now + 60 })
        #expect(try await late.expire(limit: 9) == 1)
        #expect(try await late.expire(limit: 9) == 0)
        let done = try await scene.test.store.approvals.find(scene.item.approval.id, at: Samples.now)
        #expect(done.approval.state == .expired && done.ticket.state == .inProgress)
    }

    @Test(arguments: StoreKind.available)
    func `a delegation lets the substitute see and decide, until it is revoked`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind, approvers: ["ann@boss.example"])
        let store = scene.test.store
        let ann = try await scene.person("ann@boss.example")
        let bob = try await store.people.add(
            Mailbox(address: Fixtures.address("bob@boss.example")), membership: nil, at: Samples.now)
        let delegation = try await store.approvals.delegate(
            from: ann.id, to: bob.id, from: Samples.now, until: Samples.now + 100, at: Samples.now)
        var query = ApprovalQuery()
        query.waitingFor = bob.id
        #expect(try await store.approvals.list(query, at: Samples.now + 99).items.count == 1)
        #expect(try await store.approvals.list(query, at: Samples.now + 100).items.isEmpty)
        #expect(try await store.approvals.delegations(of: bob.id, at: Samples.now).count == 1)
        await #expect(throws: StoreError.notFound) {
            try await store.approvals.revoke(delegation.id, of: bob.id, at: Samples.now)
        }
        try await store.approvals.revoke(delegation.id, of: ann.id, at: Samples.now + 1)
        #expect(try await store.approvals.list(query, at: Samples.now + 2).items.isEmpty)
    }

    @Test(arguments: StoreKind.available)
    func `each record holds the digest of the one before`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind, approvers: ["ann@boss.example"])
        let ann = try await scene.person("ann@boss.example")
        _ = try await scene.desk.decide(
            .approved, reason: "fine", in: scene.item.approval.id, by: Actor(person: ann, channel: .portal),
            authentication: "a session")
        let records = try await scene.test.store.approvals.evidence(after: 0, limit: 100)
        #expect(records.map(\.sequence) == [1, 2, 3, 4], "requested, invited, decided, settled")
        var previous = "none"
        for record in records {
            #expect(record.record.contains("previous: \(previous)\n"))
            #expect(Hex.encode(SHA256.digest(of: Array(record.record.utf8))) == record.digest)
            for fact in record.facts {
                let salt = try #require(Hex.decode(fact.salt ?? ""))
                let digest = Hex.encode(SHA256.digest(of: salt + Array((fact.value ?? "").utf8)))
                #expect(record.record.contains("\(fact.name): sha256:\(digest)\n"))
                #expect(!record.record.contains("ann@boss.example"))
            }
            previous = record.digest
        }
        #expect(records[2].facts.first { $0.name == "reason" }?.value == "fine")
        #expect(records[2].record.contains("content: \(scene.item.approval.content.digest)\n"))
    }

    @Test(arguments: StoreKind.available)
    func `reminders and what is late are found, and kept`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind, approvers: ["ann@boss.example"])
        let store = scene.test.store
        let lina = try await scene.person("lina@desk.example")
        let ticket = try await store.tickets.record(scene.number).ticket
        _ = try await scene.desk.request(
            on: ticket, text: "Late",
            steps: [
                .init(rule: .all, approvers: ["bob@boss.example"], dueAfter: 60, escalatesTo: "cy@boss.example")
            ], by: Actor(person: lina, channel: .api))
        func desk(_ seconds: Double) -> ApprovalDesk {
            ApprovalDesk(
                approvals: store.approvals, people: store.people, policy: scene.planner.policy,
                now: { Samples.now + seconds })
        }
        #expect(try await desk(60).remind(limit: 9) == 0)
        #expect(try await desk(61).remind(limit: 9) == 1, "late")
        #expect(try await desk(62).remind(limit: 9) == 0)
        let day = 86_400.0
        #expect(try await desk(2 * day + 1).remind(limit: 9) == 2)
        #expect(try await desk(2 * day + 2).remind(limit: 9) == 0)
        var query = ApprovalQuery()
        query.waitingFor = try await scene.person("cy@boss.example").id
        let (late) = try #require(try await store.approvals.list(query, at: Samples.now + 70).items.first)
        #expect(late.approval.steps.first?.reminders == 1 && late.approval.steps.first?.escalatedAt == Samples.now + 61)
        let templates = try await store.outgoing.claim(limit: 50, lease: 60, at: Samples.now + 3 * day)
            .map(\.notification.template)
        #expect(templates.count { $0 == "approval-reminder" } == 3, "Cy is reminded in Bob's place as well")
        #expect(templates.count { $0 == "approval-request" } == 3)
    }
}
