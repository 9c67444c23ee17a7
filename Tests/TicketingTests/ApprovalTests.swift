import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing
import Ticketing

@Suite("Approvals")
struct ApprovalTests {
    static let ann = Fixtures.person(11, "ann@boss.example", name: "Ann")
    static let bob = Fixtures.person(12, "bob@boss.example", name: "Bob")
    static let cy = Fixtures.person(13, "cy@boss.example", name: "Cy")
    static let day = 86_400.0

    static func request(
        _ steps: [ApprovalRequest.Step], expiresAt: Date? = nil, verdict: ApprovalVerdict? = nil
    ) throws -> Approval {
        var approval = try ApprovalRequest(
            text: "Two new printers, 900 €", steps: steps, expiresAt: expiresAt, defaultVerdict: verdict
        ).approval(on: Fixtures.ticket(), by: Fixtures.lina, at: Fixtures.now)
        approval.id = ApprovalID(rawValue: 1)
        return approval
    }

    static func step(_ rule: ApprovalRule, _ people: [Person], passive: Bool = false) -> ApprovalRequest.Step {
        ApprovalRequest.Step(rule: rule, approvers: people, isPassive: passive)
    }

    static func decide(
        _ approval: Approval, _ person: Person, _ verdict: ApprovalVerdict, after seconds: Double = 1,
        version: Int64? = nil
    ) throws(ApprovalRefusal) -> Approval {
        try approval.deciding(
            verdict, reason: "", for: person.id, by: person, contentVersion: version ?? approval.content.version,
            requester: Fixtures.wang, via: .portal, at: Fixtures.now + seconds)
    }

    @Test(arguments: [
        ("any", "+", "approved"), ("any", "-", nil), ("any", "--", nil), ("any", "---", "rejected"),
        ("any", "-+", "approved"),
        ("all", "++", nil), ("all", "+++", "approved"), ("all", "+-", "rejected"), ("all", "-", "rejected"),
        ("majority", "+", nil), ("majority", "++", "approved"), ("majority", "-+", nil),
        ("majority", "-+-", "rejected"),
        ("first", "+", "approved"), ("first", "-", "rejected"), ("2", "+", nil), ("2", "+-+", "approved"),
        ("2", "--", "rejected"), ("3", "-", "rejected"), ("1", "--+", "approved"), ("all", "", nil), ("first", "", nil),
    ])
    func `a rule of three approvers says what their decisions come to`(
        rule: String, decisions: String, outcome: String?
    ) throws {
        let rule = try #require(ApprovalRule(rule))
        let verdicts: [ApprovalVerdict] = decisions.map { $0 == "+" ? .approved : .rejected }
        #expect(rule.outcome(seats: 3, decisions: verdicts)?.rawValue == outcome)
    }

    @Test(arguments: ["", "none", "0", "-1", "01", "1.5", "1000", "ALL", "２"])
    func `what is no rule is none`(text: String) {
        #expect(ApprovalRule(text) == nil)
    }

    @Test func `steps follow each other, and the last one settles the whole`() throws {
        let asked = try Self.request([Self.step(.any, [Self.ann, Self.bob]), Self.step(.all, [Self.cy])])
        #expect(asked.waitingFor.map(\.id) == [Self.ann.id, Self.bob.id])
        #expect(throws: ApprovalRefusal.notYet) { try Self.decide(asked, Self.cy, .approved) }
        let second = try Self.decide(asked, Self.bob, .approved)
        #expect(second.waitingFor.map(\.id) == [Self.cy.id])
        #expect(second.steps.map(\.state) == [.approved, .open])
        let done = try Self.decide(second, Self.cy, .approved, after: 2)
        #expect(done.state == .approved && done.settledAt == Fixtures.now + 2)
        #expect(done.waitingFor.isEmpty)
    }

    @Test func `one refusal of a step ends all, and later steps are not asked`() throws {
        let asked = try Self.request([Self.step(.all, [Self.ann, Self.bob]), Self.step(.all, [Self.cy])])
        let done = try Self.decide(asked, Self.ann, .rejected)
        #expect(done.state == .rejected && done.steps.map(\.state) == [.rejected, .skipped])
        let late = ApprovalRefusal.alreadyDecided(by: "Ann", verdict: .rejected, at: Fixtures.now + 1)
        #expect(throws: late) { try Self.decide(done, Self.ann, .approved, after: 9) }
        #expect(throws: late) { try Self.decide(done, Self.bob, .approved, after: 9) }
    }

    @Test func `whoever is late learns who was first, while the next step goes on`() throws {
        let asked = try Self.request([Self.step(.any, [Self.ann, Self.bob]), Self.step(.all, [Self.cy])])
        let next = try Self.decide(asked, Self.ann, .approved)
        let late = ApprovalRefusal.alreadyDecided(by: "Ann", verdict: .approved, at: Fixtures.now + 1)
        #expect(throws: late) { try Self.decide(next, Self.bob, .rejected, after: 5) }
    }

    @Test func `a passive step is heard beside the one before it, and holds nothing up`() throws {
        let asked = try Self.request([Self.step(.all, [Self.ann]), Self.step(.all, [Self.bob], passive: true)])
        #expect(asked.steps.map(\.state) == [.open, .open])
        #expect(asked.waitingFor.map(\.id) == [Self.ann.id])
        let heard = try Self.decide(asked, Self.bob, .rejected)
        #expect(heard.state == .pending)
        #expect(try Self.decide(heard, Self.ann, .approved, after: 2).state == .approved)
    }

    @Test func `nobody approves what is theirs, by no second address of the same mailbox`() throws {
        let alias = Fixtures.person(14, "wang+boss@customer.example", name: "W")
        let ticket = Fixtures.ticket()
        for own in [Fixtures.wang, alias, Fixtures.lina] {
            #expect(throws: ApprovalRefusal.ownRequest) {
                try ApprovalRequest(text: "Raise", steps: [Self.step(.any, [own])])
                    .approval(on: ticket, by: Fixtures.lina, at: Fixtures.now)
            }
        }
        let mixed = try Self.request([Self.step(.all, [Fixtures.wang, Self.ann, alias])])
        #expect(mixed.steps.first?.approvers.map(\.id) == [Self.ann.id], "left out of a list")
        let item = ApprovalCase(
            ticket: ticket, approval: mixed,
            delegations: [Self.delegation(from: Self.ann, to: alias)], moment: Fixtures.now + 1)
        #expect(item.places(of: alias).isEmpty)
        #expect(throws: ApprovalRefusal.ownRequest) {
            try item.deciding(
                .approved, reason: "", for: Self.ann.id, by: alias, contentVersion: 1, via: .portal)
        }
    }

    static func delegation(from approver: Person, to substitute: Person, days: Double = 1) -> Delegation {
        Delegation(
            id: DelegationID(rawValue: 1), approver: approver, substitute: substitute, from: Fixtures.now,
            until: Fixtures.now + days * day, createdAt: Fixtures.now)
    }

    @Test func `a substitute decides for a time, and hands nothing on`() throws {
        let approval = try Self.request([Self.step(.all, [Self.ann])])
        let chain = [Self.delegation(from: Self.ann, to: Self.bob), Self.delegation(from: Self.bob, to: Self.cy)]
        func item(_ seconds: Double) -> ApprovalCase {
            ApprovalCase(
                ticket: Fixtures.ticket(), approval: approval, delegations: chain, moment: Fixtures.now + seconds)
        }
        #expect(item(1).places(of: Self.bob).map(\.id) == [Self.ann.id])
        #expect(item(1).places(of: Self.cy).isEmpty)
        for (person, seconds) in [(Self.cy, 1), (Self.bob, Self.day), (Self.bob, -1)] {
            #expect(throws: ApprovalRefusal.notAnApprover) {
                try item(seconds).deciding(
                    .approved, reason: "", for: Self.ann.id, by: person, contentVersion: 1, via: .mail)
            }
        }
        let done = try item(1).deciding(
            .approved, reason: "", for: Self.ann.id, by: Self.bob, contentVersion: 1, via: .mail)
        #expect(done.decisions.first?.author.id == Self.bob.id && done.decisions.first?.approver.id == Self.ann.id)
    }

    @Test func `a changed content voids what was decided, and asks anew`() throws {
        let asked = try Self.request([Self.step(.all, [Self.ann, Self.bob])])
        let half = try Self.decide(asked, Self.ann, .approved)
        let revised = try half.revising("Three printers", fields: [], files: [], at: Fixtures.now + 5)
        #expect(revised.content.version == 2 && revised.content.digest != asked.content.digest)
        #expect(revised.decisions.isEmpty && revised.waitingFor.count == 2)
        #expect(throws: ApprovalRefusal.contentChanged(current: 2)) {
            try Self.decide(revised, Self.bob, .approved, version: 1)
        }
    }

    @Test(arguments: [(nil, "expired"), (ApprovalVerdict.approved, "approved"), (.rejected, "rejected")])
    func `time that is over settles it as was said`(verdict: ApprovalVerdict?, state: String) throws {
        let end = Fixtures.now + 60
        let approval = try Self.request([Self.step(.all, [Self.ann])], expiresAt: end, verdict: verdict)
        #expect(approval.expiring(at: end - 1) == nil)
        #expect(throws: ApprovalRefusal.isExpired(end)) { try Self.decide(approval, Self.ann, .approved, after: 60) }
        #expect(approval.expiring(at: end)?.state.rawValue == state)
    }

    @Test func `requests that nobody can answer are refused`() throws {
        let people = (0...ApprovalRequest.mostApprovers).map {
            Fixtures.person(Int64(100 + $0), "p\($0)@boss.example")
        }
        func refusal(_ steps: [ApprovalRequest.Step], text: String = "x") -> ApprovalRefusal? {
            do throws(ApprovalRefusal) {
                _ = try ApprovalRequest(text: text, steps: steps)
                    .approval(on: Fixtures.ticket(), by: Fixtures.lina, at: Fixtures.now)
                return nil
            } catch {
                return error
            }
        }
        #expect(refusal([]) == .noApprovers(step: 1))
        #expect(refusal([Self.step(.all, [])]) == .noApprovers(step: 1))
        #expect(refusal([Self.step(.all, [Self.ann], passive: true)]) == .nobodyDecides)
        #expect(refusal([Self.step(.count(2), [Self.ann])]) == .unreachable(rule: "2", approvers: 1))
        #expect(refusal([Self.step(.all, Array(people.dropLast()))]) == nil)
        #expect(refusal([Self.step(.all, people)]) == .tooMany(what: "approvers", limit: 50, actual: 51))
        let steps = Array(repeating: Self.step(.all, [Self.ann]), count: ApprovalRequest.mostSteps)
        #expect(refusal(steps) == nil)
        #expect(refusal(steps + steps.prefix(1)) == .tooMany(what: "steps", limit: 20, actual: 21))
        #expect(refusal([Self.step(.all, [Self.ann])], text: " \n") == .emptyText)
        let long = String(repeating: "x", count: ApprovalRequest.longestText)
        #expect(refusal([Self.step(.all, [Self.ann])], text: long) == nil)
        #expect(refusal([Self.step(.all, [Self.ann])], text: long + "x") == .textTooLong(limit: 65_536, actual: 65_537))
    }

    @Test func `the same words in other places are another content`() {
        func digest(_ fields: [ApprovalContent.Field], _ text: String = "t") -> String {
            ApprovalContent(subject: "s", text: text, fields: fields).digest
        }
        let digests = [
            digest([]), digest([.init(label: "a", value: "b")]), digest([.init(label: "ab", value: "")]),
            digest([.init(label: "", value: "ab")]),
            digest([.init(label: "a", value: "b"), .init(label: "", value: "")]),
            digest([], "t\n0"), digest([], ""),
        ]
        #expect(Set(digests).count == digests.count)
    }

    @Test func `ten thousand keys are as many, of lower-case letters and digits, and none is a reply address's`() {
        struct Chance: TokenSource {
            func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255) } }
        }
        var keys: Set<String> = []
        for _ in 0..<10_000 {
            let key = ApprovalKey(Chance())
            #expect(key.text.utf8.count == 41 && key.text == key.text.lowercased())
            #expect(ApprovalKey(detail: key.text.uppercased()) == key)
            #expect(ReplyToken(detail: key.text, key: Fixtures.key) == nil)
            keys.insert(key.text)
        }
        #expect(keys.count == 10_000)
        for text in ["", "a", "a" + String(repeating: "0", count: 39), "r" + String(repeating: "a", count: 40)] {
            #expect(ApprovalKey(detail: text) == nil)
        }
    }

    @Test func `approvers are reminded three times, each time with a new key`() throws {
        let planner = ApprovalPlanner(
            policy: NotificationPolicy(
                desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens()))
        var item = ApprovalCase(
            ticket: Fixtures.ticket(), approval: try Self.request([Self.step(.all, [Self.ann, Self.bob])]),
            delegations: [], moment: Fixtures.now + 9)
        #expect(planner.reminding(item, after: 10) == nil)
        #expect(planner.reminding(item, after: nil) == nil)
        for count in 1...3 {
            item.moment = Fixtures.now + Double(10 * count)
            let plan = try #require(planner.reminding(item, after: 10))
            #expect(plan.notifications.map(\.template) == ["approval-reminder", "approval-reminder"])
            #expect(plan.events.isEmpty && plan.approval?.invitations.count == 2)
            item.approval = try #require(plan.approval?.after)
            #expect(planner.reminding(item, after: 10) == nil, "told already")
        }
        item.moment = Fixtures.now + 99
        #expect(planner.reminding(item, after: 10) == nil)
    }

    @Test func `a step that is late is put before somebody else as well, who may decide then`() throws {
        let planner = ApprovalPlanner(
            policy: NotificationPolicy(
                desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens()))
        let step = ApprovalRequest.Step(rule: .all, approvers: [Self.ann], dueAfter: 60, escalatesTo: Self.cy)
        var item = ApprovalCase(
            ticket: Fixtures.ticket(), approval: try Self.request([step]), delegations: [], moment: Fixtures.now + 59)
        #expect(planner.reminding(item, after: nil) == nil && item.places(of: Self.cy).isEmpty)
        item.moment = Fixtures.now + 60
        let plan = try #require(planner.reminding(item, after: nil))
        #expect(plan.notifications.map(\.recipient.address) == [Self.cy.address])
        item.approval = try #require(plan.approval?.after)
        #expect(planner.reminding(item, after: nil) == nil, "once")
        let done = try item.deciding(
            .approved, reason: "", for: Self.ann.id, by: Self.cy, contentVersion: 1, via: .mail)
        #expect(done.state == .approved && done.decisions.first?.author.id == Self.cy.id)
        for own in [Fixtures.wang, Fixtures.lina] {
            let wrong = ApprovalRequest.Step(rule: .all, approvers: [Self.ann], dueAfter: 60, escalatesTo: own)
            #expect(throws: ApprovalRefusal.ownRequest) { try Self.request([wrong]) }
        }
    }
}
