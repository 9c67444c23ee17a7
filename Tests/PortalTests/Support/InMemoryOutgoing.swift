import Foundation
import InternetMessage
import Ticketing

/// The outgoing queue beside `InMemoryDesk`; a type of its own, for `retry` and `list` are asked of both queues.
struct InMemoryOutgoing: OutgoingQueue {
    let desk: InMemoryDesk

    func enqueue(_ notifications: [Ticketing.Notification], at now: Date) async throws(StoreError) {
        await desk.mail(notifications)
        await desk.plan(notifications)
        await desk.enqueue(notifications)
    }
    func claim(limit: Int, lease: Double, at now: Date) async throws(StoreError) -> [OutgoingEntry] { [] }
    func renew(_ claims: [OutgoingClaim], lease: Double, at now: Date) async throws(StoreError) {}
    func release(_ claim: OutgoingClaim, until moment: Date) async throws(StoreError) {}
    func file(_ id: AttachmentID) async throws(StoreError) -> [UInt8] { throw .notFound }
    func file(_ sha256: String, of approval: ApprovalID) async throws(StoreError) -> [UInt8] { throw .notFound }
    func storeComposed(_ claim: OutgoingClaim, _ message: RawMessage) async throws(StoreError) {}
    func settle(
        _ claim: OutgoingClaim, _ settlement: OutgoingSettlement, telling messages: [Ticketing.Notification],
        at now: Date
    ) async throws(StoreError) {}
    func awaitWork(seconds: Double) async {}

    func list(states: [OutgoingState], cursor: String?, limit: Int) async throws(StoreError) -> Page<OutgoingRecord> {
        let all = await desk.outgoing.filter { states.isEmpty || states.contains($0.state) }
        return Page(items: all, nextCursor: nil)
    }

    func detail(_ id: OutgoingID) async throws(StoreError) -> OutgoingDetail {
        guard let record = await desk.outgoing.first(where: { $0.id == id }) else { throw .notFound }
        let attempts = record.lastReply.map {
            [OutgoingAttempt(at: record.createdAt, outcome: .deferred, reply: $0)]
        }
        return OutgoingDetail(
            record: record, attempts: attempts ?? [], isComposed: await desk.contents[id] != nil)
    }

    func census(at now: Date) async throws(StoreError) -> OutgoingCensus {
        let counts = await desk.outgoing.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
        return OutgoingCensus(counts: counts, oldestDueAt: nil, suppressedAddresses: 0)
    }

    func composed(_ id: OutgoingID) async throws(StoreError) -> RawMessage? { await desk.contents[id] }
    func retry(_ id: OutgoingID, at now: Date) async throws(StoreError) { await desk.note("retry \(id)") }
    func drop(_ id: OutgoingID, reason: String, at now: Date) async throws(StoreError) {
        await desk.note("drop \(id): \(reason)")
    }
}

struct InMemorySuppressions: Suppressions {
    let desk: InMemoryDesk

    func list(cursor: String?, limit: Int) async throws(StoreError) -> Page<Suppression> {
        Page(items: await desk.suppressions, nextCursor: nil)
    }

    func find(_ address: MailAddress) async throws(StoreError) -> Suppression? {
        await desk.suppressions.first { $0.address == address }
    }

    func suppress(_ address: MailAddress, reason: String, at now: Date) async throws(StoreError) {
        await desk.add(Suppression(address: address, reason: reason, source: .manual, message: nil, since: now))
    }

    func lift(_ address: MailAddress) async throws(StoreError) {
        guard await desk.suppressions.contains(where: { $0.address == address }) else { throw .notFound }
        await desk.lift(address)
    }
}
