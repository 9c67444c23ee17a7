import InternetMessage
import Ticketing

/// Attachments of a plan whose bytes have been digested, and written where they are large, ahead of the transaction.
struct PreparedBlobs: Sendable {
    private let store: BlobStore
    private var byEvent: [Int: [StoredBlob]] = [:]

    /// With nothing prepared: the writing thread does it.
    init(store: BlobStore) {
        self.store = store
    }

    init(_ plan: TicketPlan?, store: BlobStore) async throws(StoreError) {
        self.init(store: store)
        for (index, event) in (plan?.events ?? []).enumerated() {
            guard case .entryAdded(let draft) = event else { continue }
            var blobs: [StoredBlob] = []
            for attachment in draft.attachments { blobs.append(try await store.prepare(attachment.bytes)) }
            byEvent[index] = blobs
        }
    }

    func blobs(of draft: EntryDraft, at index: Int) throws(StoreError) -> [(Attachment, StoredBlob)] {
        let ready = byEvent[index]
        var pairs: [(Attachment, StoredBlob)] = []
        for (place, attachment) in draft.attachments.enumerated() {
            if let ready, ready.indices.contains(place) {
                pairs.append((attachment, ready[place]))
            } else {
                pairs.append((attachment, try store.prepareNow(attachment.bytes)))
            }
        }
        return pairs
    }
}
