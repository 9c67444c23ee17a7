import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("Escalation")
struct EscalationPlanTests {
    static let policy = NotificationPolicy(
        desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens())

    static func lead(_ id: Int64, desk: String? = "it") -> Person {
        Fixtures.person(id, "lead\(id)@desk.example", roles: [Membership(role: .lead, desk: desk)])
    }

    /// Seconds of the warning, since the desk promises, and now; whether each reason holds. The promise is due at 100.
    static let moments: [(warning: Double?, since: Double, now: Double, isLate: Bool, isSoon: Bool)] = [
        (nil, 0, 100, false, false), (nil, 0, 100.5, true, false), (nil, 100, 101, true, false),
        (nil, 100.5, 101, false, false), (30, 0, 69.5, false, false), (30, 0, 70, false, true),
        (30, 0, 100, false, true), (30, 0, 100.5, true, false), (30, 100.5, 70, false, false),
    ]

    @Test(arguments: moments)
    func `a promise is missed after its time, and soon missed within the warning`(
        warning: Double?, since: Double, now: Double, isLate: Bool, isSoon: Bool
    ) {
        let targets = ServiceTargets(usual: .init(response: 100), warnBefore: warning)
        func due(_ reason: EscalationReason) -> Date? {
            EscalationPlan.due(
                reason, on: Fixtures.ticket(), by: targets, since: Fixtures.now + since, at: Fixtures.now + now)
        }
        #expect(due(.responseLate) == (isLate ? Fixtures.now + 100 : nil))
        #expect(due(.responseDue) == (isSoon ? Fixtures.now + 100 : nil))
        #expect(due(.resolutionLate) == nil && due(.resolutionDue) == nil)
    }

    static func told(_ ticket: Ticket, _ staff: [Person]) -> [String] {
        EscalationPlan.notifications(
            for: DueTicket(ticket: ticket, moment: Fixtures.now, staff: staff), .responseLate, policy: policy
        ).map(\.recipient.address.localPart)
    }

    @Test func `the assignee and the desk's leads are told, else those who work the desk`() {
        let mine = Fixtures.ticket(assignee: Fixtures.lina)
        let staff = [Fixtures.lina, Self.lead(5), Self.lead(6, desk: nil), Self.lead(7, desk: "hr"), Fixtures.root]
        #expect(Self.told(mine, staff) == ["lina", "lead5", "lead6"])
        #expect(Self.told(mine, [Fixtures.lina]) == ["lina"])
        #expect(Self.told(Fixtures.ticket(), staff) == ["lead5", "lead6"])
        #expect(Self.told(Fixtures.ticket(), [Fixtures.lina, Fixtures.root, Fixtures.omar]) == ["lina", "root"])
        // A lead who is the assignee is told once.
        #expect(Self.told(Fixtures.ticket(assignee: Self.lead(5)), [Self.lead(5)]) == ["lead5"])
    }

    @Test func `where nobody of them gets it, it does not go unseen`() {
        var unwilling = Self.lead(5)
        unwilling.preferences = [NotificationPreference(.escalation, .never)]
        var gone = Self.lead(6)
        gone.isActive = false
        var unreachable = Self.lead(7)
        unreachable.suppression = "550 5.1.1 unknown"
        for lead in [unwilling, gone, unreachable] {
            #expect(Self.told(Fixtures.ticket(assignee: lead), [lead, Fixtures.lina]) == ["lina"])
        }
    }

    @Test func `it says why and what was promised, by itself`() throws {
        let due = DueTicket(ticket: Fixtures.ticket(assignee: Fixtures.lina), moment: Fixtures.now + 0.9)
        var policy = Self.policy
        policy.noticeWindow = 60
        let notice = try #require(
            EscalationPlan.notifications(for: due, .resolutionDue, policy: policy).first)
        #expect(notice.hold.window == 0, "nothing joins it")
        #expect(notice.template == "escalation" && notice.nature == .notice && notice.mayWait && !notice.mayJoin)
        #expect(notice.values == ["escalation.reason": "resolution_due", "escalation.due_at": "1790000000"])
    }

    @Test func `a desk is looked at for what it asks for`() {
        var desk = Fixtures.it
        #expect(desk.deadlines(at: Fixtures.now) == [] && desk.shortestPeriod == nil)
        desk.remindAfter = 60
        desk.targets = ServiceTargets(byPriority: [.urgent: .init(resolution: 40)])
        #expect(
            desk.deadlines(at: Fixtures.now) == [.untouched(since: Fixtures.now - 60), .promise(.resolutionLate)])
        #expect(desk.shortestPeriod == 40)
        desk.targets.warnBefore = 5
        #expect(desk.deadlines(at: Fixtures.now).last == .promise(.resolutionDue) && desk.shortestPeriod == 5)
    }

    /// Seconds: the reminder's last touch, the last touch now.
    @Test(arguments: [(0.9, 0.9, false), (0.9, 1.0, true), (0, -5, false)])
    func `a reminder that waited is not sent where the ticket was touched`(
        told: Double, touched: Double, isOutdated: Bool
    ) throws {
        let ticket = Fixtures.ticket(assignee: Fixtures.lina)
        let notice = try #require(
            ReminderPlan.notifications(for: ticket, touched: Fixtures.now + told, policy: Self.policy).first)
        var entry = Self.entry(notice, ticket)
        entry.touchedAt = Fixtures.now + touched
        #expect((entry.outdated(at: Fixtures.now) != nil) == isOutdated)
        // What may have been sent is not said to be unsent.
        entry.composed = RawMessage([])
        #expect(entry.outdated(at: Fixtures.now) == nil)
    }

    static let waits: [(EscalationReason, TicketState, responded: Bool, now: Double, isOutdated: Bool)] = [
        (.responseLate, .new, false, 9, false), (.responseLate, .inProgress, true, 9, true),
        (.responseLate, .resolved, true, 9, true), (.resolutionLate, .inProgress, true, 9, false),
        (.resolutionLate, .pending, true, 9, false), (.resolutionLate, .closed, true, 9, true),
        (.responseDue, .new, false, 0, false), (.responseDue, .new, false, 1, true),
    ]

    @Test(arguments: waits)
    func `an escalation that waited is not sent where nothing is owed any more`(
        reason: EscalationReason, state: TicketState, responded: Bool, now: Double, isOutdated: Bool
    ) throws {
        var ticket = Fixtures.ticket(state: state, assignee: Fixtures.lina)
        ticket.clock.respondedAt = responded ? Fixtures.now : nil
        let due = DueTicket(ticket: ticket, moment: Fixtures.now)
        let notice = try #require(EscalationPlan.notifications(for: due, reason, policy: Self.policy).first)
        #expect((Self.entry(notice, ticket).outdated(at: Fixtures.now + now) != nil) == isOutdated)
    }

    private static func entry(_ notice: Ticketing.Notification, _ ticket: Ticket) -> OutgoingEntry {
        OutgoingEntry(
            id: OutgoingID(rawValue: 1), notification: notice, ticket: ticket, entry: nil, thread: [],
            recipient: Fixtures.lina, composed: nil, attempts: 0, createdAt: Fixtures.now)
    }
}
