import Foundation
import InternetMessage
import Ticketing

/// Rows of `report_delivery`.
struct SQLReportDeliveries: ReportDeliveries {
    let core: StoreCore

    func latest(of desk: String, _ cycle: ReportCycle) async throws(StoreError) -> [String: CivilDay] {
        let rows = try await core.database.read { connection throws(StoreError) in
            try connection.query(
                """
                SELECT reader, MAX(first_day) FROM report_delivery WHERE desk = $1 AND cycle = $2 GROUP BY reader
                """, [.text(desk.storable), SQLValue(cycle)])
        }
        var latest: [String: CivilDay] = [:]
        for row in rows {
            let text = try row.text(1)
            guard let day = CivilDay(text) else { throw .corrupt("'\(text)' is no day") }
            latest[try row.text(0)] = day
        }
        return latest
    }

    func enter(_ deliveries: [ReportDelivery], at now: Date) async throws(StoreError) -> Int {
        // In one order, so that two daemons never wait for each other.
        let ordered = deliveries.sorted { $0.reader.key < $1.reader.key }
        let count = try await core.database.write { connection throws(StoreError) in
            var count = 0
            for delivery in ordered where try Self.insert(delivery, connection, at: now) {
                guard let message = delivery.message else { continue }
                if try OutgoingDraft(notification: message, ticket: nil, entry: nil).insert(connection, at: now) {
                    count += 1
                }
            }
            return count
        }
        if count > 0 { core.departures.raise() }
        return count
    }

    /// False where the row is there: somebody else was first.
    private static func insert(
        _ delivery: ReportDelivery, _ connection: any Connection, at now: Date
    ) throws(StoreError) -> Bool {
        try connection.execute(
            """
            INSERT INTO report_delivery (desk, cycle, first_day, reader, message_id, created_at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
            """,
            [
                .text(delivery.desk.storable), SQLValue(delivery.cycle), .text(delivery.day.description),
                .text(delivery.reader.key), SQLValue(delivery.message?.messageID.value), SQLValue(now),
            ]) == 1
    }
}
