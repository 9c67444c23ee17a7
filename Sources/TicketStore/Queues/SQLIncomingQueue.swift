import Foundation
import InternetMessage
import Ticketing

/// The incoming queue: rows of `incoming` in state `received`.
struct SQLIncomingQueue: IncomingQueue {
    let core: StoreCore

    /// From this many deaths on a mail is claimed alone, so that it is known which one it was.
    private static let suspectDeaths: Int64 = 5
    /// Bytes of raw mail in one claim, unless one alone has more: reading takes a few times as much memory.
    private static let claimBytes: Int64 = 32 << 20

    func receive(_ arrival: Arrival) async throws(StoreError) -> [Reception] {
        guard arrival.desks.count == arrival.envelope.forwardPaths.count else {
            throw .corrupt("\(arrival.desks.count) desks for \(arrival.envelope.forwardPaths.count) forward-paths")
        }
        let blob = try await core.keep(arrival.raw.bytes)
        let rows = ArrivalRow.rows(of: arrival, blob)
        let entries = try await core.database.write { connection throws(StoreError) in
            var entries: [Reception] = []
            for row in rows {
                if let id = try row.insert(connection) {
                    entries.append(Reception(id: id, isCopy: false))
                } else {
                    entries.append(Reception(id: try row.count(connection), isCopy: true))
                }
            }
            if entries.contains(where: { !$0.isCopy }) { try blob.insert(connection) }
            return entries
        }
        core.arrivals.raise()
        let byDesk = Dictionary(zip(rows.map(\.desk), entries), uniquingKeysWith: { first, _ in first })
        return arrival.desks.compactMap { byDesk[$0] }
    }

    func align(_ ids: [MailID], by words: String, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            for id in ids { try CopyRow(connection: connection, id: id).align(by: words.capped(1_000), at: now) }
        }
    }

    func claim(limit: Int, lease: Double, at now: Date) async throws(StoreError) -> [QueueEntry] {
        let ids = try await core.database.write { connection throws(StoreError) in
            try Self.take(connection, limit: limit, until: now.addingTimeInterval(lease), now: now)
        }
        guard !ids.isEmpty else { return [] }
        // Bytes are read beside the writer, which has better things to do.
        let (entries, damaged) = try await core.database.read { [blobs = core.blobs] connection throws(StoreError) in
            try Self.entries(ids, connection, blobs)
        }
        if !damaged.isEmpty { try await park(damaged, at: now) }
        return entries
    }

    func release(_ id: MailID, failure: String, retryAt: Date, at now: Date) async throws(StoreError) {
        let words = "failed: \(failure.capped(1_000))"
        try await core.database.write { connection throws(StoreError) in
            let count = try connection.execute(
                """
                UPDATE incoming SET failures = failures + 1, reason = $1, next_at = $2, lease_until = NULL
                WHERE id = $3 AND state = 'received'
                """, [.text(words), SQLValue(retryAt), SQLValue(id)])
            guard count == 1 else { throw .notFound }
        }
    }

    func awaitWork(seconds: Double) async {
        await core.arrivals.wait(seconds: seconds)
    }

    /// One damaged mail does not keep the others waiting.
    private static func entries(
        _ ids: [Int64], _ connection: any Connection, _ blobs: BlobStore
    ) throws(StoreError) -> (entries: [QueueEntry], damaged: [Damage]) {
        var entries: [QueueEntry] = []
        var damaged: [Damage] = []
        for id in ids {
            do throws(StoreError) {
                entries.append(try entry(id, connection, blobs))
            } catch .corrupt(let reason) {
                damaged.append(Damage(id: id, reason: reason))
            }
        }
        return (entries, damaged)
    }

    private struct Damage: Sendable {
        var id: Int64
        var reason: String
    }

    private func park(_ damaged: [Damage], at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            for damage in damaged {
                try connection.execute(
                    """
                    UPDATE incoming SET state = 'parked', reason = $1, lease_until = NULL, settled_at = $2
                    WHERE id = $3 AND state = 'received'
                    """, [.text(damage.reason), SQLValue(now), .integer(damage.id)])
            }
        }
    }

    private static func take(
        _ connection: any Connection, limit: Int, until: Date, now: Date
    ) throws(StoreError) -> [Int64] {
        let dialect = connection.dialect
        let due = try connection.query(
            """
            SELECT id, deaths, lease_until, size FROM incoming\(dialect.indexed(by: "incoming_due"))
            WHERE state = 'received' AND next_at <= $1 AND left_in IS NULL ORDER BY next_at, id LIMIT $2\(dialect.skipLocked)
            """, [SQLValue(now), SQLValue(max(limit, 1))])
        var chosen: [Int64] = []
        var room = claimBytes
        for row in due {
            room -= min(try row.integer(3), claimBytes)
            if room < 0 && !chosen.isEmpty { break }
            let isExpired = !row.isNull(2)
            let deaths = try row.integer(1) + (isExpired ? 1 : 0)
            let isSuspect = deaths >= suspectDeaths
            if isSuspect && !chosen.isEmpty { continue }
            let id = try row.integer(0)
            // While its lease lasts it is not due: `next_at` is the end of the lease.
            try connection.execute(
                "UPDATE incoming SET deaths = $1, next_at = $2, lease_until = $2 WHERE id = $3",
                [.integer(deaths), SQLValue(until), .integer(id)])
            chosen.append(id)
            if isSuspect { break }
        }
        return chosen.sorted()
    }

    private static func entry(
        _ id: Int64, _ connection: any Connection, _ blobs: BlobStore
    ) throws(StoreError) -> QueueEntry {
        let row = try connection.first(
            """
            SELECT desk, reverse_path, forward_paths, raw, transport, provenance, digest, received_at, failures, deaths,
                is_person, aligned_by
            FROM incoming WHERE id = $1
            """, [.integer(id)])
        guard let row else { throw .notFound }
        let envelope = Envelope(
            reversePath: try ReversePath(column: try row.optionalText(1)),
            forwardPaths: try AddressText.decodeList(try row.text(2)).map { ForwardPath($0) })
        var entry = QueueEntry(
            id: MailID(rawValue: id), desk: try row.text(0), envelope: envelope,
            raw: RawMessage(try blobs.bytes(try row.blob(3), connection)),
            provenance: Provenance(transport: try row.text(4), key: try row.optionalText(5)), digest: try row.blob(6),
            receivedAt: try row.date(7), failures: Int(try row.integer(8)), deaths: Int(try row.integer(9)),
            isVouchedFor: try row.integer(10) != 0)
        entry.alignedBy = try row.optionalText(11)
        return entry
    }
}
