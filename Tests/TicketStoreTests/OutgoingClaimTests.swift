import Foundation
import InternetMessage
import TestSupport
import Testing
import Ticketing

@testable import TicketStore

@Suite("Claims on the outgoing queue")
struct OutgoingClaimTests {
    private static func notification(_ id: String, _ template: String) -> Ticketing.Notification {
        var notification = Samples.notification(id, nature: .notice)
        notification.template = template
        return notification
    }

    private static func names(_ entries: [OutgoingEntry]) -> [String] {
        entries.map { String($0.notification.messageID.value.prefix { $0 != "@" }) }
    }

    @Test(arguments: StoreKind.available)
    func `answers go before notices before digests`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let queue = test.store.outgoing
        try await queue.enqueue([Self.notification("digest", "weekly-digest")], at: Samples.now - 60)
        try await queue.enqueue([Self.notification("notice", "status-change")], at: Samples.now - 50)
        try await queue.enqueue([Self.notification("link", "sign-in-link")], at: Samples.now)
        try await queue.enqueue([Self.notification("link2", "sign-in-link")], at: Samples.now - 1)
        try await queue.enqueue([Samples.notification("answer", nature: .personal)], at: Samples.now - 2)
        var order: [String] = []
        for _ in 0..<5 { order += Self.names(try await queue.claim(limit: 1, lease: 60, at: Samples.now)) }
        #expect(order == ["answer", "link2", "link", "notice", "digest"])
    }

    /// A notice counts as an answer once it has been due for an hour, a digest once for a day.
    @Test(arguments: StoreKind.available)
    func `nothing starves`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let queue = test.store.outgoing
        try await queue.enqueue([Self.notification("link", "sign-in-link")], at: Samples.now)
        try await queue.enqueue([Self.notification("notice", "status-change")], at: Samples.now - 3_599)
        #expect(Self.names(try await queue.claim(limit: 1, lease: 60, at: Samples.now)) == ["link"])
        try await queue.enqueue([Self.notification("link2", "sign-in-link")], at: Samples.now + 2)
        #expect(Self.names(try await queue.claim(limit: 1, lease: 60, at: Samples.now + 2)) == ["notice"])
        try await queue.enqueue([Self.notification("digest", "weekly-digest")], at: Samples.now - 86_400)
        #expect(Self.names(try await queue.claim(limit: 1, lease: 60, at: Samples.now + 2)) == ["digest"])
    }

    @Test(arguments: StoreKind.available)
    func `a worker who comes late overwrites nothing`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let queue = test.store.outgoing
        try await queue.enqueue([Samples.notification("a")], at: Samples.now)
        let late = try #require(try await queue.claim(limit: 1, lease: 60, at: Samples.now).first)
        let next = try #require(try await queue.claim(limit: 1, lease: 60, at: Samples.now + 60).first)
        #expect(next.claim.number > late.claim.number)
        try await queue.renew([late.claim], lease: 600, at: Samples.now + 61)
        try await queue.release(late.claim, until: Samples.now + 61)
        await #expect(throws: StoreError.self) { try await queue.storeComposed(late.claim, RawMessage([1])) }
        for settlement in [OutgoingSettlement.failed(reply: "x"), .undeliverable(reply: "x"), .notSent(reason: "x")] {
            try await queue.settle(late.claim, settlement, at: Samples.now + 62)
        }
        let detail = try await queue.detail(next.id)
        #expect(detail.record.state == .queued)
        #expect(detail.attempts.isEmpty)
        #expect(try await queue.claim(limit: 1, lease: 60, at: Samples.now + 119).isEmpty)
        try await queue.settle(next.claim, .retry(at: Samples.now + 300, reply: "451"), at: Samples.now + 120)
        #expect(try await queue.detail(next.id).record.state == .deferred)
    }

    @Test(arguments: StoreKind.available)
    func `what was sent is so, whoever says it, and a second copy is on record`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let queue = test.store.outgoing
        try await queue.enqueue([Samples.notification("a")], at: Samples.now)
        let late = try #require(try await queue.claim(limit: 1, lease: 60, at: Samples.now).first)
        let next = try #require(try await queue.claim(limit: 1, lease: 60, at: Samples.now + 60).first)
        try await queue.settle(late.claim, .sent(reply: "250 first"), at: Samples.now + 61)
        #expect(try await queue.detail(late.id).record.state == .sent)
        try await queue.settle(next.claim, .failed(reply: "550 no"), at: Samples.now + 62)
        #expect(try await queue.detail(late.id).record.state == .sent)
        for _ in 0..<2 { try await queue.settle(next.claim, .sent(reply: "250 second"), at: Samples.now + 63) }
        let detail = try await queue.detail(late.id)
        #expect(detail.attempts.map(\.reply).prefix(2) == ["250 first", "250 second"])
        #expect(detail.record.attempts == detail.attempts.count)
    }

    @Test(arguments: StoreKind.available)
    func `settling again what was settled changes nothing`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let queue = test.store.outgoing
        try await queue.enqueue([Samples.notification("a")], at: Samples.now)
        let entry = try #require(try await queue.claim(limit: 1, lease: 60, at: Samples.now).first)
        for _ in 0..<2 { try await queue.settle(entry.claim, .sent(reply: "250 ok"), at: Samples.now + 1) }
        let detail = try await queue.detail(entry.id)
        #expect(detail.attempts == [OutgoingAttempt(at: Samples.now + 1, outcome: .sent, reply: "250 ok")])
        #expect(detail.record.settledAt == Samples.now + 1)
    }

    @Test(arguments: StoreKind.available)
    func `a claim that is renewed holds, and one that is released is due then`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let queue = test.store.outgoing
        try await queue.enqueue([Samples.notification("a")], at: Samples.now)
        let entry = try #require(try await queue.claim(limit: 1, lease: 60, at: Samples.now).first)
        try await queue.renew([entry.claim], lease: 60, at: Samples.now + 59)
        #expect(try await queue.claim(limit: 1, lease: 60, at: Samples.now + 118).isEmpty)
        try await queue.release(entry.claim, until: Samples.now + 123)
        #expect(try await queue.claim(limit: 1, lease: 60, at: Samples.now + 122).isEmpty)
        let again = try #require(try await queue.claim(limit: 1, lease: 60, at: Samples.now + 123).first)
        #expect(again.attempts == 0)
    }

    @Test(arguments: StoreKind.available)
    func `two who claim at once get different messages`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let other = try await test.openAgain()
        try await test.store.outgoing.enqueue((0..<40).map { Samples.notification("m\($0)") }, at: Samples.now)
        let ids = try await withThrowingTaskGroup(of: [OutgoingID].self) { group in
            for round in 0..<8 {
                let queue = round % 2 == 0 ? test.store.outgoing : other.outgoing
                group.addTask { try await queue.claim(limit: 10, lease: 60, at: Samples.now).map(\.id) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(ids).count == ids.count)
        let rest = try await test.store.outgoing.claim(limit: 40, lease: 60, at: Samples.now)
        #expect(ids.count + rest.count == 40)
        await other.close()
    }

    @Test(arguments: StoreKind.available)
    func `the census counts, and says since when something is due`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let queue = test.store.outgoing
        #expect(try await queue.census(at: Samples.now).oldestDueAt == nil)
        try await queue.enqueue([Self.notification("notice", "status-change")], at: Samples.now - 90)
        try await queue.enqueue([Self.notification("link", "sign-in-link")], at: Samples.now - 5)
        try await queue.enqueue([Self.notification("later", "sign-in-link")], at: Samples.now + 5)
        let census = try await queue.census(at: Samples.now)
        #expect(census.counts == [.queued: 3])
        #expect(census.oldestDueAt == Samples.now - 90)
        _ = try await queue.claim(limit: 9, lease: 60, at: Samples.now)
        #expect(try await queue.census(at: Samples.now).oldestDueAt == nil, "what is in hand does not wait")
    }

    /// The plan of a claim on a deep queue: three ranges of one index, each read in its order, and no table.
    @Test(arguments: StoreKind.available)
    func `a claim reads the index alone`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let database = test.store.core.database
        _ = try await database.write { connection throws(StoreError) in
            try connection.execute(
                """
                INSERT INTO outgoing (template, version, language, desk, recipient_key, recipient_address, nature,
                    message_id, parameters, state, next_at, created_at, priority)
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                SELECT 't', 1, 'en', 'it', 'k', 'a@b', 'auto-generated', 'm' || i, '{}', 'queued', i, i, i % 3 FROM n
                """)
        }
        _ = try await database.write { connection throws(StoreError) in try connection.execute("ANALYZE outgoing") }
        let plan = try await database.read { connection throws(StoreError) in
            let dialect = connection.dialect
            let explain = dialect == .sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN "
            let statement = OutgoingClaiming.statement(dialect, limit: 16)
                .replacing("$1", with: "90000000").replacing("$2", with: "10000")
            return try connection.query(explain + statement, []).map { row throws(StoreError) in
                try row.text(dialect == .sqlite ? 3 : 0)
            }
        }.joined(separator: "\n")
        switch kind {
        case .sqlite:
            #expect(
                plan.matches(of: #/COVERING INDEX outgoing_ready \(priority=\? AND next_at</#).count == 3, "\(plan)")
            #expect(!plan.contains("SCAN outgoing"), "\(plan)")
        case .postgres:
            #expect(plan.matches(of: #/Index (Only )?Scan using outgoing_ready/#).count == 3, "\(plan)")
            #expect(!plan.contains("Seq Scan on outgoing"), "\(plan)")
        }
    }
}
