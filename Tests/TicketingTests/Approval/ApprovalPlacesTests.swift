import Foundation
import InternetMessage
import TestSupport
import Testing

@testable import Ticketing

@Suite("Whose place is whose, and for how long")
struct ApprovalPlacesTests {
    private typealias Sample = ApprovalTests
    private typealias Answers = ApprovalIntakeTests
    private typealias Seats = ReroutingTests

    /// Ann's first step was late and went to Cy as well; she decided it, and sits in the second, too.
    private static func escalated() throws -> ApprovalCase {
        let late = ApprovalRequest.Step(rule: .all, approvers: [Sample.ann], dueAfter: 60, escalatesTo: Sample.cy)
        var approval = try Sample.request([late, Sample.step(.all, [Sample.ann, Sample.bob])])
        approval.steps[0].escalatedAt = Fixtures.now + 60
        approval = try Sample.decide(approval, Sample.ann, .approved, after: 61)
        return ApprovalCase(ticket: Fixtures.ticket(), approval: approval, delegations: [], moment: Fixtures.now + 99)
    }

    @Test func `who stood in for a late step has no say in the next one`() throws {
        let item = try Self.escalated()
        #expect(item.places(of: Sample.cy).isEmpty)
        func decide(_ position: Int64?, by person: Person) throws(ApprovalRefusal) -> Approval {
            try item.deciding(
                .approved, reason: "", for: Sample.ann.id, by: person, contentVersion: 1, position: position, via: .mail
            )
        }
        let done = ApprovalRefusal.alreadyDecided(by: "Ann", verdict: .approved, at: Fixtures.now + 61)
        #expect(throws: done) { try decide(1, by: Sample.cy) }
        #expect(throws: ApprovalRefusal.notAnApprover) { try decide(2, by: Sample.cy) }
        #expect(throws: ApprovalRefusal.notAnApprover) { try decide(nil, by: Sample.cy) }
        #expect(throws: done) { try decide(1, by: Sample.ann) }
        for position in [nil, 2] as [Int64?] {
            #expect(try decide(position, by: Sample.ann).steps[1].decisions.map(\.approver.id) == [Sample.ann.id])
        }
    }

    @Test func `who stands in beside a step decides there, and not in it`() throws {
        var beside = ApprovalRequest.Step(rule: .all, approvers: [Sample.ann], dueAfter: 60, escalatesTo: Sample.cy)
        beside.isPassive = true
        var approval = try Sample.request([Sample.step(.all, [Sample.ann]), beside])
        approval.steps[1].escalatedAt = Fixtures.now + 60
        let item = ApprovalCase(
            ticket: Fixtures.ticket(), approval: approval, delegations: [], moment: Fixtures.now + 99)
        let next = try item.deciding(
            .approved, reason: "", for: Sample.ann.id, by: Sample.cy, contentVersion: 1, via: .portal)
        #expect(next.state == .pending && next.steps.map(\.decisions.count) == [0, 1])
    }

    @Test(arguments: [(Int64(1), "decided"), (3, nil)])
    func `a key of one step decides no other`(position: Int64, obstacle: String?) throws {
        var scene = try Answers.scene { _ in
            let one = [Sample.ann, Sample.bob, Sample.ann].map { Sample.step(.all, [$0]) }
            return try Sample.decide(
                try Sample.decide(try Sample.request(one), Sample.ann, .approved), Sample.bob, .approved, after: 2)
        }
        scene.context.invited?.invitation.position = position
        let plan = Answers.plan(scene)
        #expect(Answers.obstacle(plan) == obstacle)
        #expect(plan.state == (obstacle == nil ? .decided : .attached))
        #expect(plan.ticket?.approval?.after.decisions.count == (obstacle == nil ? 3 : 2))
    }

    @Test func `who has lost their seat undecided sees nothing while it is vacant`() throws {
        let seats = [ApprovalSeat(Seats.bob, as: .group("finance")), ApprovalSeat(Seats.cy)]
        var item = try Seats.item(seats)
        item.delegations = [Sample.delegation(from: Seats.bob, to: Seats.eve)]
        func may(_ person: Person, _ finance: [Person]) -> [Bool] {
            let known = item.knowing(Seats.planner(finance).policy.desks)
            return [
                known.involves(person), known.isAsked(person), known.isOpenToComments(of: person),
                AccessPolicy.opensFiles(of: known, to: person),
            ]
        }
        for person in [Seats.bob, Seats.eve] {
            #expect(may(person, [Seats.bob]) == [true, true, true, true])
            #expect(may(person, []) == [false, false, false, false])
        }
        #expect(may(Seats.cy, []) == [true, true, true, true])
        item.approval = try Sample.decide(item.approval, Seats.bob, .approved)
        #expect(may(Seats.bob, []) == [true, true, true, true], "who has decided sees what became of it")
    }

    @Test func `who stands in for a member of a group asks back, by page and by mail`() throws {
        var item = try Seats.item([ApprovalSeat(Seats.bob, as: .group("finance"))])
        item.delegations = [Sample.delegation(from: Seats.bob, to: Seats.cy)]
        let planner = Seats.planner()
        let plan = try planner.commenting("Is it new?", in: item, by: Actor(person: Seats.cy, channel: .portal))
        #expect(plan.notifications.map(\.recipient.address) == [Fixtures.lina.address])
        var scene = try Answers.scene("Is it new?", from: "cy@boss.example")
        scene.desks = planner.policy.desks
        scene.context.invited?.item = item
        scene.context.invited?.invitation.approver = Seats.bob.id
        scene.context.invited?.invitation.holder = Seats.cy.id
        scene.context.invited?.holder = Seats.cy
        let answer = IntakePlan(scene.intake, mail: MailID(rawValue: 5), notifications: planner.policy)
        #expect(answer.ticket?.approval?.evidence.map(\.kind) == [.commented])
        #expect(answer.ticket?.approval?.misusedKey == nil)
    }

    @Test func `nobody takes a seat by themselves`() throws {
        let item = try Seats.item([ApprovalSeat(Seats.bob)])
        let alias = Fixtures.person(16, "dora+2@boss.example")
        func replace(_ people: [Person]) throws(ApprovalRefusal) -> TicketPlan {
            try Seats.planner().replacing(
                Seats.bob.address, by: people.map { ApprovalSeat($0) }, in: item,
                by: Actor(person: Seats.dora, channel: .portal))
        }
        for own in [Seats.dora, alias] {
            #expect(throws: ApprovalRefusal.ownRequest) { try replace([own]) }
        }
        #expect(try replace([Seats.dora, Seats.ann]).approval?.after.steps[0].approvers.map(\.id) == [Seats.ann.id])
    }

    @Test func `nobody asks anew what they could decide themselves`() throws {
        let later = ApprovalRequest.Step(rule: .all, approvers: [Seats.cy], dueAfter: 60, escalatesTo: Seats.dora)
        func revise(_ item: ApprovalCase) throws(ApprovalRefusal) -> TicketPlan {
            try Seats.planner().revising(
                item, text: "Three", fields: [], files: [], by: Actor(person: Seats.dora, channel: .portal))
        }
        var item = try Seats.item([ApprovalSeat(Seats.bob)])
        #expect(try revise(item).approval?.after.content.version == 2)
        item.delegations = [Sample.delegation(from: Seats.bob, to: Seats.dora)]
        #expect(throws: ApprovalRefusal.ownRequest) { try revise(item) }
        let escalating = try Seats.item([ApprovalSeat(Seats.bob)], more: [later])
        #expect(throws: ApprovalRefusal.ownRequest) { try revise(escalating) }
        var seated = try Seats.item([ApprovalSeat(Seats.bob), ApprovalSeat(Seats.dora, as: .lead)])
        #expect(throws: ApprovalRefusal.ownRequest) { try revise(seated) }
        seated.approval = try Sample.decide(seated.approval, Seats.dora, .approved)
        #expect(throws: ApprovalRefusal.ownRequest, "a decision that was made is made anew") { try revise(seated) }
    }

    @Test func `nobody is waited for on a vacant seat`() throws {
        var approval = try Sample.request([Sample.step(.all, [Sample.ann, Sample.bob])])
        approval.steps[0].seats[0].vacantSince = Fixtures.now
        #expect(approval.waitingFor.map(\.id) == [Sample.bob.id])
    }
}
