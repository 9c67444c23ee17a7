import Foundation
import InternetMessage
import Logging
import Synchronization
import TemplateEngine
import TestSupport
import Testing
import Ticketing

@Suite("Sending")
struct OutgoingWorkerTests {
    @Test func `a store that is away after the message was sent is waited for, and nothing is sent twice`() async {
        let queue = FlakyQueue(settling: 3)
        let relay = CountingRelay()
        let pauses = Mutex(0)
        let worker = Self.worker(queue, relay) { pauses.withLock { $0 += 1 } }
        await worker.workOnce()
        #expect(await queue.settlements == [.sent(reply: "250 ok")])
        #expect(await relay.count == 1)
        #expect(pauses.withLock { $0 } == 3)
    }

    @Test func `a message whose bytes could not be kept is not sent`() async {
        let queue = FlakyQueue(keeping: .max)
        let relay = CountingRelay()
        await Self.worker(queue, relay) {}.workOnce()
        #expect(await queue.settlements == [])
        #expect(await relay.count == 0)
    }

    private static func worker(
        _ queue: FlakyQueue, _ relay: CountingRelay, pause: @escaping @Sendable () async -> Void
    ) -> OutgoingWorker {
        let policy = NotificationPolicy(
            desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens())
        return OutgoingWorker(
            queue: queue, mail: relay, composer: OutgoingComposer(policy: policy, publicURL: "https://desk.example"),
            schedule: RetrySchedule(), tokens: CountingTokens(), now: { Fixtures.now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            pause: pause)
    }
}

private actor CountingRelay: OutgoingMail {
    private(set) var count = 0

    func send(_ envelope: Envelope, _ message: RawMessage) async -> [RecipientOutcome] {
        count += 1
        return envelope.forwardPaths.map { RecipientOutcome(recipient: $0, outcome: .delivered(reply: "250 ok")) }
    }
}

/// Holds one message; its writes fail as often as it is told.
private actor FlakyQueue: OutgoingQueue {
    private(set) var settlements: [OutgoingSettlement] = []
    private var keeping: Int
    private var settling: Int

    init(keeping: Int = 0, settling: Int = 0) {
        self.keeping = keeping
        self.settling = settling
    }

    private func fail(_ times: inout Int) throws(StoreError) {
        guard times > 0 else { return }
        times -= 1
        throw .unavailable("restarting")
    }

    func claim(limit: Int, lease: Double, at now: Date) async throws(StoreError) -> [OutgoingEntry] {
        let notification = Notification(
            template: "acknowledgement", version: 1, language: "en", recipient: Fixtures.wang.mailbox,
            nature: .acknowledgement,
            messageID: IssuedMessageID.make(random: Array(0..<10), domain: "desk.example", key: Fixtures.key),
            desk: "it", entryEvent: nil, values: [:])
        return [
            OutgoingEntry(
                id: OutgoingID(rawValue: 1), notification: notification, ticket: Fixtures.ticket(), entry: nil,
                thread: [], recipient: Fixtures.wang, composed: nil, attempts: 0, createdAt: now)
        ]
    }

    func storeComposed(_ id: OutgoingID, _ message: RawMessage) async throws(StoreError) { try fail(&keeping) }

    func settle(_ id: OutgoingID, _ settlement: OutgoingSettlement, at now: Date) async throws(StoreError) {
        try fail(&settling)
        settlements.append(settlement)
    }

    func enqueue(_ notifications: [Ticketing.Notification], at now: Date) async throws(StoreError) {}
    func awaitWork(seconds: Double) async {}
    func list(states: [OutgoingState], cursor: String?, limit: Int) async throws(StoreError) -> Page<OutgoingRecord> {
        Page(items: [], nextCursor: nil)
    }
    func composed(_ id: OutgoingID) async throws(StoreError) -> RawMessage? { nil }
    func retry(_ id: OutgoingID, at now: Date) async throws(StoreError) {}
    func drop(_ id: OutgoingID, reason: String, at now: Date) async throws(StoreError) {}
}
