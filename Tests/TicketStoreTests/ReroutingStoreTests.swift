import Cryptography
import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Seats that go from one to another, in the store")
struct ReroutingStoreTests {
    struct Scene {
        let test: TestStore
        let number: TicketNumber

        init(_ kind: StoreKind) async throws {
            test = try await kind.open()
            let people = test.store.people
            _ = try await people.add(
                Fixtures.lina.mailbox, membership: Membership(role: .agent, desk: "it"), at: Samples.now)
            number = try await test.store.tickets.open(Samples.plan(), at: Samples.now).ticket.number
        }

        func person(_ address: String, _ role: Role? = nil) async throws -> Person {
            try await test.store.people.add(
                Mailbox(address: Fixtures.address(address)),
                membership: role.map { Membership(role: $0, desk: "it") }, at: Samples.now)
        }

        /// With these addresses in the group `finance`.
        func desk(_ finance: [String] = [], store: Store? = nil) -> ApprovalDesk {
            var desk = Fixtures.it
            desk.groups = finance.isEmpty ? [:] : ["finance": finance.map(Fixtures.address)]
            let store = store ?? test.store
            return ApprovalDesk(
                approvals: store.approvals, people: store.people,
                policy: NotificationPolicy(
                    desks: DeskDirectory([desk, Fixtures.hr]), templates: .shipped, key: Fixtures.key,
                    tokens: ApprovalStoreTests.SystemRandomTokens()), now: { Samples.now + 1 })
        }

        func ask(_ desk: ApprovalDesk, _ names: [String], rule: ApprovalRule = .all) async throws -> ApprovalCase {
            let lina = try await person("lina@desk.example")
            let ticket = try await test.store.tickets.record(number).ticket
            return try await desk.request(
                on: ticket, text: "Two printers", steps: [.init(rule: rule, approvers: names)],
                by: Actor(person: lina, channel: .api))
        }

        func step(_ item: ApprovalCase) async throws -> ApprovalStep {
            let found = try await test.store.approvals.find(item.approval.id, at: Samples.now + 2)
            return try #require(found.approval.steps.first)
        }

        func holders(_ item: ApprovalCase) async throws -> [String] {
            try await step(item).seats.map { "\($0.person.address) \($0.standing?.description ?? "address")" }.sorted()
        }
    }

    @Test(arguments: StoreKind.available)
    func `each name is resolved, and the seat remembers as what`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let (manager, requester) = (
            try await scene.person("mia@boss.example"), try await scene.person("wang@customer.example")
        )
        _ = try await scene.person("lou@boss.example", .lead)
        _ = try await scene.person("aud@boss.example", .auditor)
        try await scene.test.store.people.setManager(manager.id, of: requester.id)
        let desk = scene.desk(["fin@boss.example"])
        let item = try await scene.ask(
            desk, ["ann@boss.example", "lead", "manager", "group:finance", "role:auditor"])
        #expect(
            try await scene.holders(item) == [
                "ann@boss.example address", "aud@boss.example role:auditor", "fin@boss.example group:finance",
                "lou@boss.example lead", "mia@boss.example manager",
            ])
        for (name, refusal) in [
            ("group:board", ApprovalRefusal.unknownGroup("board", desk: "it", known: ["finance"])),
            ("role:approver", .nobody(.role(.approver), desk: "it", requester: "wang@customer.example")),
        ] {
            await #expect(throws: ApprovalError.refused(refusal)) { try await scene.ask(desk, [name]) }
        }
        try await scene.test.store.people.setManager(nil, of: requester.id)
        await #expect(
            throws: ApprovalError.refused(.nobody(.manager, desk: "it", requester: "wang@customer.example"))
        ) { try await scene.ask(desk, ["manager"]) }
    }

    @Test(arguments: StoreKind.available)
    func `a manager is kept, and nobody is their own`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let people = scene.test.store.people
        let (ann, bob) = (try await scene.person("ann@boss.example"), try await scene.person("bob@boss.example"))
        try await people.setManager(bob.id, of: ann.id)
        #expect(try await people.person(ann.id)?.manager == bob.id)
        #expect(try await people.list(cursor: nil, limit: 50).items.first { $0.id == ann.id }?.manager == bob.id)
        await #expect(throws: StoreError.self) { try await people.setManager(ann.id, of: ann.id) }
        try await people.setManager(nil, of: ann.id)
        #expect(try await people.person(ann.id)?.manager == nil)
        await #expect(throws: StoreError.notFound) {
            try await people.setManager(nil, of: PersonID(rawValue: 999_999))
        }
    }

    @Test(arguments: StoreKind.available)
    func `the last administrator of all desks stays, also where two disable each other`(_ kind: StoreKind) async throws
    {
        let scene = try await Scene(kind)
        let (people, other) = (scene.test.store.people, try await scene.test.openAgain())
        var roots: [Person] = []
        for address in ["a@root.example", "b@root.example"] {
            roots.append(
                try await people.add(
                    Mailbox(address: Fixtures.address(address)), membership: Membership(role: .administrator),
                    at: Samples.now))
        }
        let doors = [(people, roots[0].id), (other.people, roots[1].id)]
        let done = await withTaskGroup(of: Bool.self) { group in
            for (people, id) in doors {
                group.addTask { (try? await people.setActive(false, of: id)) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(done == 1)
        let left = try await people.list(cursor: nil, limit: 50).items.filter {
            AccessPolicy.isAdministrator($0)
        }
        #expect(left.count == 1)
    }

    @Test(arguments: StoreKind.available)
    func `what can be decided no more is found, and goes on`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let store = scene.test.store
        let (lou, ann) = (
            try await scene.person("lou@boss.example", .lead), try await scene.person("ann@boss.example")
        )
        let desk = scene.desk(["fin@boss.example", "fay@boss.example"])
        let grouped = try await scene.ask(desk, ["group:finance"])
        let addressed = try await scene.ask(desk, ["ann@boss.example"])
        let led = try await scene.ask(desk, ["lead"])
        #expect(try await desk.reroute(limit: 1, includingVacant: true) == 0)
        try await store.people.setActive(false, of: ann.id)
        _ = try await scene.person("new@boss.example")
        let fewer = scene.desk(["fay@boss.example", "new@boss.example"])
        #expect(try await fewer.reroute(limit: 1, includingVacant: false) == 2, "page by page")
        #expect(try await fewer.reroute(limit: 1, includingVacant: true) == 0)
        #expect(
            try await scene.holders(grouped) == ["fay@boss.example group:finance", "new@boss.example group:finance"])
        #expect(try await scene.holders(addressed) == ["lou@boss.example lead"])
        var query = ApprovalQuery()
        query.waitingFor = lou.id
        #expect(
            try await store.approvals.list(query, at: Samples.now + 2).items.map(\.approval.id)
                == [led.approval.id, addressed.approval.id])
        // Nobody is left: vacant, said once, and waiting for nobody.
        try await store.people.setActive(false, of: lou.id)
        #expect(try await fewer.reroute(limit: 9, includingVacant: false) == 2)
        #expect(try await fewer.reroute(limit: 9, includingVacant: false) == 0)
        #expect(try await fewer.reroute(limit: 9, includingVacant: true) == 0)
        #expect(try await scene.step(led).seats.first?.vacantSince == Samples.now + 1)
        #expect(try await store.approvals.count(query, at: Samples.now + 2) == 0)
        let record = try await store.tickets.record(scene.number)
        let notes = record.entries.filter { $0.kind == .note && $0.change?.field == FieldChange.approver }
        #expect(notes.count == 2 && notes.allSatisfy { $0.change?.to == nil })
        // Somebody leads again.
        _ = try await scene.person("zoe@boss.example", .lead)
        #expect(try await fewer.reroute(limit: 9, includingVacant: false) == 0)
        #expect(try await fewer.reroute(limit: 9, includingVacant: true) == 2)
        #expect(try await scene.holders(led) == ["zoe@boss.example lead"])
        #expect(try await scene.step(led).seats.first?.vacantSince == nil)
        let audit = EvidenceAudit(approvals: store.approvals, ledger: store.ledger)
        #expect(try await audit.run(at: Samples.now + 3).fault == nil)
    }

    @Test(arguments: StoreKind.available)
    func `nobody is made anew for a seat, only for a request`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let people = scene.test.store.people
        let gone = Fixtures.address("gone@boss.example")
        let item = try await scene.ask(scene.desk(["fin@boss.example"]), ["group:finance"])
        try await people.setActive(
            false, of: try #require(try await people.person(Fixtures.address("fin@boss.example"))).id)
        let named = scene.desk([gone.description])
        #expect(try await named.reroute(limit: 9, includingVacant: true) == 1, "vacant")
        #expect(try await named.reroute(limit: 9, includingVacant: true) == 0)
        #expect(try await people.person(gone) == nil)
        #expect(try await scene.step(item).seats.first?.vacantSince != nil)
        _ = try await scene.ask(named, ["group:finance"])
        #expect(try await people.person(gone) != nil)
        #expect(try await named.reroute(limit: 9, includingVacant: true) == 1, "who is known sits in the vacant seat")
        #expect(try await scene.holders(item) == ["gone@boss.example group:finance"])
    }

    @Test(arguments: StoreKind.available)
    func `of two workers at once one asks, and one mail goes out`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let other = try await scene.test.openAgain()
        _ = try await scene.person("lou@boss.example", .lead)
        let (one, two) = (scene.desk(), scene.desk(store: other))
        var items: [ApprovalCase] = []
        for index in 0..<8 { items.append(try await scene.ask(one, ["p\(index)@boss.example"])) }
        for index in 0..<8 {
            let person = try await scene.person("p\(index)@boss.example")
            try await scene.test.store.people.setActive(false, of: person.id)
        }
        async let first = one.reroute(limit: 50, includingVacant: false)
        async let second = two.reroute(limit: 50, includingVacant: false)
        #expect(try await first + second == 8)
        for item in items { #expect(try await scene.holders(item) == ["lou@boss.example lead"]) }
        let mails = try await scene.test.store.outgoing.claim(limit: 99, lease: 60, at: Samples.now + 5)
            .filter { $0.notification.template == "approval-request" }
        #expect(mails.count { $0.notification.recipient.address == Fixtures.address("lou@boss.example") } == 8)
        let records = try await scene.test.store.approvals.evidence(after: 0, limit: 500)
        #expect(records.count { $0.kind == .rerouted } == 8)
    }

    @Test(arguments: StoreKind.available)
    func `a decision by whoever is not asked any more is refused and kept as evidence`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let fin = try await scene.person("fin@boss.example")
        let item = try await scene.ask(scene.desk(["fin@boss.example"]), ["group:finance"])
        for _ in 0..<3 {
            await #expect(throws: ApprovalError.refused(.noLongerAsked)) {
                try await scene.desk(["other@boss.example"]).decide(
                    .approved, reason: "", in: item.approval.id, by: Actor(person: fin, channel: .portal),
                    authentication: "a session")
            }
        }
        #expect(try await scene.step(item).decisions.isEmpty)
        let records = try await scene.test.store.approvals.evidence(of: item.approval.id)
        let refused = try #require(records.last)
        #expect(refused.kind == .refused && refused.value("reason") == "replaced")
        #expect(records.count { $0.kind == .refused } == 1, "however often they try")
        #expect(refused.facts.first { $0.name == "by" }?.value == "fin@boss.example")
    }

    @Test(arguments: StoreKind.available)
    func `by hand somebody else is asked, and keeps the seat`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let desk = scene.desk()
        let item = try await scene.ask(desk, ["ann@boss.example", "bob@boss.example"])
        let lina = Actor(person: try await scene.person("lina@desk.example"), channel: .api)
        let done = try await desk.replace("ann@boss.example", by: "cy@boss.example", in: item.approval.id, by: lina)
        #expect(done.approval.steps.first?.approvers.count == 2)
        #expect(try await scene.holders(item) == ["bob@boss.example address", "cy@boss.example address"])
        await #expect(throws: ApprovalError.refused(.notSeated("ann@boss.example"))) {
            try await desk.replace("ann@boss.example", by: "dan@boss.example", in: item.approval.id, by: lina)
        }
        await #expect(throws: ApprovalError.store(.notFound)) {
            try await desk.replace(
                "bob@boss.example", by: "dan@boss.example", in: ApprovalID(rawValue: 99), by: lina)
        }
    }

    @Test(arguments: StoreKind.available)
    func `whoever is named as a substitute is told so, with the delegation`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let (ann, bob) = (try await scene.person("ann@boss.example"), try await scene.person("bob@boss.example"))
        try await scene.desk().delegate(to: bob.address, from: Samples.now, until: Samples.now + 86_400, by: ann)
        let mails = try await scene.test.store.outgoing.claim(limit: 9, lease: 60, at: Samples.now + 5)
        let mail = try #require(mails.first { $0.notification.template == "substitute-named" })
        #expect(mail.notification.recipient.address == bob.address)
        #expect(mail.notification.values["substitute.author"] == "ann@boss.example")
        #expect(mail.notification.values["substitute.until"] == "1790086399", "the last second of the last day")
    }
}
