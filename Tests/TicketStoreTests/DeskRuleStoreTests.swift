import Cryptography
import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Requests by rules in the store")
struct DeskRuleStoreTests {
    static let boss = "boss@staff.example"

    struct Scene {
        let test: TestStore
        let policy: NotificationPolicy

        init(_ kind: StoreKind, approvers: [String] = [boss], text: String? = nil) async throws {
            test = try await kind.open()
            var condition = DeskRule.Condition()
            condition.subject = ["printer"]
            var rule = DeskRule(
                name: "purchase", condition: condition, steps: [.init(rule: .all, approvers: approvers)])
            (rule.text, rule.within, rule.defaultVerdict) = (text, 86_400, .rejected)
            var desk = Fixtures.it
            desk.approvalRules = [rule]
            policy = NotificationPolicy(
                desks: DeskDirectory([desk]), templates: .shipped, key: Fixtures.key,
                tokens: ApprovalStoreTests.SystemRandomTokens())
        }

        func approving(_ store: Store) -> ApprovalDesk {
            ApprovalDesk(approvals: store.approvals, people: store.people, policy: policy, now: { Samples.now + 1 })
        }

        func rules(_ store: Store? = nil, after seconds: Double = 1) -> RuleDesk {
            let store = store ?? test.store
            return RuleDesk(
                requests: store.ruleRequests, tickets: store.tickets,
                approving: ApprovalDesk(
                    approvals: store.approvals, people: store.people, policy: policy, now: { Samples.now + seconds }),
                desks: policy.desks, now: { Samples.now + seconds })
        }

        func door() -> TicketDesk {
            TicketDesk(
                tickets: test.store.tickets, surveys: test.store.surveys, people: test.store.people,
                outgoing: test.store.outgoing, rules: rules(), policy: policy, now: { Samples.now })
        }

        /// As a mail leaves it: the ticket, and what its rule is to ask.
        func open(
            rule: String = "purchase", _ events: [TicketEvent] = [.entryAdded(Samples.entry())],
            requester: Mailbox = Fixtures.wang.mailbox
        ) async throws -> Ticket {
            var plan = Samples.plan(events, draft: Samples.draft(requester: requester))
            plan.ruleRequest = .due(rule: rule)
            return try await test.store.tickets.open(plan, at: Samples.now).ticket
        }

        func approvals(of ticket: Ticket) async throws -> [Approval] {
            var query = ApprovalQuery()
            query.ticket = ticket.id
            return try await test.store.approvals.list(query, at: Samples.now).items.map(\.approval)
        }

        func record(_ ticket: Ticket) async throws -> TicketRecord { try await test.store.tickets.record(ticket.id) }

        func notes(_ ticket: Ticket) async throws -> [String] {
            try await record(ticket).entries.filter { $0.kind == .note }.map(\.text)
        }

        func agent() async throws -> Actor {
            Actor(
                person: try await test.store.people.add(
                    Fixtures.lina.mailbox, membership: Membership(role: .agent, desk: "it"), at: Samples.now),
                channel: .portal)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who has the ticket is told of failures, and never the requester`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let ticket = try await scene.open()
        #expect(try await scene.rules().askAll(limit: 9) == 1)
        func askers(after seconds: Double) async throws -> [Mailbox?] {
            try await scene.test.store.outgoing.claim(limit: 9, lease: 10, at: Samples.now + seconds)
                .filter { $0.notification.template == "approval-request" }.map(\.asker)
        }
        #expect(try await askers(after: 5) == [nil])
        let lina = try await scene.agent().person
        _ = try await scene.test.store.tickets.change(ticket.number, at: Samples.now + 6) {
            TicketPlan(
                target: .existing($0.ticket.id),
                events: [.assigned(from: nil, to: lina.mailbox, by: lina.mailbox, via: .portal)])
        }
        #expect(try await askers(after: 60) == [lina.mailbox])
    }

    @Test(arguments: StoreKind.available)
    func `what was noted with the ticket is asked once, in the requester's name`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        var draft = Samples.entry("Two printers, please.\n> What do you need?")
        draft.fresh = "Two printers, please."
        let ticket = try await scene.open([.entryAdded(draft)])
        #expect(try await scene.approvals(of: ticket).isEmpty)
        // Another process, as after a crash.
        let again = try await scene.test.openAgain()
        #expect(try await again.ruleRequests.due(limit: 9) == [RuleRequest(ticket: ticket.id, rule: "purchase")])
        #expect(try await scene.rules(again).askAll(limit: 9) == 1)
        #expect(try await scene.rules().askAll(limit: 9) == 0)
        let (approval) = try #require(try await scene.approvals(of: ticket).first)
        #expect(approval.deskRule == "purchase" && approval.author.address == Fixtures.wang.address)
        #expect(approval.content.text == "Two printers, please." && approval.content.subject == "Printer jam")
        #expect(approval.expiresAt == Samples.now + 86_401 && approval.defaultVerdict == .rejected)
        let record = try await scene.record(ticket)
        #expect(record.ticket.state == .pending && record.ticket.pendingApprovals == 1)
        let asked = try #require(record.entries.first { $0.change?.field == "approval" })
        #expect(asked.text == "purchase" && asked.channel == .system && asked.author.address == Fixtures.wang.address)
        let evidence = try await scene.test.store.approvals.evidence(of: approval.id)
        #expect(evidence.first?.value("rule") == "purchase" && evidence.first?.value("via") == "system")
        let mails = try await scene.test.store.outgoing.claim(limit: 9, lease: 60, at: Samples.now + 5)
        #expect(mails.map(\.notification.template) == ["approval-request"])
        #expect(mails.first?.notification.values["approval.desk_rule"] == "purchase")
    }

    @Test(arguments: StoreKind.available)
    func `a ticket from another door waits from the start`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind, text: "Buy it?")
        let wang = try await scene.test.store.people.add(Fixtures.wang.mailbox, membership: nil, at: Samples.now)
        let record = try await scene.door().open(
            desk: "it", subject: "Two PRINTERS", text: "Please.", requester: wang.mailbox,
            by: Actor(person: wang, channel: .api))
        #expect(record.ticket.state == .pending)
        #expect(try await scene.approvals(of: record.ticket).map(\.content.text) == ["Buy it?"])
        let other = try await scene.door().open(
            desk: "it", subject: "A chair", text: "Please.", requester: wang.mailbox,
            by: Actor(person: wang, channel: .api))
        #expect(other.ticket.state == .new)
        #expect(try await scene.test.store.ruleRequests.due(limit: 9).isEmpty)
    }

    @Test(arguments: StoreKind.available)
    func `of several who look at once one asks`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        var tickets: [Ticket] = []
        for _ in 0..<6 { tickets.append(try await scene.open()) }
        let rules = [scene.rules(), scene.rules(try await scene.test.openAgain()), scene.rules()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for rule in rules {
                group.addTask {
                    for _ in 0..<20 {
                        do throws(StoreError) {
                            _ = try await rule.askAll(limit: 9)
                            return
                        } catch .unavailable {
                            // The other was writing.
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await scene.test.store.ruleRequests.due(limit: 9).isEmpty)
        for ticket in tickets {
            #expect(try await scene.approvals(of: ticket).count == 1)
            #expect(try await scene.notes(ticket).isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `what cannot be asked is told once, and not tried again`(_ kind: StoreKind) async throws {
        let own = try await Scene(kind, approvers: ["wang+x@customer.example"])
        let lead = try await Scene(kind, approvers: ["lead"])
        let desk = try await Scene(kind, approvers: ["support@desk.example"])
        for (scene, rule, words) in [
            (own, "purchase", "申请人本人"), (lead, "purchase", "没有可以审批的负责人"),
            (desk, "purchase", "不能作为审批人"), (own, "travel", "已没有这条规则"),
        ] {
            let ticket = try await scene.open(rule: rule)
            #expect(try await scene.rules().askAll(limit: 9) == 1)
            #expect(try await scene.rules().askAll(limit: 9) == 0)
            let notes = try await scene.notes(ticket)
            #expect(notes.count == 1 && notes.first?.contains(words) == true, "\(notes)")
            #expect(try await scene.record(ticket).ticket.state == .new)
            #expect(try await scene.approvals(of: ticket).isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `for one requester rules ask so often within an hour, and no more`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        var tickets: [Ticket] = []
        for _ in 0...DeskRule.mostForRequester { tickets.append(try await scene.open()) }
        #expect(try await scene.rules().askAll(limit: 99) == DeskRule.mostForRequester + 1)
        let last = try #require(tickets.last)
        for ticket in tickets.dropLast() { #expect(try await scene.approvals(of: ticket).count == 1) }
        #expect(try await scene.approvals(of: last).isEmpty)
        #expect(try await scene.notes(last).first?.contains("\(DeskRule.mostForRequester) 项") == true)
        let later = try await scene.open()
        #expect(try await scene.rules(after: 3_602).askAll(limit: 99) == 1)
        #expect(try await scene.approvals(of: later).count == 1, "an hour later")
    }

    @Test(arguments: StoreKind.available)
    func `details of an address make no other requester`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let store = scene.test.store
        func open(_ address: String) async throws -> Ticket {
            try await scene.open(requester: Mailbox(address: Fixtures.address(address)))
        }
        for address in [
            "ann@out.example", "Ann+1@out.example", "ann+2+3@out.example", "annie@out.example", "ann+1@out.example.net",
            "anna+1@out.example", "a_n+1@out.example", "ann@in.out.example",
        ] { _ = try await open(address) }
        _ = try await scene.rules().askAll(limit: 99)
        func made(_ address: String) async throws -> Int {
            try await store.ruleRequests.made(
                by: "purchase", of: "it", for: Fixtures.address(address), since: Samples.now - 60
            ).forRequester
        }
        #expect(try await made("ann@out.example") == 3)
        #expect(try await made("ann+9@out.example") == 3)
        #expect(try await made("annie@out.example") == 1)
        #expect(try await made("a%+9@out.example") == 0)
        for number in 3..<DeskRule.mostForRequester { _ = try await open("ann+x\(number)@out.example") }
        _ = try await scene.rules().askAll(limit: 99)
        let last = try await open("ann+new@out.example")
        _ = try await scene.rules().askAll(limit: 99)
        #expect(try await scene.approvals(of: last).isEmpty)
        #expect(try await scene.notes(last).first?.contains("\(DeskRule.mostForRequester) 项") == true)
    }

    // With the ticket.

    @Test(arguments: StoreKind.available, [TicketState.resolved, .closed, .cancelled])
    func `whoever ends the ticket withdraws what it waits for, with its evidence`(
        _ kind: StoreKind, state: TicketState
    ) async throws {
        let scene = try await Scene(kind)
        let agent = try await scene.agent()
        let ticket = try await scene.open()
        _ = try await scene.rules().askAll(limit: 9)
        _ = try await scene.approving(scene.test.store).request(
            on: ticket, text: "A second one", steps: [.init(rule: .any, approvers: [Self.boss])], by: agent)
        let record = try await scene.door().perform([.setState(state)], on: ticket.number, by: agent)
        #expect(record.ticket.state == state && record.ticket.pendingApprovals == 0)
        let approvals = try await scene.approvals(of: ticket)
        #expect(approvals.map(\.state) == [.withdrawn, .withdrawn])
        #expect(approvals.allSatisfy { $0.steps.map(\.state) == [.skipped] })
        let over = record.entries.filter {
            $0.change == FieldChange(field: "approval", from: "pending", to: "withdrawn")
        }
        #expect(over.count == 2 && over.allSatisfy { $0.author.address == Fixtures.lina.address })
        let audit = EvidenceAudit(approvals: scene.test.store.approvals, ledger: scene.test.store.ledger)
        #expect(try await audit.run(at: Samples.now + 2).fault == nil)
        let kinds = try await scene.test.store.approvals.evidence(of: approvals[0].id).map(\.kind)
        #expect(kinds.suffix(2) == [.withdrawn, .settled])
        if state == .resolved {
            let again = try await scene.door().perform([.setState(.inProgress)], on: ticket.number, by: agent)
            #expect(again.ticket.state == .inProgress)
            #expect(try await scene.approvals(of: ticket).map(\.state) == [.withdrawn, .withdrawn], "for good")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a ticket that ends before its rule has asked is not asked about`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let ticket = try await scene.open()
        _ = try await scene.door().perform([.setState(.cancelled)], on: ticket.number, by: try await scene.agent())
        #expect(try await scene.test.store.ruleRequests.due(limit: 9).isEmpty)
        #expect(try await scene.rules().askAll(limit: 9) == 0)
        #expect(try await scene.notes(ticket).isEmpty)
    }

    @Test(arguments: StoreKind.available)
    func `a ticket that closes by itself withdraws what was asked since`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let agent = try await scene.agent()
        let ticket = try await scene.test.store.tickets.open(Samples.plan(), at: Samples.now).ticket
        let solved = try await scene.door().perform([.setState(.resolved)], on: ticket.number, by: agent).ticket
        _ = try await scene.approving(scene.test.store).request(
            on: solved, text: "After all", steps: [.init(rule: .any, approvers: [Self.boss])], by: agent)
        let desk = try #require(scene.policy.desks["it"])
        let closed = try await scene.test.store.tickets.closeResolved(
            of: desk, untouchedSince: Samples.now + 99, limit: 9, at: Samples.now + 99
        ) { _, _ in nil }
        #expect(closed == 1)
        #expect(try await scene.approvals(of: ticket).map(\.state) == [.withdrawn])
    }

    @Test(arguments: StoreKind.available)
    func `a ticket that waits for two goes on waiting after the first`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let agent = try await scene.agent()
        let ticket = try await scene.open()
        let approving = scene.approving(scene.test.store)
        for text in ["One", "Two"] {
            _ = try await approving.request(
                on: ticket, text: text, steps: [.init(rule: .any, approvers: [Self.boss])], by: agent)
        }
        let boss = try #require(try await scene.test.store.people.person(Fixtures.address(Self.boss)))
        for (approval, state) in zip(try await scene.approvals(of: ticket), [TicketState.pending, .inProgress]) {
            _ = try await approving.decide(
                .approved, reason: "", in: approval.id, by: Actor(person: boss, channel: .portal),
                authentication: "a session")
            #expect(try await scene.record(ticket).ticket.state == state)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a mail that was read before the request wakes nothing, and is read again`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let agent = try await scene.agent()
        let ticket = try await scene.open()
        _ = try await scene.door().perform([.setState(.pending)], on: ticket.number, by: agent)
        _ = try await scene.rules().askAll(limit: 9)
        let id = try #require(try await scene.test.store.incoming.enqueue(Samples.arrival()).first)
        let stale = TicketPlan(
            target: .existing(ticket.id),
            events: [
                .entryAdded(Samples.entry()),
                .stateChanged(from: .pending, to: .inProgress, by: Fixtures.wang.mailbox, via: .mail),
            ])
        await #expect(throws: StoreError.unavailable("what the ticket waits for has changed meanwhile")) {
            try await scene.test.store.tickets.commit(
                Samples.intake(stale, state: .attached), settling: id, at: Samples.now + 2)
        }
        #expect(try await scene.record(ticket).ticket.state == .pending)
    }
}
