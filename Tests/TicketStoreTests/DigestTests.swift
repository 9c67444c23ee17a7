import Foundation
import InternetMessage
import Synchronization
import TemplateEngine
import TestSupport
import Testing
import Ticketing

@testable import TicketStore

@Suite("Digests")
struct DigestTests {
    private static let each = DigestSchedule(days: .each)

    private static func message(to person: Person, _ id: String) -> Ticketing.Notification {
        var message = Samples.notification(id, to: person.mailbox, nature: .notice)
        message.template = "digest"
        return message
    }

    private static func gathered(
        _ template: String, to person: Person, _ id: String, entryEvent: Int? = nil, values: [String: String] = [:]
    ) -> Ticketing.Notification {
        var notice = Samples.notification(id, to: person.mailbox, nature: .notice, entryEvent: entryEvent)
        (notice.template, notice.values, notice.isForDigest) = (template, values, true)
        return notice
    }

    private static func agent(_ store: Store) async throws -> Person {
        try await store.people.add(
            Fixtures.lina.mailbox, membership: Membership(role: .agent, desk: "it"), at: Samples.now)
    }

    private static func change(
        _ store: Store, _ number: TicketNumber, at moment: Date = Samples.now, _ events: [TicketEvent] = [],
        _ notices: [Ticketing.Notification] = []
    ) async throws {
        _ = try await store.tickets.change(number, at: moment) {
            TicketPlan(target: .existing($0.ticket.id), events: events, notifications: notices)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a schedule is kept, and what is to come in a digest brings the usual one`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let store = test.store
        let lina = try await Self.agent(store)
        #expect(lina.digest == nil)
        #expect(try await store.digests.standings() == [])
        try await store.preferences.keep(NotificationPreference(.note, .digest), of: lina.id, at: Samples.now)
        #expect(try await store.people.person(lina.id)?.digest == .usual)
        let early = try #require(DigestSchedule(days: .each, minute: 7))
        try await store.preferences.keep(digest: early, of: lina.id, at: Samples.now + 1)
        try await store.preferences.keep(NotificationPreference(.reopened, .digest), of: lina.id, at: Samples.now)
        try await store.preferences.keep(timeZone: "Asia/Shanghai", quietHours: nil, of: lina.id)
        #expect(
            try await store.digests.standings() == [
                DigestStanding(
                    person: lina.id, schedule: early, timeZone: "Asia/Shanghai", chosenAt: Samples.now + 1, lastAt: nil)
            ])
        // Ended, it leaves nothing to come one by one.
        try await store.preferences.keep(digest: nil, of: lina.id, at: Samples.now + 2)
        let person = try #require(try await store.people.person(lina.id))
        #expect(person.digest == nil && person.manner(of: .note) == .never && person.manner(of: .reopened) == .never)
        #expect(try await store.digests.standings() == [])
        let nobody = await failure {
            try await store.preferences.keep(digest: early, of: PersonID(rawValue: 99), at: Samples.now)
        }
        #expect(nobody == .notFound)
    }

    @Test(arguments: StoreKind.available)
    func `whom no mail reaches is left alone until it does`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let store = test.store
        let lina = try await Self.agent(store)
        try await store.preferences.keep(digest: Self.each, of: lina.id, at: Samples.now)
        try await store.people.setActive(false, of: lina.id)
        #expect(try await store.digests.standings() == [])
        try await store.people.setActive(true, of: lina.id)
        try await store.suppressions.suppress(lina.address, reason: "550", at: Samples.now)
        #expect(try await store.digests.standings() == [])
    }

    @Test(arguments: StoreKind.available)
    func `what notices would have told is kept, told once, and never queued by itself`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let store = test.store
        let lina = try await Self.agent(store)
        try await store.preferences.keep(digest: Self.each, of: lina.id, at: Samples.now)
        let ticket = try await store.tickets.open(Samples.plan(), at: Samples.now).ticket
        try await Self.change(
            store, ticket.number, [.entryAdded(Samples.entry("It \n burns."))],
            [Self.gathered("new-message", to: lina, "a", entryEvent: 0)])
        try await Self.change(
            store, ticket.number, [], [Self.gathered("assignment", to: lina, "b", values: ["assignment.author": "Bo"])])
        try await Self.change(
            store, ticket.number, [],
            [Self.gathered("status-change", to: lina, "c", values: ["ticket.status": "pending"])])
        #expect(try await store.outgoing.list(states: [], cursor: nil, limit: 10).items.isEmpty)
        let expected = [
            DigestHappening(ticket: ticket.id, what: "new_message", author: "王芳", text: "It burns."),
            DigestHappening(ticket: ticket.id, what: "assignment", author: "Bo"),
            DigestHappening(ticket: ticket.id, what: "status_change", status: .pending),
        ]
        let now = Samples.now + 60
        let glance = try await store.digests.material(for: lina, desks: ["it"], at: now)
        #expect(glance.happenings == expected && glance.tickets[ticket.id]?.number == ticket.number)
        let told = Told()
        func settle(_ id: String, at moment: Date) async throws -> DigestOutcome {
            try await store.digests.settle(
                lina, desks: ["it"], at: moment,
                DigestMaking(isWanted: { $0.lastAt.map { moment.timeIntervalSince($0) > 100 } ?? true }) { material in
                    told.materials.withLock { $0.append(material) }
                    return material.happenings.isEmpty ? nil : Self.message(to: lina, id)
                })
        }
        #expect(try await settle("one", at: now) == .queued)
        #expect(try await settle("two", at: now + 1) == .unwanted)
        #expect(try await settle("three", at: now + 200) == .nothing)
        let materials = told.materials.withLock { $0 }
        #expect(materials.map(\.happenings) == [expected, []])
        // The second begins where the first ended.
        #expect(materials[0].from == Samples.now + 60 - 86_400 && materials[1].from == now)
        let queued = try await store.outgoing.list(states: [], cursor: nil, limit: 10).items
        #expect(queued.map(\.template) == ["digest"] && queued[0].priority == .digest)
        #expect(try await store.digests.standings().first?.lastAt == now + 200)
    }

    @Test(arguments: StoreKind.available)
    func `of daemons that make it at once one does`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let store = test.store
        let lina = try await Self.agent(store)
        try await store.preferences.keep(digest: Self.each, of: lina.id, at: Samples.now)
        let now = Samples.now + 86_400
        let outcomes = try await withThrowingTaskGroup(of: DigestOutcome.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await store.digests.settle(
                        lina, desks: [], at: now,
                        DigestMaking(isWanted: { DigestPlan.isDue($0, at: now, timeZone: "UTC") }) { _ in
                            Self.message(to: lina, "d\(number)")
                        })
                }
            }
            return try await group.reduce(into: [DigestOutcome: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(outcomes == [.queued: 1, .unwanted: 7])
        #expect(try await store.outgoing.list(states: [], cursor: nil, limit: 10).items.count == 1)
    }

    @Test(arguments: StoreKind.available)
    func `what is gathered while a digest is made is told by the next`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let store = test.store
        let lina = try await Self.agent(store)
        let ticket = try await store.tickets.open(Samples.plan(), at: Samples.now).ticket
        let told = Told()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await Self.change(
                        store, ticket.number, [],
                        [
                            Self.gathered(
                                "assignment", to: lina, "g\(number)", values: ["assignment.author": "\(number)"])
                        ])
                }
                group.addTask {
                    _ = try await store.digests.settle(
                        lina, desks: [], at: Samples.now,
                        DigestMaking(isWanted: { _ in true }) { material in
                            told.materials.withLock { $0.append(material) }
                            return nil
                        })
                }
            }
            try await group.waitForAll()
        }
        let rest = try await store.digests.material(for: lina, desks: [], at: Samples.now).happenings
        let authors = told.materials.withLock { $0 }.flatMap(\.happenings).compactMap(\.author)
        #expect((authors + rest.compactMap(\.author)).sorted() == (0..<20).map { "\($0)" }.sorted())
    }

    @Test(arguments: StoreKind.available)
    func `figures are those of the desks and the time, what waits is the person's`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let store = test.store
        let lina = try await Self.agent(store)
        let bo = Fixtures.omar.mailbox
        func open(
            _ desk: String, at seconds: Double, _ priority: Priority = .normal, to assignee: Mailbox? = nil,
            state: TicketState? = nil, by requester: Mailbox = Fixtures.wang.mailbox
        ) async throws -> TicketNumber {
            var draft = Samples.draft(requester: requester)
            (draft.desk, draft.priority) = (desk, priority)
            let number = try await store.tickets.open(Samples.plan(draft: draft), at: Samples.now + seconds).ticket
                .number
            var events: [TicketEvent] = []
            if let assignee { events.append(.assigned(from: nil, to: assignee, by: bo, via: .portal)) }
            if let state { events.append(.stateChanged(from: .new, to: state, by: bo, via: .portal)) }
            try await Self.change(store, number, at: Samples.now + seconds, events)
            return number
        }
        let mine = lina.mailbox
        let old = try await open("it", at: -100_000, to: mine)
        let older = try await open("it", at: -200_000, to: mine)
        let urgent = try await open("it", at: 10, .urgent, to: mine)
        let asked = try await open("hr", at: 20, .high, state: .pending, by: mine)
        // None of these wait for her.
        _ = try await open("it", at: 0, to: mine, state: .pending)
        _ = try await open("hr", at: 0, to: mine)
        _ = try await open("it", at: 0, to: bo)
        _ = try await open("it", at: 0)
        let done = try await open("it", at: 50, to: mine, state: .resolved)
        _ = try await open("hr", at: 50, state: .resolved)
        // Resolved twice counts once; at the end itself is too late.
        try await Self.change(
            store, done, at: Samples.now + 60,
            [
                .stateChanged(from: .resolved, to: .inProgress, by: bo, via: .portal),
                .stateChanged(from: .inProgress, to: .resolved, by: bo, via: .portal),
            ])
        _ = try await open("it", at: 100, state: .resolved)

        let material = try await store.digests.material(for: lina, desks: ["it"], at: Samples.now + 100)
        #expect(material.opened == 5 && material.resolved == 1)
        #expect(material.waiting.map(\.number) == [urgent, asked, older, old] && material.waitingCount == 4)
        let both = try await store.digests.material(for: lina, desks: ["it", "hr"], at: Samples.now + 100)
        #expect(both.opened == 8 && both.resolved == 2 && both.waitingCount == 5)
        // Who works at no desk has no figures of one.
        let none = try await store.digests.material(for: lina, desks: [], at: Samples.now + 100)
        #expect(none.opened == 0 && none.resolved == 0 && none.waiting.map(\.number) == [asked])
    }

    @Test(arguments: StoreKind.available)
    func `no figure reads all tickets`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let end = Samples.now
        let statements = [
            DigestReader.opened(["it", "hr"], from: end - 86_400, to: end),
            DigestReader.resolved(["it", "hr"], from: end - 86_400, to: end),
            DigestReader.waiting(for: PersonID(rawValue: 1), desks: ["it", "hr"]),
        ]
        let plans = try await test.store.core.database.write { connection throws(StoreError) in
            try connection.run(script: Self.manyTickets)
            if connection.dialect == .postgres { try connection.run(script: "ANALYZE ticket; ANALYZE entry") }
            return try statements.map { statement throws(StoreError) in
                let explain = connection.dialect == .sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN "
                return try connection.query(explain + Self.inlined(statement), []).map { row throws(StoreError) in
                    try row.text(connection.dialect == .sqlite ? 3 : 0)
                }.joined(separator: "\n")
            }
        }
        for (plan, index) in zip(plans, ["ticket_opened", "entry_resolved", "ticket_in_hand"]) {
            #expect(plan.contains(index), "\(plan)")
            #expect(
                !plan.contains("SCAN t") && !plan.contains("SCAN e") && !plan.contains("Seq Scan on ticket t"),
                "\(plan)")
        }
        #expect(plans[2].contains("ticket_asked"))
    }

    /// With its values in place of the parameters.
    private static func inlined(_ statement: SQLText) -> String {
        statement.values.enumerated().reversed().reduce(statement.text) { text, item in
            let value =
                switch item.element {
                case .integer(let number): "\(number)"
                case .text(let text): "'\(text)'"
                case .null, .real, .blob: "NULL"
                }
            return text.replacing("$\(item.offset + 1)", with: value)
        }
    }

    /// Ten thousand tickets of one desk and one agent, a year old and closed, each resolved once.
    private static var manyTickets: String {
        let old = Samples.now.microseconds - 365 * 86_400 * 1_000_000
        let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
        return """
            INSERT INTO person (id, address_key, address, name, created_at) VALUES (1, 'a@b', 'a@b', '', 0);
            INSERT INTO ticket (id, prefix, sequence, subject, state, kind, priority, desk, requester, assignee, flags,
                folded, created_at, updated_at, version)
            \(numbers) SELECT i, 'IT', i, '', 'closed', 'question', 'normal', 'it', 1, 1, '', '', \(old) + i, \(old) + i, 1
            FROM n;
            INSERT INTO entry (ticket, kind, channel, author_address, text, field, value_to, flags, created_at)
            \(numbers) SELECT i, 'change', 'portal', 'a@b', '', 'status', 'resolved', '', \(old) + i FROM n;
            """
    }
}

private final class Told: Sendable {
    let materials = Mutex<[DigestMaterial]>([])
}
