import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("Seats whose holders can decide no more")
struct ReroutingTests {
    static let lead = [Membership(role: .lead, desk: "it")]
    static let ann = Fixtures.person(11, "ann@boss.example", name: "Ann", roles: lead)
    static let bob = Fixtures.person(12, "bob@boss.example", name: "Bob")
    static let cy = Fixtures.person(13, "cy@boss.example", name: "Cy")
    static let dora = Fixtures.person(14, "dora@boss.example", name: "Dora", roles: lead)
    /// Of another desk.
    static let eve = Fixtures.person(15, "eve@boss.example", roles: [Membership(role: .lead, desk: "hr")])

    static func gone(_ person: Person) -> Person {
        var person = person
        person.isActive = false
        return person
    }

    /// With these addresses in the group `finance`.
    static func planner(_ finance: [Person] = [bob, cy]) -> ApprovalPlanner {
        var desk = Fixtures.it
        desk.groups = ["finance": finance.map(\.address)]
        return ApprovalPlanner(
            policy: NotificationPolicy(
                desks: DeskDirectory([desk, Fixtures.hr]), templates: .shipped, key: Fixtures.key,
                tokens: CountingTokens()))
    }

    static func item(
        _ seats: [ApprovalSeat], rule: ApprovalRule = .all, more: [ApprovalRequest.Step] = [], manager: Person? = nil,
        escalatesTo: Person? = nil, escalatesAs: ApproverStanding? = nil
    ) throws -> ApprovalCase {
        var ticket = Fixtures.ticket(state: .pending)
        ticket.requester.manager = manager?.id
        let first = ApprovalRequest.Step(
            rule: rule, seats: seats.map { ApprovalSeat(active($0.person), as: $0.standing) },
            dueAfter: escalatesTo == nil ? nil : 60, escalatesTo: escalatesTo, escalatesAs: escalatesAs)
        var approval = try ApprovalTests.request([first] + more)
        // As somebody who has been disabled since is read.
        for index in seats.indices { approval.steps[0].seats[index].person = seats[index].person }
        return ApprovalCase(ticket: ticket, approval: approval, delegations: [], moment: Fixtures.now + 9)
    }

    private static func active(_ person: Person) -> Person {
        var person = person
        person.isActive = true
        return person
    }

    @Test(arguments: [
        (ApprovalSeat(bob), true), (ApprovalSeat(gone(bob)), false), (ApprovalSeat(ann, as: .lead), true),
        (ApprovalSeat(gone(ann), as: .lead), false), (ApprovalSeat(bob, as: .lead), false),
        (ApprovalSeat(eve, as: .lead), false), (ApprovalSeat(bob, as: .group("finance")), true),
        (ApprovalSeat(ann, as: .group("finance")), false), (ApprovalSeat(bob, as: .group("board")), false),
        (ApprovalSeat(cy, as: .manager), true), (ApprovalSeat(bob, as: .manager), false),
        (ApprovalSeat(ann, as: .role(.lead)), true), (ApprovalSeat(ann, as: .role(.auditor)), false),
    ])
    func `a seat counts while its holder is active and still what they were asked as`(
        seat: ApprovalSeat, counts: Bool
    ) throws {
        let item = try Self.item([seat], manager: Self.cy)
        let planner = Self.planner()
        let known = item.knowing(planner.policy.desks)
        #expect(known.counts(seat) == counts)
        #expect(known.places(of: Self.active(seat.person)).isEmpty != counts)
        let actor = Actor(person: Self.active(seat.person), channel: .mail)
        func decide() throws(ApprovalRefusal) -> TicketPlan {
            try planner.deciding(
                .approved, reason: "", for: seat.person.id, contentVersion: 1, in: item, by: actor,
                proof: .init(authentication: "a test"))
        }
        if counts {
            #expect(try decide().approval?.after.state == .approved)
        } else {
            #expect(throws: ApprovalRefusal.noLongerAsked) { try decide() }
        }
    }

    @Test func `nobody decides in the place of somebody who can decide no more`() throws {
        var item = try Self.item([ApprovalSeat(Self.gone(Self.bob))])
        item.delegations = [ApprovalTests.delegation(from: Self.bob, to: Self.cy)]
        #expect(item.places(of: Self.cy).isEmpty)
        #expect(throws: ApprovalRefusal.noLongerAsked) {
            try item.deciding(.approved, reason: "", for: Self.bob.id, by: Self.cy, contentVersion: 1, via: .mail)
        }
    }

    struct Route: Sendable {
        var seats: [ApprovalSeat]
        var holders: ApprovalPlanner.Holders = [:]
        var finance: [Person] = [bob, cy]
        var escalatesTo: Person?
        /// nil: nothing is done; `(nil, nil)`: vacant.
        var now: [ApprovalSeat?]?
        init(
            _ seats: [ApprovalSeat], _ holders: ApprovalPlanner.Holders = [:], finance: [Person] = [bob, cy],
            escalatesTo: Person? = nil, now: [ApprovalSeat?]?
        ) {
            (self.seats, self.holders, self.finance, self.escalatesTo, self.now) =
                (seats, holders, finance, escalatesTo, now)
        }
    }

    @Test(arguments: [
        // Nothing to do.
        Route([ApprovalSeat(bob)], [.lead: [ann]], now: nil),
        Route([ApprovalSeat(bob, as: .group("finance"))], [.lead: [ann]], now: nil),
        // To somebody else of the same standing.
        Route(
            [ApprovalSeat(bob, as: .group("finance"))], [.group("finance"): [cy], .lead: [ann]], finance: [cy],
            now: [ApprovalSeat(cy, as: .group("finance"))]),
        Route([ApprovalSeat(eve, as: .lead)], [.lead: [dora, ann]], now: [ApprovalSeat(dora, as: .lead)]),
        Route([ApprovalSeat(bob, as: .manager)], [.manager: [cy]], now: [ApprovalSeat(cy, as: .manager)]),
        // Who has a seat gets no second: on to the leads.
        Route(
            [ApprovalSeat(bob, as: .group("finance")), ApprovalSeat(cy, as: .group("finance"))],
            [.group("finance"): [cy], .lead: [ann]], finance: [cy],
            now: [ApprovalSeat(ann, as: .lead), ApprovalSeat(cy, as: .group("finance"))]),
        // An address has no standing: to whom the step escalates, else to a lead.
        Route([ApprovalSeat(gone(bob))], [.lead: [ann]], escalatesTo: cy, now: [ApprovalSeat(cy)]),
        Route([ApprovalSeat(gone(bob))], [.lead: [ann]], escalatesTo: gone(cy), now: [ApprovalSeat(ann, as: .lead)]),
        Route([ApprovalSeat(gone(bob))], [.lead: [ann]], now: [ApprovalSeat(ann, as: .lead)]),
        // Never to whom it is about, nor to one of our own addresses, nor to the disabled.
        Route(
            [ApprovalSeat(gone(bob))],
            [
                .lead: [
                    Fixtures.lina, Fixtures.wang, Fixtures.person(20, "wang+x@customer.example"),
                    Fixtures.person(21, "support@desk.example"), gone(dora), ann,
                ]
            ], now: [ApprovalSeat(ann, as: .lead)]),
        // Nobody at all: the seat stays, vacant.
        Route([ApprovalSeat(gone(bob)), ApprovalSeat(cy)], [.lead: [cy]], now: [nil, ApprovalSeat(cy)]),
        Route([ApprovalSeat(gone(bob))], [.lead: [Fixtures.lina]], now: [nil]),
    ])
    func `a seat goes to its own standing, then to the latecomer, then to a lead`(route: Route) throws {
        let item = try Self.item(route.seats, escalatesTo: route.escalatesTo)
        let planner = Self.planner(route.finance)
        let plan = planner.rerouting(item, among: route.holders)
        guard let expected = route.now else {
            #expect(plan == nil)
            return
        }
        let seats = try #require(plan?.approval?.after.steps.first?.seats)
        #expect(seats.count == route.seats.count, "the number of seats stays")
        for (index, seat) in expected.enumerated() {
            if let seat {
                #expect(seats[index] == seat)
            } else {
                #expect(seats[index].person.id == route.seats[index].person.id)
                #expect(seats[index].vacantSince == item.moment)
            }
        }
    }

    @Test func `whoever is asked instead gets a key, and the ticket and the evidence tell of it`() throws {
        let item = try Self.item([ApprovalSeat(Self.gone(Self.bob)), ApprovalSeat(Self.cy)])
        let plan = try #require(Self.planner().rerouting(item, among: [.lead: [Self.ann]]))
        #expect(plan.notifications.map(\.template) == ["approval-request"])
        #expect(plan.notifications.first?.recipient.address == Self.ann.address)
        let invitation = try #require(plan.approval?.invitations.first)
        #expect(invitation.approver == Self.ann.id && plan.approval?.invitations.count == 1)
        guard case .entryAdded(let entry) = plan.events.first else {
            Issue.record("no entry")
            return
        }
        #expect(entry.kind == .change && entry.channel == .system)
        #expect(entry.change == FieldChange(field: "approver", from: "bob@boss.example", to: "ann@boss.example"))
        let evidence = try #require(plan.approval?.evidence)
        #expect(evidence.map(\.kind) == [.rerouted, .invited])
        let personal = evidence[0].facts.filter(\.isPersonal).map(\.name)
        #expect(personal == ["from", "to", "by"])
        #expect(evidence[0].facts.first { $0.name == "why" }?.value == "inactive")
    }

    @Test func `a step that is to come is put right without a mail`() throws {
        let later = ApprovalRequest.Step(rule: .all, seats: [ApprovalSeat(Self.bob)])
        var item = try Self.item([ApprovalSeat(Self.cy)], more: [later])
        item.approval.steps[1].seats[0].person.isActive = false
        let plan = try #require(Self.planner().rerouting(item, among: [.lead: [Self.ann]]))
        #expect(plan.notifications.isEmpty && plan.events.count == 1)
        #expect(plan.approval?.after.steps[1].seats == [ApprovalSeat(Self.ann, as: .lead)])
    }

    @Test func `decisions stay, whoever made them, and nobody's leaving approves`() throws {
        let asked = try Self.item([ApprovalSeat(Self.cy), ApprovalSeat(Self.bob, as: .group("finance"))])
        var item = asked
        item.approval = try ApprovalTests.decide(asked.approval, Self.cy, .approved)
        #expect(item.approval.state == .pending)
        item.approval.steps[0].seats[0].person.isActive = false
        // Neither who has decided nor who is gone without anybody to follow ends the step.
        let planner = Self.planner([])
        let vacant = try #require(planner.rerouting(item, among: [:])?.approval?.after)
        #expect(vacant.state == .pending && vacant.steps[0].state == .open)
        #expect(vacant.steps[0].seats.count == 2 && vacant.decisions.count == 1)
        item.approval = vacant
        #expect(planner.rerouting(item, among: [:]) == nil, "said once")
        let found = try #require(planner.rerouting(item, among: [.lead: [Self.ann]])?.approval?.after)
        #expect(found.steps[0].seats[1] == ApprovalSeat(Self.ann, as: .lead))
        item.approval = found
        let done = try item.knowing(planner.policy.desks).deciding(
            .approved, reason: "", for: Self.ann.id, by: Self.ann, contentVersion: 1, via: .mail)
        #expect(done.state == .approved)
    }

    @Test func `where nobody is there the agents are told once, and whoever is back is asked again`() throws {
        var item = try Self.item([ApprovalSeat(Self.gone(Self.bob))])
        let planner = Self.planner()
        let plan = try #require(planner.rerouting(item, among: [:]))
        guard case .entryAdded(let note) = plan.events.first else {
            Issue.record("no note")
            return
        }
        #expect(note.kind == .note && note.text.contains("Bob"))
        #expect(note.change == FieldChange(field: "approver", from: "bob@boss.example", to: nil))
        #expect(plan.notifications.map(\.template) == ["note"])
        #expect(plan.notifications.first?.recipient.address == Fixtures.lina.address, "who asked, and works there")
        item.approval = try #require(plan.approval?.after)
        item.approval.steps[0].seats[0].person.isActive = true
        let back = try #require(planner.rerouting(item, among: [:]))
        #expect(back.approval?.after.steps[0].seats == [ApprovalSeat(Self.bob)])
        #expect(back.notifications.map(\.template) == ["approval-request"])
    }

    @Test func `who may decide for the late is another when they are not what they were named as`() throws {
        var item = try Self.item([ApprovalSeat(Self.bob)], escalatesTo: Self.eve, escalatesAs: .lead)
        item.approval.steps[0].escalatedAt = Fixtures.now + 5
        #expect(item.places(of: Self.eve).isEmpty)
        let plan = try #require(Self.planner().rerouting(item, among: [.lead: [Self.ann]]))
        item.approval = try #require(plan.approval?.after)
        #expect(item.approval.steps[0].escalatesTo?.id == Self.ann.id && plan.events.isEmpty)
        item.moment = Fixtures.now + 60
        let late = try #require(Self.planner().reminding(item, after: nil))
        #expect(late.notifications.map(\.recipient.address) == [Self.ann.address], "and is asked in turn")
    }

    @Test func `reminders go to nobody who can decide no more`() throws {
        var item = try Self.item([ApprovalSeat(Self.gone(Self.bob)), ApprovalSeat(Self.cy)])
        item.moment = Fixtures.now + 100
        let plan = try #require(Self.planner().reminding(item, after: 10))
        #expect(plan.notifications.map(\.recipient.address) == [Self.cy.address])
    }

    private static func replace(
        _ old: Person, _ new: [Person], in item: ApprovalCase, by person: Person = Fixtures.lina
    ) throws(ApprovalRefusal) -> TicketPlan {
        try planner().replacing(
            old.address, by: new.map { ApprovalSeat($0) }, in: item, by: Actor(person: person, channel: .portal))
    }

    @Test func `by hand somebody else is asked, in open and coming steps`() throws {
        let later = ApprovalRequest.Step(rule: .all, seats: [ApprovalSeat(Self.bob)])
        let item = try Self.item([ApprovalSeat(Self.bob), ApprovalSeat(Self.cy)], more: [later])
        let plan = try Self.replace(Self.bob, [Self.ann], in: item)
        let steps = try #require(plan.approval?.after.steps)
        #expect(steps.map { $0.approvers.map(\.id) } == [[Self.ann.id, Self.cy.id], [Self.ann.id]])
        #expect(plan.notifications.map(\.recipient.address) == [Self.ann.address], "the later step is not asked yet")
        #expect(plan.approval?.evidence.map(\.kind) == [.rerouted, .rerouted, .invited])
        #expect(plan.events.count == 2)
    }

    @Test func `who has decided, is not asked or is asked already is not replaced`() throws {
        let asked = try Self.item([ApprovalSeat(Self.bob), ApprovalSeat(Self.cy)])
        var item = asked
        item.approval = try ApprovalTests.decide(asked.approval, Self.bob, .approved)
        let done = ApprovalRefusal.alreadyDecided(by: "Bob", verdict: .approved, at: Fixtures.now + 1)
        #expect(throws: done) { try Self.replace(Self.bob, [Self.ann], in: item) }
        #expect(throws: ApprovalRefusal.notSeated("eve@boss.example")) {
            try Self.replace(Self.eve, [Self.ann], in: item)
        }
        #expect(throws: ApprovalRefusal.seatedAlready("bob@boss.example")) {
            try Self.replace(Self.cy, [Self.bob], in: item)
        }
        for own in [Fixtures.wang, Fixtures.lina] {
            #expect(throws: ApprovalRefusal.ownRequest) { try Self.replace(Self.cy, [own], in: item) }
        }
        #expect(throws: ApprovalRefusal.notPermitted) {
            try Self.replace(Self.cy, [Self.ann], in: item, by: Fixtures.omar)
        }
        #expect(throws: ApprovalRefusal.unknownApprover("ann@boss.example")) {
            try Self.replace(Self.cy, [Self.gone(Self.ann)], in: item)
        }
        item.approval = try item.approval.withdrawing(at: Fixtures.now + 2)
        #expect(throws: ApprovalRefusal.isOver(.withdrawn)) { try Self.replace(Self.cy, [Self.ann], in: item) }
    }
}
