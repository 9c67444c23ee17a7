import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("Reminders")
struct ReminderPlanTests {
    let policy = NotificationPolicy(
        desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens())
    static let moment = Date(timeIntervalSince1970: 1_790_000_000)

    static func ticket(_ state: TicketState = .inProgress, _ assignee: Person? = Fixtures.lina) -> Ticket {
        var ticket = Fixtures.ticket(state: state)
        ticket.assignee = assignee
        return ticket
    }

    @Test(arguments: TicketState.allCases)
    func `only what the desk is to work on is due`(state: TicketState) {
        func isDue(_ ticket: Ticket) -> Bool {
            ReminderPlan.isDue(ticket, touched: Self.moment - 1, reminded: nil, untouchedSince: Self.moment)
        }
        #expect(isDue(Self.ticket(state)) == (state == .new || state == .inProgress))
        #expect(!isDue(Self.ticket(state, nil)))
    }

    /// Seconds from the moment: the last touch, the last reminder.
    static let waits: [(touched: Double, reminded: Double?, isDue: Bool)] = [
        (-1, nil, true), (0, nil, false), (1, nil, false), (-1, -2, true), (-1, -1, false), (-9, -1, false),
    ]

    @Test(arguments: waits)
    func `there is one reminder from one touch to the next`(touched: Double, reminded: Double?, isDue: Bool) {
        let due = ReminderPlan.isDue(
            Self.ticket(), touched: Self.moment + touched, reminded: reminded.map { Self.moment + $0 },
            untouchedSince: Self.moment)
        #expect(due == isDue)
    }

    @Test func `the assignee is told since when, by a message that stays by itself`() throws {
        let notice = try #require(
            ReminderPlan.notifications(for: Self.ticket(), touched: Self.moment, policy: policy).first)
        #expect(notice.template == "reminder" && notice.nature == .notice && notice.mayWait && !notice.mayJoin)
        #expect(notice.recipient.address == Fixtures.lina.address)
        #expect(notice.values == ["reminder.since": "1790000000"])
    }

    @Test func `who stopped reminders, left or works elsewhere gets none`() {
        var unwilling = Fixtures.lina
        unwilling.preferences = [NotificationPreference(.reminder, .never)]
        var gone = Fixtures.lina
        gone.isActive = false
        for person in [unwilling, gone, Fixtures.omar, Fixtures.wang] {
            let notices = ReminderPlan.notifications(
                for: Self.ticket(.new, person), touched: Self.moment, policy: policy)
            #expect(notices == [])
        }
    }
}
