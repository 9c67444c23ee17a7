import InternetMessage
import Ticketing

/// Attachments of a plan whose bytes have been digested, and written where they are large, ahead of the transaction.
struct PreparedBlobs: Sendable {
    private var ready: [(bytes: [UInt8], blob: StoredBlob)] = []

    /// Enough for plans whose attachments all go into their rows.
    init() {}

    init(_ plan: TicketPlan?, _ core: StoreCore) async throws(StoreError) {
        let contents = plan.map(Self.large) ?? []
        ready = zip(contents, try await core.keep(contents)).map { (bytes: $0, blob: $1) }
    }

    func suffice(for plan: TicketPlan) -> Bool {
        Self.large(plan).allSatisfy { blob(of: $0) != nil }
    }

    func blobs(of draft: EntryDraft) throws(StoreError) -> [(Attachment, StoredBlob)] {
        var pairs: [(Attachment, StoredBlob)] = []
        for attachment in draft.attachments {
            guard let blob = blob(of: attachment.bytes) else {
                throw .corrupt("a file of \(attachment.bytes.count) bytes was not written ahead of its row")
            }
            pairs.append((attachment, blob))
        }
        return pairs
    }

    private func blob(of bytes: [UInt8]) -> StoredBlob? {
        guard bytes.count > StoredBlob.inlineLimit else { return StoredBlob(of: bytes) }
        return ready.first { $0.bytes == bytes }?.blob
    }

    private static func large(_ plan: TicketPlan) -> [[UInt8]] {
        plan.events.flatMap { event in
            guard case .entryAdded(let draft) = event else { return [[UInt8]]() }
            return draft.attachments.map(\.bytes).filter { $0.count > StoredBlob.inlineLimit }
        }
    }
}
