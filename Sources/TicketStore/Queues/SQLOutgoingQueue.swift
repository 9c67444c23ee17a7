import Foundation
import InternetMessage
import Ticketing

/// The outgoing queue: rows of `outgoing`, which stay as the ledger of what was sent.
struct SQLOutgoingQueue: OutgoingQueue {
    let core: StoreCore

    func enqueue(_ notifications: [Ticketing.Notification], at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            for notification in notifications {
                _ = try OutgoingDraft(notification: notification, ticket: nil, entry: nil).insert(connection, at: now)
            }
        }
        core.departures.raise()
    }

    func claim(limit: Int, lease: Double, at now: Date) async throws(StoreError) -> [OutgoingEntry] {
        let claims = try await core.database.write { connection throws(StoreError) in
            try OutgoingClaiming(connection: connection).claim(limit: limit, lease: lease, at: now)
        }
        guard !claims.isEmpty else { return [] }
        let (entries, damaged) = try await core.database.read { [blobs = core.blobs] connection throws(StoreError) in
            try Self.entries(claims, OutgoingReader(connection: connection, blobs: blobs))
        }
        for damage in damaged { try await settle(damage.claim, .failed(reply: damage.reason), telling: [], at: now) }
        return entries.sorted {
            ($0.notification.priority, $0.id.rawValue) < ($1.notification.priority, $1.id.rawValue)
        }
    }

    private struct Damage: Sendable {
        var claim: OutgoingClaim
        var reason: String
    }

    /// One message that cannot be read does not keep the others waiting.
    private static func entries(
        _ claims: [OutgoingClaim], _ reader: OutgoingReader
    ) throws(StoreError) -> (entries: [OutgoingEntry], damaged: [Damage]) {
        var entries: [OutgoingEntry] = []
        var damaged: [Damage] = []
        for claim in claims {
            do throws(StoreError) {
                entries.append(try reader.entry(claim))
            } catch .unavailable(let reason) {
                throw .unavailable(reason)
            } catch {
                damaged.append(Damage(claim: claim, reason: "cannot be read: \(error.words)"))
            }
        }
        return (entries, damaged)
    }

    func renew(_ claims: [OutgoingClaim], lease: Double, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try OutgoingClaiming(connection: connection).renew(claims, lease: lease, at: now)
        }
    }

    func release(_ claim: OutgoingClaim, until moment: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try OutgoingClaiming(connection: connection).release(claim, until: moment)
        }
    }

    func file(_ id: AttachmentID) async throws(StoreError) -> [UInt8] {
        try await SQLTickets(core: core).attachment(id).bytes
    }

    func file(_ sha256: String, of approval: ApprovalID) async throws(StoreError) -> [UInt8] {
        try await SQLApprovals(core: core).file(sha256, of: approval)
    }

    func storeComposed(_ claim: OutgoingClaim, _ message: RawMessage) async throws(StoreError) {
        let blob = try await core.keep(message.bytes)
        try await core.database.write { connection throws(StoreError) in
            try blob.insert(connection)
            // What was composed once is what is sent each time; storing it again is a repeated call.
            let count = try connection.execute(
                "UPDATE outgoing SET composed = $1 WHERE id = $2 AND claims = $3 AND (composed IS NULL OR composed = $1)",
                [.blob(blob.sha256), SQLValue(claim.id), .integer(claim.number)])
            guard count == 1 else { throw .conflict("another worker has message \(claim.id)") }
        }
    }

    func settle(
        _ claim: OutgoingClaim, _ settlement: OutgoingSettlement, telling messages: [Ticketing.Notification],
        at now: Date
    ) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            let settling = OutgoingSettling(connection: connection, id: claim.id, now: now)
            guard try settling.settle(settlement, by: claim), !messages.isEmpty else { return }
            let row = try connection.first("SELECT ticket FROM outgoing WHERE id = $1", [SQLValue(claim.id)])
            let ticket = try row?.optionalInteger(0)
            for message in messages {
                _ = try OutgoingDraft(notification: message, ticket: ticket, entry: nil).insert(connection, at: now)
            }
        }
        if !messages.isEmpty { core.departures.raise() }
    }

    func awaitWork(seconds: Double) async {
        await core.departures.wait(seconds: seconds)
    }

    func list(states: [OutgoingState], cursor: String?, limit: Int) async throws(StoreError) -> Page<OutgoingRecord> {
        let limit = Cursor.limit(limit)
        let before = Cursor(cursor)?.first
        let records = try await core.database.read { connection throws(StoreError) in
            try OutgoingLedgerRows(connection: connection).list(states: states, before: before, limit: limit)
        }
        return Page(records, limit: limit) { Cursor($0.id.rawValue) }
    }

    func detail(_ id: OutgoingID) async throws(StoreError) -> OutgoingDetail {
        try await core.database.read { connection throws(StoreError) in
            try OutgoingLedgerRows(connection: connection).detail(id)
        }
    }

    func census(at now: Date) async throws(StoreError) -> OutgoingCensus {
        try await core.database.read { connection throws(StoreError) in
            try OutgoingLedgerRows(connection: connection).census(at: now)
        }
    }

    func composed(_ id: OutgoingID) async throws(StoreError) -> RawMessage? {
        try await core.database.read { [blobs = core.blobs] connection throws(StoreError) in
            guard let row = try connection.first("SELECT composed FROM outgoing WHERE id = $1", [SQLValue(id)]) else {
                throw .notFound
            }
            guard let digest = try row.optionalBlob(0) else { return nil }
            return RawMessage(try blobs.bytes(digest, connection))
        }
    }

    func retry(_ id: OutgoingID, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try OutgoingSettling(connection: connection, id: id, now: now).retry()
        }
        core.departures.raise()
    }

    func drop(_ id: OutgoingID, reason: String, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try OutgoingSettling(connection: connection, id: id, now: now).drop(reason)
        }
    }
}
