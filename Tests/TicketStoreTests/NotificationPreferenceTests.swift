import InternetMessage
import TestSupport
import Testing
import Ticketing

@testable import TicketStore

@Suite("What people settled about notices")
struct NotificationPreferenceTests {
    @Test(arguments: StoreKind.available)
    func `the last word counts, for its person and kind alone`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        defer { withExtendedLifetime(test) {} }
        let store = test.store
        let wang = try await store.people.add(Fixtures.wang.mailbox, membership: nil, at: Samples.now)
        let lina = try await store.people.add(Fixtures.lina.mailbox, membership: nil, at: Samples.now)
        #expect(wang.wants(.statusChange))
        let ended = NotificationPreference(.statusChange, .never)
        for _ in 0..<2 { try await store.preferences.keep(ended, of: wang.id, at: Samples.now) }
        let person = try await store.people.person(wang.address)
        #expect(person?.preferences == [ended])
        #expect(person?.wants(.assignment) == true)
        #expect(try await store.people.person(lina.id)?.preferences == [])
        try await store.preferences.keep(NotificationPreference(.statusChange, .atOnce), of: wang.id, at: Samples.now)
        #expect(try await store.people.person(wang.id)?.wants(.statusChange) == true)
    }

    @Test(arguments: StoreKind.available)
    func `it is known wherever a ticket names its people`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        defer { withExtendedLifetime(test) {} }
        let store = test.store
        let record = try await store.tickets.open(Samples.plan(), at: Samples.now)
        let requester = record.ticket.requester
        try await store.preferences.keep(
            NotificationPreference(.statusChange, .never), of: requester.id, at: Samples.now)
        let again = try await store.tickets.record(record.ticket.number)
        #expect(again.ticket.participants.map { $0.wants(.statusChange) } == [false])
    }

    @Test(arguments: StoreKind.available)
    func `nobody's preference is kept, and a newer program's words are left alone`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        defer { withExtendedLifetime(test) {} }
        let store = test.store
        let unknown = await failure {
            try await store.preferences.keep(
                NotificationPreference(.assignment, .never), of: PersonID(rawValue: 99), at: Samples.now)
        }
        #expect(unknown == .notFound)
        let wang = try await store.people.add(Fixtures.wang.mailbox, membership: nil, at: Samples.now)
        _ = try await store.core.database.write { connection throws(StoreError) in
            try connection.execute(
                """
                INSERT INTO notification_preference (person, kind, channel, manner, changed_at)
                VALUES ($1, 'assignment', 'mail', 'weekly', 1), ($1, 'gossip', 'mail', 'never', 1)
                """, [SQLValue(wang.id)])
        }
        #expect(try await store.people.person(wang.id)?.preferences == [])
    }
}

@Suite("Queries in the store")
struct StatusQueryStoreTests {
    private func correlation(_ subject: String, author: MailAddress = Fixtures.wang.address) -> Correlation {
        var message = InternetMessage()
        message.subject = subject
        message.from = [Mailbox(address: author)]
        message.header = HeaderSection([HeaderField(name: "from", body: Array("\(author)".utf8))])
        let policy = IntakePolicy(desks: Fixtures.desks, verifiesSenders: true, key: Fixtures.key)
        let envelope = Envelope(reversePath: .mailbox(author), forwardPaths: [])
        return Correlation(message: message, envelope: envelope, digest: Samples.digest(5), policy: policy)
    }

    @Test(arguments: StoreKind.available)
    func `the author's open tickets are read, and only for a mail that asks`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        defer { withExtendedLifetime(test) {} }
        let store = test.store
        let mine = try await store.tickets.open(Samples.plan(), at: Samples.now).ticket
        let other = Mailbox(address: Fixtures.address("other@customer.example"))
        _ = try await store.tickets.open(Samples.plan(draft: Samples.draft(requester: other)), at: Samples.now)
        let done = try await store.tickets.open(Samples.plan(), at: Samples.now).ticket
        _ = try await store.tickets.change(done.number, at: Samples.now) { (record) throws(TicketRefusal) in
            TicketPlan(
                target: .existing(record.ticket.id),
                events: [.stateChanged(from: .new, to: .resolved, by: Fixtures.lina.mailbox, via: .portal)])
        }
        let asked = try await store.tickets.context(for: correlation("STATUS"), at: Samples.now)
        #expect(asked.ownTickets.map(\.number) == [mine.number])
        let unasked = try await store.tickets.context(for: correlation("hello"), at: Samples.now)
        #expect(unasked.ownTickets.isEmpty)
    }

    @Test(arguments: StoreKind.available)
    func `an answer is queued with the settled mail, once, and counts`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        defer { withExtendedLifetime(test) {} }
        let store = test.store
        _ = try await store.incoming.enqueue(Samples.arrival())
        let entry = try #require(try await store.incoming.claim(limit: 1, lease: 60, at: Samples.now).first)
        var plan = Samples.intake(nil, state: .answered)
        plan.notifications = [Samples.notification("answer")]
        for _ in 0..<2 { #expect(try await store.tickets.commit(plan, settling: entry.id, at: Samples.now) == nil) }
        let queued = try await store.outgoing.claim(limit: 10, lease: 60, at: Samples.now)
        #expect(queued.map(\.notification.messageID) == [MessageID("answer@desk.example")])
        #expect(queued.first?.ticket == nil)
        let context = try await store.tickets.context(for: Samples.correlation(), at: Samples.now)
        #expect(context.automaticAnswersLastHour == 1)
        #expect(try await store.ledger.mail(entry.id).state == .answered)
    }
}
