import Foundation
import InternetMessage
import Logging
import Synchronization
import TemplateEngine
import TestSupport
import Testing
import TicketStore
import Ticketing

@Suite("Reports that come by themselves")
struct ReportDeliveryTests {
    private static let boss = Fixtures.address("boss@customer.example")

    private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    private func worker(_ store: Store, _ clock: Clock, readers: [MailAddress] = [boss]) -> ReportWorker {
        var desk = Fixtures.it
        desk.reports = [ReportSchedule(.week, to: readers, includesLeads: true)]
        let desks = DeskDirectory([desk, Fixtures.hr])
        let policy = NotificationPolicy(
            desks: desks, templates: .shipped, key: Fixtures.key, tokens: ChanceTokens())
        let reports = ReportDesk(
            history: store.history, surveys: store.surveys, people: store.people, outgoing: store.outgoing,
            composer: OutgoingComposer(policy: policy, publicURL: "https://desk.example"), now: { clock.now })
        return ReportWorker(
            reports: reports, deliveries: store.reportDeliveries, desks: desks, now: { clock.now },
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    }

    private func queued(_ store: Store) async throws -> [OutgoingRecord] {
        try await store.outgoing.list(states: [], cursor: nil, limit: 50).items
    }

    @Test(arguments: StoreKind.available)
    func `each reader gets each period once, and after a silence only the latest`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        defer { withExtendedLifetime(test) {} }
        let clock = Clock(try date("2026-11-26T12:00:00Z"))
        let worker = worker(test.store, clock)
        await worker.workOnce()
        #expect(try await queued(test.store).isEmpty, "nobody gets the week before in the middle of this one")

        clock.set(try date("2026-11-30T06:59:00Z"))
        await worker.workOnce()
        #expect(try await queued(test.store).isEmpty, "it is early")
        clock.set(try date("2026-11-30T07:00:00Z"))
        await worker.workOnce()
        let first = try #require(try await queued(test.store).first)
        #expect((first.recipient.address, first.template) == (Self.boss, "report"))
        for later in ["2026-11-30T07:01:00Z", "2026-12-06T23:59:00Z", "2026-11-24T12:00:00Z"] {
            clock.set(try date(later))
            await worker.workOnce()
        }
        #expect(try await queued(test.store).count == 1)

        // Nothing ran for three weeks, and a lead is new since.
        clock.set(try date("2026-12-23T12:00:00Z"))
        let lead = Mailbox(displayName: "Lea", address: Fixtures.address("lea@desk.example"))
        _ = try await test.store.people.add(lead, membership: Membership(role: .lead, desk: "it"), at: clock.now)
        await worker.workOnce()
        #expect(try await queued(test.store).count == 2)
        let latest = try await test.store.reportDeliveries.latest(of: "it", .week)
        #expect(latest.mapValues(\.description) == [Self.boss.key: "2026-12-14", lead.address.key: "2026-12-14"])
        #expect(try await test.store.reportDeliveries.latest(of: "it", .month).isEmpty)
        #expect(try await test.store.reportDeliveries.latest(of: "hr", .week).isEmpty)

        clock.set(try date("2026-12-28T07:00:00Z"))
        await worker.workOnce()
        let all = try await queued(test.store).map(\.recipient.address)
        #expect(all.count == 4 && all.filter { $0 == lead.address }.count == 1)
    }

    @Test(arguments: StoreKind.available)
    func `of daemons that send at once one does`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        defer { withExtendedLifetime(test) {} }
        let other = try await test.openAgain()
        let clock = Clock(try date("2026-11-26T12:00:00Z"))
        let readers = ["b@x.example", "a@x.example", "c@x.example"].map(Fixtures.address)
        await worker(test.store, clock, readers: readers).workOnce()
        clock.set(try date("2026-11-30T08:00:00Z"))
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<8 {
                let worker = worker(index % 2 == 0 ? test.store : other, clock, readers: readers)
                group.addTask { await worker.workOnce() }
            }
        }
        #expect(try await queued(test.store).map(\.recipient.address.key).sorted() == readers.map(\.key).sorted())
        await other.close()
    }

    @Test(arguments: StoreKind.available)
    func `the mail is queued with the row or not at all`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        defer { withExtendedLifetime(test) {} }
        let day = try #require(CivilDay("2026-11-23"))
        func delivery(_ message: Ticketing.Notification?) -> ReportDelivery {
            ReportDelivery(desk: "it", cycle: .week, day: day, reader: Fixtures.wang.address, message: message)
        }
        let deliveries = test.store.reportDeliveries
        #expect(try await deliveries.enter([delivery(nil)], at: Samples.now) == 0)
        #expect(try await deliveries.enter([delivery(Samples.notification("n1"))], at: Samples.now) == 0)
        #expect(try await queued(test.store).isEmpty)
        #expect(try await deliveries.latest(of: "it", .week) == [Fixtures.wang.address.key: day])
    }
}

/// A clock that is set.
private final class Clock: Sendable {
    private let moment: Mutex<Date>

    init(_ moment: Date) { self.moment = Mutex(moment) }

    var now: Date { moment.withLock { $0 } }
    func set(_ now: Date) { moment.withLock { $0 = now } }
}

/// Daemons on one database do not count together.
private struct ChanceTokens: TokenSource {
    func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255) } }
}
