import Foundation
import TestSupport
import Testing

@testable import Ticketing

@Suite("What a desk owes on a ticket")
struct ServicePromiseTests {
    static let targets = ServiceTargets(
        usual: .init(response: 100, resolution: 1_000), byPriority: [.urgent: .init(response: 10), .low: .init()])

    struct Case: Sendable {
        var state = TicketState.inProgress
        var priority = Priority.normal
        /// Seconds after the opening.
        var responded: Double?
        var stopped: Double?
        var stoppedFor = 0.0
        var step: ServiceStep?
        var due: Double?
    }

    static let cases = [
        Case(state: .new, step: .response, due: 100), Case(step: .response, due: 100),
        Case(responded: 5, step: .resolution, due: 1_000),
        // An answer after its time ends the wait for it all the same.
        Case(responded: 500, step: .resolution, due: 1_000),
        Case(priority: .urgent, step: .response, due: 10),
        // What a priority leaves out is as usual.
        Case(priority: .urgent, responded: 5, step: .resolution, due: 1_000),
        Case(priority: .low, step: .response, due: 100),
        Case(responded: 5, stoppedFor: 300, step: .resolution, due: 1_300),
        // Nobody knows when what waits for the requester will be due.
        Case(state: .pending, responded: 5, stopped: 50),
        Case(state: .pending, responded: 5, stopped: 1_000),
        // What was missed before stays missed, and the first answer waits for nobody.
        Case(state: .pending, responded: 5, stopped: 1_001, step: .resolution, due: 1_000),
        Case(state: .pending, responded: 5, stopped: 1_300, stoppedFor: 300),
        Case(state: .pending, stopped: 50, step: .response, due: 100),
        Case(state: .resolved, responded: 5, stopped: 2_000), Case(state: .closed, responded: 5, stopped: 2_000),
        Case(state: .cancelled, stopped: 2_000),
    ]

    @Test(arguments: cases)
    func `the next step is due by the ticket's own times`(item: Case) {
        func moment(_ seconds: Double?) -> Date? { seconds.map { Fixtures.now + $0 } }
        var ticket = Fixtures.ticket(state: item.state)
        ticket.priority = item.priority
        ticket.clock = ServiceClock(
            respondedAt: moment(item.responded), stoppedAt: moment(item.stopped), stoppedFor: item.stoppedFor)
        let promise = ticket.promise(by: Self.targets)
        #expect(promise?.step == item.step && promise?.dueAt == moment(item.due))
        #expect(ticket.promise(by: ServiceTargets()) == nil)
    }

    @Test func `of two steps the one that is due first comes first`() {
        let targets = ServiceTargets(usual: .init(response: 100, resolution: 50))
        #expect(Fixtures.ticket().promise(by: targets)?.step == .resolution)
    }

    @Test func `late is later than promised, at the desk of the ticket`() {
        var desk = Fixtures.it
        desk.targets = Self.targets
        let desks = DeskDirectory([desk, Fixtures.hr])
        func isLate(_ ticket: Ticket, after seconds: Double) -> Bool {
            Lateness(desks, at: Fixtures.now + seconds).includes(ticket)
        }
        #expect(!isLate(Fixtures.ticket(), after: 100))
        #expect(isLate(Fixtures.ticket(), after: 100.001))
        #expect(!isLate(Fixtures.ticket(desk: "hr"), after: 1e9))
        #expect(desks.promise(of: Fixtures.ticket(desk: "gone")) == nil)
    }
}
