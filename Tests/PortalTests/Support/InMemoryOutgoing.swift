import Foundation
import InternetMessage
import Ticketing

/// The outgoing queue beside `InMemoryDesk`; a type of its own, for `retry` and `list` are asked of both queues.
struct InMemoryOutgoing: OutgoingQueue {
    let desk: InMemoryDesk

    func enqueue(_ notifications: [Ticketing.Notification], at now: Date) async throws(StoreError) {}
    func claim(limit: Int, lease: Double, at now: Date) async throws(StoreError) -> [OutgoingEntry] { [] }
    func storeComposed(_ id: OutgoingID, _ message: RawMessage) async throws(StoreError) {}
    func settle(_ id: OutgoingID, _ settlement: OutgoingSettlement, at now: Date) async throws(StoreError) {}
    func awaitWork(seconds: Double) async {}

    func list(states: [OutgoingState], cursor: String?, limit: Int) async throws(StoreError) -> Page<OutgoingRecord> {
        let all = await desk.outgoing.filter { states.isEmpty || states.contains($0.state) }
        return Page(items: all, nextCursor: nil)
    }

    func composed(_ id: OutgoingID) async throws(StoreError) -> RawMessage? { nil }
    func retry(_ id: OutgoingID, at now: Date) async throws(StoreError) {}
    func drop(_ id: OutgoingID, reason: String, at now: Date) async throws(StoreError) {}
}
