import Foundation
import InternetMessage
import Synchronization
import TestSupport
import Testing
import Ticketing

@testable import TicketStore

@Suite("What time makes due")
struct DeadlineTests {
    @Test(arguments: StoreKind.available)
    func `an untouched ticket's assignee is reminded once, and again after the next touch`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let tickets = test.store.tickets
        let number = try await tickets.open(Samples.plan(), at: Samples.now).ticket.number
        func change(_ event: TicketEvent, at moment: Date) async throws {
            try await tickets.change(number, at: moment) {
                TicketPlan(target: .existing($0.ticket.id), events: [event])
            }
        }
        func remind(_ desk: Desk = Fixtures.it, at moment: Date) async throws -> Int {
            try await test.store.deadlines.settle(
                .untouched(since: moment - 100), of: desk, limit: 10, at: moment
            ) { _ in [] }
        }
        #expect(try await remind(at: Samples.now + 500) == 0, "nobody is in charge")
        try await change(
            .assigned(from: nil, to: Fixtures.lina.mailbox, by: Fixtures.lina.mailbox, via: .portal),
            at: Samples.now + 500)
        try await change(.entryAdded(Samples.entry("are you there?")), at: Samples.now + 590)
        #expect(try await remind(at: Samples.now + 600) == 0, "not so long yet")
        #expect(try await remind(Fixtures.hr, at: Samples.now + 601) == 0)
        let version = try await tickets.record(number).ticket.version
        #expect(try await remind(at: Samples.now + 601) == 1)
        #expect(try await tickets.record(number).ticket.version == version, "it is no change")
        #expect(try await remind(at: Samples.now + 602) == 0)
        #expect(try await remind(at: Samples.now + 9_000) == 0)
        try await change(.entryAdded(Samples.entry("I look", kind: .note)), at: Samples.now + 9_000)
        #expect(try await remind(at: Samples.now + 9_100) == 0)
        #expect(try await remind(at: Samples.now + 9_101) == 1)
        try await change(
            .stateChanged(from: .new, to: .pending, by: Fixtures.lina.mailbox, via: .portal), at: Samples.now + 9_200)
        #expect(try await remind(at: Samples.now + 20_000) == 0, "the customer is to answer")
    }

    @Test(arguments: StoreKind.available)
    func `of daemons that remind at once one does`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let tickets = test.store.tickets
        let number = try await tickets.open(Samples.plan(), at: Samples.now).ticket.number
        try await tickets.change(number, at: Samples.now) {
            TicketPlan(
                target: .existing($0.ticket.id),
                events: [.assigned(from: nil, to: Fixtures.lina.mailbox, by: Fixtures.lina.mailbox, via: .portal)])
        }
        let told = Told()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    _ = try await test.store.deadlines.settle(
                        .untouched(since: Samples.now + 10), of: Fixtures.it, limit: 10, at: Samples.now + 20
                    ) { due in
                        #expect(due.moment == Samples.now)
                        told.numbers.withLock { $0.append(due.ticket.number) }
                        return []
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(told.numbers.withLock { $0 } == [number])
    }

    static let desk: Desk = {
        var desk = Fixtures.it
        desk.targets = ServiceTargets(
            usual: .init(response: 100, resolution: 1_000), byPriority: [.urgent: .init(response: 10)], warnBefore: 5)
        return desk
    }()

    /// One store with what a test does to it, in seconds from the beginning.
    private struct Scene {
        let test: TestStore
        var tickets: any Tickets { test.store.tickets }

        init(_ kind: StoreKind) async throws {
            test = try await kind.open()
            try await test.store.deadlines.note([DeadlineTests.desk], at: Samples.now)
        }

        func open(after seconds: Double = 0, priority: Priority = .normal) async throws -> TicketNumber {
            var draft = Samples.draft()
            draft.priority = priority
            return try await tickets.open(Samples.plan(draft: draft), at: Samples.now + seconds).ticket.number
        }

        func change(_ number: TicketNumber, _ events: TicketEvent..., after seconds: Double) async throws {
            try await tickets.change(number, at: Samples.now + seconds) {
                TicketPlan(target: .existing($0.ticket.id), events: events)
            }
        }

        func move(_ number: TicketNumber, to state: TicketState, after seconds: Double) async throws {
            let from = try await tickets.record(number).ticket.state
            try await change(
                number, .stateChanged(from: from, to: state, by: Fixtures.lina.mailbox, via: .portal), after: seconds)
        }

        func answer(_ number: TicketNumber, after seconds: Double) async throws {
            try await change(number, .entryAdded(Samples.entry(direction: .outgoing)), after: seconds)
        }

        /// What was told of, with the time that was promised.
        func told(
            _ reason: EscalationReason, after seconds: Double, desk: Desk = DeadlineTests.desk
        ) async throws -> [TicketNumber: Double] {
            let told = Told()
            let count = try await test.store.deadlines.settle(
                .promise(reason), of: desk, limit: 10, at: Samples.now + seconds
            ) { due in
                told.moments.withLock { $0[due.ticket.number] = due.moment.timeIntervalSince(Samples.now) }
                return []
            }
            let moments = told.moments.withLock { $0 }
            #expect(count == moments.count)
            return moments
        }
    }

    @Test(arguments: StoreKind.available)
    func `a missed answer is told once, by the priority's own time`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let number = try await scene.open()
        let urgent = try await scene.open(priority: .urgent)
        let answered = try await scene.open()
        try await scene.answer(answered, after: 50)
        #expect(try await scene.told(.responseDue, after: 4.9) == [:])
        #expect(try await scene.told(.responseDue, after: 5) == [urgent: 10])
        #expect(try await scene.told(.responseLate, after: 10) == [:])
        let version = try await scene.tickets.record(urgent).ticket.version
        #expect(try await scene.told(.responseLate, after: 11) == [urgent: 10])
        #expect(try await scene.tickets.record(urgent).ticket.version == version, "it is no change")
        #expect(try await scene.told(.responseLate, after: 100) == [:])
        #expect(try await scene.told(.responseLate, after: 101) == [number: 100])
        #expect(try await scene.told(.responseLate, after: 5_000) == [:])
        #expect(try await scene.told(.resolutionLate, after: 5_000) == [number: 1_000, urgent: 1_000, answered: 1_000])
        #expect(try await scene.told(.resolutionLate, after: 5_001) == [:])
    }

    @Test(arguments: StoreKind.available)
    func `the clock of a solution stands still while the requester is to answer, or it is settled`(
        _ kind: StoreKind
    ) async throws {
        let scene = try await Scene(kind)
        let number = try await scene.open()
        try await scene.answer(number, after: 1)
        try await scene.move(number, to: .pending, after: 400)
        #expect(try await scene.told(.resolutionLate, after: 9_000) == [:])
        try await scene.move(number, to: .inProgress, after: 10_400)
        try await scene.move(number, to: .resolved, after: 10_500)
        #expect(try await scene.tickets.record(number).ticket.clock.stoppedAt == Samples.now + 10_500)
        try await scene.move(number, to: .inProgress, after: 20_500)
        let clock = try await scene.tickets.record(number).ticket.clock
        #expect(clock == ServiceClock(respondedAt: Samples.now + 1, stoppedAt: nil, stoppedFor: 20_000))
        #expect(try await scene.told(.resolutionLate, after: 21_000) == [:])
        // It was late before it began to wait.
        try await scene.move(number, to: .pending, after: 21_001)
        #expect(try await scene.told(.resolutionLate, after: 30_000) == [number: 21_000])
    }

    @Test(arguments: StoreKind.available)
    func `a backlog from before the targets is shown as late and told of to nobody`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let old = try await scene.open(after: -101)
        let fresh = try await scene.open(after: -100)
        #expect(try await scene.told(.responseLate, after: 1) == [fresh: 0])
        var query = TicketQuery()
        query.late = Lateness(DeskDirectory([Self.desk, Fixtures.hr]), at: Samples.now + 1)
        #expect(Set(try await scene.tickets.list(query).items.map(\.number)) == [old, fresh])
        // Other targets begin anew; the same ones do not, and targets that were not noted say nothing.
        var stricter = Self.desk
        stricter.targets.usual.response = 50
        let third = try await scene.open(after: 0)
        #expect(try await scene.told(.responseLate, after: 60, desk: stricter) == [:])
        try await scene.test.store.deadlines.note([Self.desk], at: Samples.now + 500)
        #expect(try await scene.told(.responseLate, after: 501) == [third: 100])
        let fourth = try await scene.open(after: 500)
        try await scene.test.store.deadlines.note([stricter], at: Samples.now + 560)
        #expect(try await scene.told(.responseLate, after: 600, desk: stricter) == [:])
        let fifth = try await scene.open(after: 510)
        #expect(try await scene.told(.responseLate, after: 600, desk: stricter) == [fifth: 560])
        #expect(try await scene.tickets.list(query).items.count == 2 && fourth != fifth)
    }

    @Test(arguments: StoreKind.available)
    func `the database and the plan say the same of each ticket`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        for (index, state) in TicketState.allCases.enumerated() {
            for (answered, moved) in [(nil, 20), (5, 20), (5, 1_005)] as [(Double?, Double)] {
                for priority in [Priority.normal, .urgent] {
                    let number = try await scene.open(after: Double(index) * 3, priority: priority)
                    if let answered { try await scene.answer(number, after: answered) }
                    if state != .new { try await scene.move(number, to: state, after: moved) }
                }
            }
        }
        var all = TicketQuery()
        all.limit = 500
        let tickets = try await scene.tickets.list(all).items
        #expect(tickets.count == 36)
        for seconds in [9.0, 10, 11, 100, 101, 113, 1_000, 1_001, 1_016, 1_031, 5_000] {
            let lateness = Lateness(DeskDirectory([Self.desk]), at: Samples.now + seconds)
            all.late = lateness
            let late = try await scene.tickets.list(all).items
            #expect(Set(late.map(\.number)) == Set(tickets.filter(lateness.includes).map(\.number)), "\(seconds)")
        }
        all.late = Lateness(Fixtures.desks, at: Samples.now + 5_000)
        #expect(try await scene.tickets.list(all).items.isEmpty, "nothing is promised")
    }

    @Test(arguments: StoreKind.available)
    func `of daemons that escalate at once one does, with the desk's people`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let number = try await scene.open()
        let lead = try await scene.test.store.people.add(
            Mailbox(displayName: "Lea", address: Fixtures.address("lea@desk.example")),
            membership: Membership(role: .lead, desk: "it"), at: Samples.now)
        _ = try await scene.test.store.people.add(
            Fixtures.omar.mailbox, membership: Membership(role: .agent, desk: "hr"), at: Samples.now)
        let told = Told()
        let deadlines = scene.test.store.deadlines
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    _ = try await deadlines.settle(
                        .promise(.responseLate), of: Self.desk, limit: 10, at: Samples.now + 200
                    ) { due in
                        #expect(due.staff == [lead])
                        told.numbers.withLock { $0.append(due.ticket.number) }
                        return []
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(told.numbers.withLock { $0 } == [number])
    }

    @Test(arguments: StoreKind.available)
    func `tickets from before have their times by their timelines`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let numbers = [try await scene.open(), try await scene.open(), try await scene.open(), try await scene.open()]
        try await scene.answer(numbers[1], after: 7)
        try await scene.answer(numbers[1], after: 8)
        for (state, moment) in [(TicketState.pending, 10.0), (.inProgress, 30), (.resolved, 40), (.inProgress, 45)] {
            try await scene.move(numbers[1], to: state, after: moment)
        }
        try await scene.move(numbers[2], to: .pending, after: 10)
        try await scene.move(numbers[2], to: .inProgress, after: 20)
        try await scene.move(numbers[2], to: .pending, after: 50)
        try await scene.move(numbers[3], to: .resolved, after: 60)
        try await scene.move(numbers[3], to: .closed, after: 90)
        var clocks: [ServiceClock] = []
        for number in numbers { clocks.append(try await scene.tickets.record(number).ticket.clock) }
        try await scene.test.store.core.database.write { connection throws(StoreError) in
            for column in ["responded_at", "stopped_at", "stopped_for"] {
                _ = try connection.execute("ALTER TABLE ticket DROP COLUMN \(column)")
            }
            for table in ["service_promise", "escalation"] { _ = try connection.execute("DROP TABLE \(table)") }
            _ = try connection.execute("DELETE FROM schema_migration WHERE version = 26")
        }
        let again = try await scene.test.openAgain().tickets
        for (number, clock) in zip(numbers, clocks) { #expect(try await again.record(number).ticket.clock == clock) }
        #expect(clocks[1] == ServiceClock(respondedAt: Samples.now + 7, stoppedFor: 25))
        #expect(clocks[2] == ServiceClock(stoppedAt: Samples.now + 50, stoppedFor: 10))
        #expect(clocks[3] == ServiceClock(respondedAt: Samples.now + 60, stoppedAt: Samples.now + 60))
    }

    @Test(arguments: StoreKind.available)
    func `a reminder that waits is claimed with the last touch`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let number = try await scene.open()
        try await scene.change(
            number, .assigned(from: nil, to: Fixtures.lina.mailbox, by: Fixtures.lina.mailbox, via: .portal), after: 1)
        _ = try await scene.test.store.deadlines.settle(
            .untouched(since: Samples.now + 2), of: Self.desk, limit: 10, at: Samples.now + 3
        ) { _ in
            var notice = Samples.notification("reminder", nature: .notice)
            notice.template = "reminder"
            return [notice]
        }
        try await scene.change(number, .entryAdded(Samples.entry("again")), after: 4)
        try await scene.change(number, .entryAdded(Samples.entry("I look", kind: .note, direction: nil)), after: 5)
        try await scene.change(number, .entryAdded(Samples.entry("and again")), after: 6)
        let claimed = try #require(
            await scene.test.store.outgoing.claim(limit: 1, lease: 60, at: Samples.now + 9).first)
        #expect(claimed.notification.template == "reminder" && claimed.touchedAt == Samples.now + 5)
    }
}

/// Whom several at once told of.
private final class Told: Sendable {
    let numbers = Mutex<[TicketNumber]>([])
    let moments = Mutex<[TicketNumber: Double]>([:])
}
