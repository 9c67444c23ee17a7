import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("Tickets that wait for a decision")
struct WaitingTicketTests {
    private typealias Sample = ApprovalTests

    private static func ticket(_ pending: Int, state: TicketState = .pending) -> Ticket {
        var ticket = Fixtures.ticket(state: state)
        ticket.pendingApprovals = pending
        return ticket
    }

    private static func changes(_ events: [TicketEvent]) -> [TicketState] {
        events.compactMap { if case .stateChanged(_, let to, _, _) = $0 { to } else { nil } }
    }

    @Test(arguments: [(0, [TicketState.inProgress]), (1, []), (2, [])])
    func `a participant's message wakes no ticket that waits for a decision`(pending: Int, states: [TicketState]) throws
    {
        let ticket = Self.ticket(pending)
        let said = try ticket.events(
            for: [.reply(text: "还没好吗？")], by: Actor(person: Fixtures.wang, channel: .portal))
        #expect(Self.changes(said) == states)
        let answered = try ticket.events(
            for: [.reply(text: "快了。")], by: Actor(person: Fixtures.lina, channel: .portal))
        #expect(Self.changes(answered).isEmpty)
        var scene = Scene()
        scene.level = .aligned
        scene.tokens = [ReplyToken(ticket: ticket.id, person: Fixtures.wang.id)]
        var handled = ticket
        handled.assignee = Fixtures.lina
        scene.context.tickets = [handled]
        scene.context.author = Fixtures.wang
        let plan = IntakePlan(
            scene.intake, mail: MailID(rawValue: 1),
            notifications: NotificationPolicy(
                desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens()))
        #expect(plan.state == .attached && Self.changes(plan.ticket?.events ?? []) == states)
        #expect(plan.ticket?.notifications.map(\.template) == ["new-message"], "agents are told as ever")
    }

    @Test func `an agent takes it up by hand all the same`() throws {
        let events = try Self.ticket(1).events(
            for: [.setState(.inProgress)], by: Actor(person: Fixtures.lina, channel: .portal))
        #expect(Self.changes(events) == [.inProgress])
    }

    @Test(arguments: [
        (1, TicketState.pending, [TicketState.inProgress]), (2, .pending, []), (1, .inProgress, []), (1, .resolved, []),
    ])
    func `the last decision that a waiting ticket waits for takes it up again`(
        pending: Int, state: TicketState, states: [TicketState]
    ) throws {
        let item = ApprovalCase(
            ticket: Self.ticket(pending, state: state),
            approval: try Sample.request([Sample.step(.all, [Sample.ann])]), delegations: [],
            moment: Fixtures.now + 1)
        let planner = ApprovalPlanner(
            policy: NotificationPolicy(
                desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens()))
        let plan = try planner.deciding(
            .approved, reason: "", for: Sample.ann.id, contentVersion: 1, in: item,
            by: Actor(person: Sample.ann, channel: .portal), proof: .init(authentication: "a session"))
        #expect(Self.changes(plan.events) == states)
    }

    @Test(arguments: TicketState.allCases)
    func `what waits is withdrawn with a ticket that leaves the desk`(state: TicketState) throws {
        let approval = try Sample.request([Sample.step(.all, [Sample.ann])])
        let item = ApprovalCase(
            ticket: Self.ticket(1), approval: approval, delegations: [], moment: Fixtures.now + 9)
        let event = TicketEvent.stateChanged(from: .pending, to: state, by: Fixtures.lina.mailbox, via: .api)
        guard [.resolved, .closed, .cancelled].contains(state) else {
            #expect(item.ending(with: event) == nil)
            return
        }
        let ended = try #require(item.ending(with: event))
        #expect(ended.change.after.state == .withdrawn && ended.change.after.settledAt == Fixtures.now + 9)
        #expect(ended.change.evidence.map(\.kind) == [.withdrawn, .settled])
        #expect(ended.change.evidence.first?.facts.last == .init("reason", "the ticket is \(state.rawValue)"))
        #expect(
            ended.event
                == .approvalChanged(from: .pending, to: .withdrawn, by: Fixtures.lina.mailbox, via: .api))
        var done = item
        done.approval = ended.change.after
        #expect(done.ending(with: event) == nil, "once")
    }
}
