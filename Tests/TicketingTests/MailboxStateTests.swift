import Foundation
import Logging
import Synchronization
import Testing

@testable import Ticketing

@Suite("How mailboxes are")
struct MailboxStateTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)

    private func state(_ events: [MailboxEvent]) -> MailboxState {
        events.enumerated().reduce(MailboxState()) { $0.after($1.element, at: Self.now + Double($1.offset)) }
    }

    @Test func `failures are counted from the first one until a visit comes to its end`() {
        let failed = state([.read(taken: 0), .failed(.connect, "no"), .failed(.login, "NO bad")])
        #expect(
            failed.failure
                == MailboxState.Failure(
                    trouble: .login, words: "NO bad", at: Self.now + 2, since: Self.now + 1, count: 2))
        #expect(failed.succeededAt == Self.now)
        #expect(failed.after(.read(taken: 0), at: Self.now + 3).failure == nil)
    }

    @Test func `messages of the last visit that took any are remembered, and what is left behind is counted`() {
        let known = state([
            .leftTooLarge, .progress(taken: 1_000, remaining: 5), .read(taken: 1_005), .leftTooLarge, .leftUnreadable,
            .read(taken: 0),
        ])
        #expect(known.taken == 1_005)
        #expect(known.takenAt == Self.now + 2)
        #expect(known.remaining == 0)
        #expect(known.leftTooLarge == 2)
        #expect(known.leftUnreadable == 1)
        #expect(state([.progress(taken: 1_000, remaining: 5)]).remaining == 5)
        #expect(known.after(.startedOver, at: Self.now).leftTooLarge == 0)
    }

    @Test func `words of a failure have a limit and one line`() throws {
        let limit = MailboxState.wordsLimit
        for (words, kept) in [
            (String(repeating: "a", count: limit), limit), (String(repeating: "a", count: limit + 1), limit),
            (String(repeating: "鎖", count: limit), limit / 3 * 3),
        ] {
            #expect(try #require(state([.failed(.server, words)]).failure).words.utf8.count == kept)
        }
        #expect(state([.failed(.server, "a\r\nb\u{7F}")]).failure?.words == "a??b?")
    }

    @Test(arguments: [
        (0.0, 60.0, false), (0, MailboxState.writeInterval - 1, false), (0, MailboxState.writeInterval, true),
        (MailboxState.writeInterval, 0, true),
    ])
    func `a success like the last one is written every few minutes`(first: Double, second: Double, isWorth: Bool) {
        let stored = MailboxState().after(.read(taken: 0), at: Self.now + first)
        #expect(stored.after(.read(taken: 0), at: Self.now + second).isWorthWriting(over: stored) == isWorth)
    }

    @Test func `what changed is written at once`() {
        let stored = state([.read(taken: 0)])
        #expect(stored.isWorthWriting(over: MailboxState()))
        #expect(!stored.isWorthWriting(over: stored))
        for event in [
            MailboxEvent.read(taken: 1), .leftTooLarge, .failed(.timeout, ""), .progress(taken: 1, remaining: 1),
        ] {
            #expect(stored.after(event, at: Self.now + 1).isWorthWriting(over: stored))
        }
        let failing = stored.after(.failed(.timeout, ""), at: Self.now)
        #expect(failing.after(.read(taken: 0), at: Self.now + 1).isWorthWriting(over: failing))
    }

    private static func record(_ signIn: MailboxRecord.SignIn, _ events: [MailboxEvent]) -> MailboxRecord {
        MailboxRecord(
            id: "1", name: "box", access: .imap, desk: "it", signIn: signIn, consentOrigin: nil,
            state: events.reduce(MailboxState()) { $0.after($1, at: now) })
    }

    private static let soon = MailboxConsent.warning

    @Test(arguments: [
        (record(.password, []), MailboxHealth.waiting), (record(.password, [.read(taken: 0)]), .healthy),
        (record(.password, [.failed(.login, "")]), .failing),
        // A session that broke off once after a success.
        (record(.password, [.read(taken: 0), .failed(.connect, "")]), .healthy),
        (record(.password, [.read(taken: 0), .failed(.connect, ""), .failed(.connect, "")]), .failing),
        (record(.application, [.read(taken: 0)]), .healthy),
        (record(.consent(MailboxConsent(source: .none)), [.failed(.consent, "")]), .consentMissing),
        (record(.consent(MailboxConsent(source: .stored)), [.read(taken: 0)]), .healthy),
        (record(.consent(MailboxConsent(source: .stored, endsAt: now + soon)), [.read(taken: 0)]), .healthy),
        (record(.consent(MailboxConsent(source: .stored, endsAt: now + soon - 1)), [.read(taken: 0)]), .consentEnding),
        (record(.consent(MailboxConsent(source: .stored, endsAt: now + 1)), [.failed(.login, "")]), .failing),
        (record(.consent(MailboxConsent(source: .stored, endsAt: now)), [.read(taken: 0)]), .consentEnded),
        (record(.consent(MailboxConsent(source: .configured, refusedAt: now)), [.failed(.consent, "")]), .consentEnded),
    ])
    func `the worst that holds is said`(record: MailboxRecord, health: MailboxHealth) {
        #expect(record.health(at: Self.now) == health)
        #expect(record.health(at: Self.now).needsAttention == ![.waiting, .healthy].contains(health))
    }

    @Test func `a refusal from before the consent in use is no failure`() {
        var record = Self.record(.consent(MailboxConsent(source: .stored, obtainedAt: Self.now + 1)), [])
        record.state = MailboxState().after(.failed(.consent, "invalid_grant"), at: Self.now)
        #expect(record.health(at: Self.now + 2) == .waiting)
        #expect(record.failure == nil)
        record.state = record.state.after(.failed(.consent, "invalid_grant"), at: Self.now + 1)
        #expect(record.health(at: Self.now + 2) == .failing)
        record.state = MailboxState().after(.failed(.login, "NO"), at: Self.now)
        #expect(record.health(at: Self.now + 2) == .failing)
    }

    @Test func `a consent that needs somebody is told of once a day`() async {
        let consents = [
            MailboxConsent(source: .stored, endsAt: Self.now + 3 * 86_400), MailboxConsent(source: .none),
            MailboxConsent(source: .configured, refusedAt: Self.now), MailboxConsent(source: .configured),
        ]
        let mailboxes = FixedMailboxes(
            records: consents.enumerated().map { index, consent in
                var record = Self.record(.consent(consent), [])
                record.name = "box\(index)"
                return record
            })
        let lines = LogLines()
        let clock = Mutex(Self.now)
        let reminder = ConsentReminder(
            mailboxes: mailboxes, now: { clock.withLock { $0 } }, logger: Logger(label: "") { _ in lines })
        var warned: [String: Date] = [:]
        await reminder.remind(&warned)
        #expect(
            lines.taken == [
                "mailbox's consent ends soon: consent again box0", "mailbox waits for its owner's consent box1",
                "mailbox's consent has ended: consent again box2",
            ])
        clock.withLock { $0 += 86_399 }
        await reminder.remind(&warned)
        #expect(lines.taken == [])
        clock.withLock { $0 += 1 }
        await reminder.remind(&warned)
        #expect(lines.taken.count == 3)
    }
}

private struct FixedMailboxes: Mailboxes {
    let records: [MailboxRecord]

    func list() async throws(StoreError) -> [MailboxRecord] { records }
    func authorizationURL(of id: String, _ request: ConsentRequest) -> String? { nil }
    func accepts(issuer: String?, of id: String) -> Bool { false }
    func redeem(_ code: ConsentCode, of id: String) async throws(ConsentError) {}
}

/// Warnings with the mailbox they name.
private final class LogLines: LogHandler, Sendable {
    private let lines = Mutex<[String]>([])

    var logLevel: Logger.Level {
        get { .warning }
        set {}
    }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    /// What was said since the last look.
    var taken: [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }

    func log(event: LogEvent) {
        let mailbox = event.metadata?["mailbox"].map { "\($0)" } ?? ""
        lines.withLock { $0.append("\(event.message) \(mailbox)") }
    }
}
