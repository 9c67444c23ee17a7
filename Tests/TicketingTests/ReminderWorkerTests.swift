import Foundation
import InternetMessage
import Logging
import Synchronization
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("The worker of deadlines")
struct ReminderWorkerTests {
    static func desk(_ change: (inout Desk) -> Void) -> Desk {
        var desk = Fixtures.it
        change(&desk)
        return desk
    }

    private static func worker(
        _ deadlines: ScriptedDeadlines, _ desks: [Desk], clock: @escaping @Sendable () -> Date = { Fixtures.now },
        pause: @escaping @Sendable () async -> Void = {}
    ) -> ReminderWorker {
        let policy = NotificationPolicy(
            desks: DeskDirectory(desks), templates: .shipped, key: Fixtures.key, tokens: CountingTokens())
        return ReminderWorker(
            deadlines: deadlines, policy: policy, now: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, pause: pause)
    }

    @Test func `each desk is asked for what it set, in batches until nothing is left`() async {
        let deadlines = ScriptedDeadlines(counts: [100, 3, 0, 1, 0])
        let it = Self.desk {
            $0.remindAfter = 60
            $0.targets = ServiceTargets(usual: .init(response: 30))
        }
        await Self.worker(deadlines, [it, Fixtures.hr]).workOnce()
        let reminder = Deadline.untouched(since: Fixtures.now - 60)
        #expect(
            await deadlines.asked == [reminder, reminder, reminder, .promise(.responseLate), .promise(.responseLate)])
    }

    @Test func `what is due is told by the plan of its kind`() async {
        let ticket = Fixtures.ticket(state: .inProgress, assignee: Fixtures.lina)
        let deadlines = ScriptedDeadlines(counts: [1, 0, 1], due: DueTicket(ticket: ticket, moment: Fixtures.now))
        let it = Self.desk {
            $0.remindAfter = 60
            $0.targets = ServiceTargets(usual: .init(resolution: 30))
        }
        await Self.worker(deadlines, [it]).workOnce()
        #expect(await deadlines.told.map(\.template) == ["reminder", "escalation"])
        #expect(await deadlines.told.last?.values["escalation.reason"] == "resolution_late")
    }

    @Test func `a store that is away is asked again the next time`() async {
        let deadlines = ScriptedDeadlines(counts: [], failures: 1)
        let worker = Self.worker(deadlines, [Self.desk { $0.remindAfter = 1 }])
        await worker.workOnce()
        #expect(await deadlines.asked == [])
        await worker.workOnce()
        #expect(await deadlines.asked.count == 1)
    }

    @Test func `targets are noted once, as soon as the store is there`() async {
        let deadlines = ScriptedDeadlines(counts: [], failures: 1)
        let rounds = Mutex(0)
        let worker = Self.worker(
            deadlines, [Self.desk { $0.targets = ServiceTargets(usual: .init(response: 1)) }],
            clock: { Fixtures.now + Double(rounds.withLock { $0 }) }, pause: { rounds.withLock { $0 += 1 } })
        await worker.run { rounds.withLock { $0 } >= 3 }
        #expect(await deadlines.noted == 1)
        #expect(await deadlines.asked.count == 3)
    }

    /// Seconds by which the clock goes ahead at each pause, and how often is looked in ten rounds.
    @Test(
        arguments: [(nil, 1.0, 1), (20.0, 1, 1), (3, 1, 4), (0.5, 1, 10), (20, -60, 10), (nil, 60, 10)]
            as [(Double?, Double, Int)])
    func `it looks as often as the shortest period, at least once a minute`(
        period: Double?, step: Double, looks: Int
    ) async {
        let deadlines = ScriptedDeadlines(counts: [])
        let rounds = Mutex(0)
        // A desk with a long period is looked at each time.
        let desks =
            [Self.desk { $0.remindAfter = 9_000 }]
            + (period.map { seconds in
                [Desk(name: "b", title: [:], addresses: [], language: "en", prefix: "B", after: seconds)]
            } ?? [])
        let worker = Self.worker(
            deadlines, desks, clock: { Fixtures.now + step * Double(rounds.withLock { $0 }) },
            pause: { rounds.withLock { $0 += 1 } })
        await worker.run { rounds.withLock { $0 } >= 10 }
        #expect(await deadlines.asked.count == looks * desks.count)
    }

    @Test func `one that is told to stop finishes the batch in hand and begins no other`() async {
        let deadlines = ScriptedDeadlines(counts: [100, 100])
        let isStopping = Mutex(false)
        await deadlines.set { isStopping.withLock { $0 = true } }
        await Self.worker(deadlines, [Self.desk { $0.remindAfter = 1 }]).workOnce { isStopping.withLock { $0 } }
        #expect(await deadlines.asked.count == 1)
    }
}

extension Desk {
    fileprivate init(
        name: String, title: [String: String], addresses: [MailAddress], language: String, prefix: String, after: Double
    ) {
        self.init(name: name, title: title, addresses: addresses, language: language, prefix: prefix)
        remindAfter = after
    }
}

/// Says how many tickets each question settles, and which; 0 when the list is used up.
private actor ScriptedDeadlines: Deadlines {
    private(set) var asked: [Deadline] = []
    private(set) var told: [Ticketing.Notification] = []
    private(set) var noted = 0
    private var counts: [Int]
    private var failures: Int
    private let due: DueTicket?
    private var onAsking: @Sendable () -> Void = {}

    init(counts: [Int], failures: Int = 0, due: DueTicket? = nil) {
        self.counts = counts
        self.failures = failures
        self.due = due
    }

    func set(onAsking: @escaping @Sendable () -> Void) { self.onAsking = onAsking }

    private func fail() throws(StoreError) {
        guard failures > 0 else { return }
        failures -= 1
        throw .unavailable("restarting")
    }

    func note(_ desks: [Desk], at now: Date) async throws(StoreError) {
        try fail()
        noted += 1
    }

    func settle(
        _ deadline: Deadline, of desk: Desk, limit: Int, at now: Date,
        _ decide: @escaping @Sendable (DueTicket) -> [Ticketing.Notification]
    ) async throws(StoreError) -> Int {
        try fail()
        asked.append(deadline)
        onAsking()
        let count = counts.isEmpty ? 0 : counts.removeFirst()
        if let due, count > 0 { told += decide(due) }
        return count
    }
}
