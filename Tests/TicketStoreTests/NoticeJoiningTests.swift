import Foundation
import InternetMessage
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Notices that wait")
struct NoticeJoiningTests {
    private static func notice(
        _ id: String, _ template: String, to reader: Person = Fixtures.lina, entryEvent: Int? = nil
    ) -> Ticketing.Notification {
        var notice = Samples.notification(id, to: reader.mailbox, nature: .notice, entryEvent: entryEvent)
        notice.template = template
        notice.values = [:]
        notice.hold = NotificationHold(window: 60)
        return notice
    }

    /// An entry, which the first of the notices carries.
    private static func change(
        _ store: Store, _ number: TicketNumber, after seconds: Double, _ notices: [Ticketing.Notification]
    ) async throws {
        _ = try await store.tickets.change(number, at: Samples.now + seconds) { record in
            TicketPlan(
                target: .existing(record.ticket.id),
                events: [.entryAdded(Samples.entry("Said after \(Int(seconds)).", kind: .note, direction: nil))],
                notifications: notices)
        }
    }

    @Test(arguments: StoreKind.available)
    func `what happens within the window goes out with the last of it, when the first was due`(
        _ kind: StoreKind
    ) async throws {
        let test = try await kind.open()
        let queue = test.store.outgoing
        let number = try await test.store.tickets.open(Samples.plan(), at: Samples.now).ticket.number
        let other = try await test.store.tickets.open(Samples.plan(), at: Samples.now).ticket.number
        try await Self.change(test.store, number, after: 0, [Self.notice("one", "note", entryEvent: 0)])
        try await Self.change(test.store, other, after: 10, [Self.notice("elsewhere", "note", entryEvent: 0)])
        try await Self.change(
            test.store, number, after: 20,
            [Self.notice("two", "new-message", entryEvent: 0), Self.notice("hers", "reopened", to: Fixtures.wang)])
        #expect(try await queue.claim(limit: 9, lease: 60, at: Samples.now + 59).isEmpty)

        let claimed = try await queue.claim(limit: 9, lease: 60, at: Samples.now + 61)
        let message = try #require(claimed.first)
        #expect(claimed.count == 1 && message.notification.messageID == MessageID("two@desk.example"))
        #expect(message.entry?.text == "Said after 20.")
        #expect(
            message.notification.values == [
                "also.0.what": "note", "also.0.author": "王芳", "also.0.text": "Said after 0.",
            ])
        // What is on its way takes nothing in any more.
        try await Self.change(test.store, number, after: 62, [Self.notice("three", "note", entryEvent: 0)])
        let records = try await queue.list(states: [], cursor: nil, limit: 10).items
        let first = try #require(records.first { $0.messageID == MessageID("one@desk.example") })
        #expect(first.state == .notSent && first.lastReply?.contains("<two@desk.example>") == true)
        #expect(records.filter { $0.state == .notSent }.count == 1)
        let rest = try await queue.claim(limit: 9, lease: 60, at: Samples.now + 123)
            .map(\.notification.messageID.value)
        #expect(Set(rest).isSuperset(of: ["elsewhere@desk.example", "hers@desk.example", "three@desk.example"]))
    }

    @Test(arguments: StoreKind.available)
    func `an answer waits for nothing and joins nothing`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let number = try await test.store.tickets.open(Samples.plan(), at: Samples.now).ticket.number
        try await Self.change(test.store, number, after: 0, [Self.notice("one", "note", entryEvent: 0)])
        var answer = Self.notice("answer", "public-reply", entryEvent: 0)
        answer.nature = .personal
        answer.hold = NotificationHold()
        try await Self.change(test.store, number, after: 1, [answer])
        let due = try await test.store.outgoing.claim(limit: 9, lease: 60, at: Samples.now + 1)
        #expect(due.map(\.notification.messageID) == [MessageID("answer@desk.example")])
        #expect(try await test.store.outgoing.claim(limit: 9, lease: 60, at: Samples.now + 60).count == 1)
    }

    @Test(arguments: StoreKind.available)
    func `quiet hours are kept with the person, and hold a notice back`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let number = try await test.store.tickets.open(Samples.plan(), at: Samples.now).ticket.number
        let wang = try #require(try await test.store.people.person(Fixtures.wang.address))
        let night = try #require(QuietHours(from: 1_320, to: 420))
        try await test.store.preferences.keep(timeZone: "Asia/Shanghai", quietHours: night, of: wang.id)
        let kept = try #require(try await test.store.people.person(wang.id))
        #expect(kept.timeZone == "Asia/Shanghai" && kept.quietHours == night)
        var notice = Self.notice("one", "resolved", to: kept)
        notice.hold = NotificationHold(quietHours: night, timeZone: "Asia/Shanghai")
        try await Self.change(test.store, number, after: 0, [notice])
        let due = notice.hold.end(from: Samples.now)
        let record = try #require(try await test.store.outgoing.list(states: [], cursor: nil, limit: 1).items.first)
        #expect(record.nextAttemptAt == due)
        try await test.store.preferences.keep(timeZone: nil, quietHours: nil, of: wang.id)
        #expect(try await test.store.people.person(wang.id)?.quietHours == nil)
        await #expect(throws: StoreError.notFound) {
            try await test.store.preferences.keep(timeZone: nil, quietHours: nil, of: PersonID(rawValue: 99_999))
        }
    }
}
