import Foundation
import InternetMessage
import Logging
import Synchronization
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

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

    @Test(arguments: [
        (DeliveryOutcome.transientFailure(reply: "450 4.2.1 busy"), 0.0, "retry 450 4.2.1 busy"),
        // A clock that was set back by an hour or ahead by a year gives up nothing.
        (.transientFailure(reply: "450"), -3_600, "retry 450"),
        (.transientFailure(reply: "450"), 31_536_000, "retry 450"), (.delivered(reply: "250 ok"), 0, "sent 250 ok"),
        (.permanentFailure(reply: "554 5.7.1 spam"), 0, "failed 554 5.7.1 spam"),
        (.refusedRecipient(reply: "550 5.1.1 unknown"), 0, "undeliverable 550 5.1.1 unknown"),
        (.refusedRecipient(reply: "554 5.7.1 no relay"), 0, "failed 554 5.7.1 no relay"),
        (.refusedRecipient(reply: "550 no"), 0, "failed 550 no"),
    ])
    func `each answer settles the message`(outcome: DeliveryOutcome, age: Double, words: String) async throws {
        let queue = FlakyQueue()
        await Self.worker(queue, CountingRelay(outcome), age: age) {}.workOnce()
        let settlement = try #require(await queue.settlements.first)
        switch settlement {
        case .sent(let reply): #expect("sent \(reply)" == words)
        case .retry(let moment, let reply):
            #expect("retry \(reply)" == words)
            #expect((45...60).contains(moment.timeIntervalSince(Fixtures.now + age)))
        case .failed(let reply): #expect("failed \(reply)" == words)
        case .undeliverable(let reply): #expect("undeliverable \(reply)" == words)
        case .suppressed, .notSent: Issue.record("\(settlement)")
        }
    }

    @Test func `nothing is sent to a suppressed address`() async {
        let queue = FlakyQueue(suppression: "550 5.1.1 unknown")
        let relay = CountingRelay()
        await Self.worker(queue, relay) {}.workOnce()
        #expect(await queue.settlements == [.suppressed(reason: "550 5.1.1 unknown")])
        #expect(await relay.count == 0)
    }

    @Test func `the author of a message is told that it did not arrive, and of nothing else`() async throws {
        let queue = FlakyQueue(carrying: "It works again.")
        await Self.worker(queue, CountingRelay(.refusedRecipient(reply: "550 5.1.1 unknown"))) {}.workOnce()
        let told = try #require(await queue.told.first)
        #expect(told.template == "delivery-failure")
        #expect(told.recipient.address == Fixtures.lina.address)
        #expect(told.values["failure.status"] == "5.1.1")
        #expect(told.values["failure.recipient"] == "wang@customer.example")
        #expect(await queue.told.count == 1)
        let notice = FlakyQueue()
        await Self.worker(notice, CountingRelay(.permanentFailure(reply: "550 5.1.1 unknown"))) {}.workOnce()
        #expect(await notice.told == [])
        let asked = FlakyQueue(asker: Fixtures.lina.mailbox)
        await Self.worker(asked, CountingRelay(.permanentFailure(reply: "550 5.1.1 unknown"))) {}.workOnce()
        #expect(await asked.told.map(\.recipient) == [Fixtures.lina.mailbox], "whoever asked waits for an answer")
    }

    static func file(_ id: Int64, _ size: Int64, contentID: String? = nil) -> StoredAttachment {
        StoredAttachment(
            id: AttachmentID(rawValue: id), name: "f\(id).bin", type: "application/x-test", size: size, sha256: "",
            contentID: contentID)
    }

    @Test func `an answer's files go along while they fit, the others are links, pictures stay`() async throws {
        let limit = OutgoingFiles.mostBytes
        let attachments = [
            Self.file(1, 3), Self.file(2, limit - 3), Self.file(3, 1), Self.file(4, 1, contentID: "picture"),
            Self.file(5, 0),
        ]
        let bytes = Array("abc".utf8)
        let queue = FlakyQueue(
            carrying: "See the files.", attachments: attachments,
            files: [1: bytes, 2: [1], 5: []].reduce(into: [:]) { $0[AttachmentID(rawValue: $1.key)] = $1.value })
        let relay = CountingRelay()
        await Self.worker(queue, relay) {}.workOnce()
        #expect(await relay.count == 1)
        let mail = String(decoding: try #require(await queue.composed).bytes, as: UTF8.self)
        #expect(mail.contains("filename=\"f1.bin\"") || mail.contains("filename=f1.bin"))
        #expect(mail.contains("\r\nYWJj\r\n"))
        for (name, isThere) in [("f2.bin", true), ("f3.bin", true), ("f4.bin", false), ("f5.bin", true)] {
            #expect(mail.contains(name) == isThere, "\(name)")
        }
        #expect(mail.contains("https://desk.example/requests/IT-42/attachments/3"))
        #expect(!mail.contains("attachments/2"))
    }

    @Test func `an answer whose file is gone is not sent without it`() async throws {
        let queue = FlakyQueue(carrying: "See the file.", attachments: [Self.file(1, 3)])
        let relay = CountingRelay()
        await Self.worker(queue, relay) {}.workOnce()
        #expect(await relay.count == 0)
        guard case .notSent(let reason) = try #require(await queue.settlements.first) else {
            Issue.record("it was sent")
            return
        }
        #expect(reason.hasPrefix("a file of the answer cannot be read"))
    }

    private static func worker(
        _ queue: FlakyQueue, _ relay: CountingRelay, age: Double = 0, pause: @escaping @Sendable () async -> Void
    ) -> OutgoingWorker {
        let policy = NotificationPolicy(
            desks: Fixtures.desks, templates: .shipped, key: Fixtures.key, tokens: CountingTokens())
        return OutgoingWorker(
            queue: queue, mail: relay, composer: OutgoingComposer(policy: policy, publicURL: "https://desk.example"),
            schedule: RetrySchedule(), tokens: CountingTokens(), now: { Fixtures.now + age },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            pause: pause)
    }
}

private actor CountingRelay: OutgoingMail {
    private(set) var count = 0
    private let outcome: DeliveryOutcome

    init(_ outcome: DeliveryOutcome = .delivered(reply: "250 ok")) {
        self.outcome = outcome
    }

    func send(_ envelope: Envelope, _ message: RawMessage) async -> [RecipientOutcome] {
        count += 1
        return envelope.forwardPaths.map { RecipientOutcome(recipient: $0, outcome: outcome) }
    }
}

/// Holds one message; its writes fail as often as it is told.
private actor FlakyQueue: OutgoingQueue {
    private(set) var settlements: [OutgoingSettlement] = []
    private(set) var told: [Ticketing.Notification] = []
    private var keeping: Int
    private var settling: Int
    private let suppression: String?
    private let carrying: String?
    private let attachments: [StoredAttachment]
    private let files: [AttachmentID: [UInt8]]
    private let asker: Mailbox?
    private(set) var composed: RawMessage?

    func file(_ sha256: String, of approval: ApprovalID) async throws(StoreError) -> [UInt8] { throw .notFound }

    init(
        keeping: Int = 0, settling: Int = 0, suppression: String? = nil, carrying: String? = nil,
        attachments: [StoredAttachment] = [], files: [AttachmentID: [UInt8]] = [:], asker: Mailbox? = nil
    ) {
        self.asker = asker
        self.attachments = attachments
        self.files = files
        self.keeping = keeping
        self.settling = settling
        self.suppression = suppression
        self.carrying = carrying
    }

    private func fail(_ times: inout Int) throws(StoreError) {
        guard times > 0 else { return }
        times -= 1
        throw .unavailable("restarting")
    }

    func claim(limit: Int, lease: Double, at now: Date) async throws(StoreError) -> [OutgoingEntry] {
        let notification = Notification(
            template: carrying == nil ? "acknowledgement" : "public-reply", version: 1, language: "en",
            recipient: Fixtures.wang.mailbox, nature: carrying == nil ? .acknowledgement : .personal,
            messageID: IssuedMessageID.make(random: Array(0..<10), domain: "desk.example", key: Fixtures.key),
            desk: "it", entryEvent: nil, values: [:])
        let entry = carrying.map { text in
            Entry(
                id: EntryID(rawValue: 1), kind: .message, direction: .outgoing, channel: .portal,
                author: Fixtures.lina.mailbox, text: text, html: nil, fresh: nil, change: nil, flags: [],
                createdAt: now, mail: nil, messageID: nil, attachments: attachments)
        }
        var claimed = OutgoingEntry(
            id: OutgoingID(rawValue: 1), notification: notification, ticket: Fixtures.ticket(), entry: entry,
            thread: [], recipient: Fixtures.wang, composed: nil, attempts: 0, createdAt: Fixtures.now,
            suppression: suppression)
        claimed.asker = asker
        return [claimed]
    }

    func file(_ id: AttachmentID) async throws(StoreError) -> [UInt8] {
        guard let bytes = files[id] else { throw .notFound }
        return bytes
    }

    func storeComposed(_ claim: OutgoingClaim, _ message: RawMessage) async throws(StoreError) {
        try fail(&keeping)
        composed = message
    }

    func renew(_ claims: [OutgoingClaim], lease: Double, at now: Date) async throws(StoreError) {}
    func release(_ claim: OutgoingClaim, until moment: Date) async throws(StoreError) {}

    func settle(
        _ claim: OutgoingClaim, _ settlement: OutgoingSettlement, telling messages: [Ticketing.Notification],
        at now: Date
    ) async throws(StoreError) {
        try fail(&settling)
        settlements.append(settlement)
        told += messages
    }

    func enqueue(_ notifications: [Ticketing.Notification], at now: Date) async throws(StoreError) {}
    func awaitWork(seconds: Double) async {}
    func list(states: [OutgoingState], cursor: String?, limit: Int) async throws(StoreError) -> Page<OutgoingRecord> {
        Page(items: [], nextCursor: nil)
    }
    func composed(_ id: OutgoingID) async throws(StoreError) -> RawMessage? { nil }
    func detail(_ id: OutgoingID) async throws(StoreError) -> OutgoingDetail { throw .notFound }
    func census(at now: Date) async throws(StoreError) -> OutgoingCensus {
        OutgoingCensus(counts: [:], oldestDueAt: nil, suppressedAddresses: 0)
    }
    func retry(_ id: OutgoingID, at now: Date) async throws(StoreError) {}
    func drop(_ id: OutgoingID, reason: String, at now: Date) async throws(StoreError) {}
}
