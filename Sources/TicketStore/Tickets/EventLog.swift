import Foundation
import Ticketing

/// The event table that live pages and searches follow.
struct EventLog {
    let connection: any Connection

    /// Whoever appends holds this until the transaction ends, so that sequences become visible in their order and a
    /// follower passes none over.
    private static let lock: Int64 = 0x6d61_7274_6c65_7402

    /// Taken before the first append by whoever must see what others do at the same time.
    func lock() throws(StoreError) {
        if let lock = connection.dialect.lock(Self.lock) { try connection.execute(lock) }
    }

    func append(_ types: [String], ticket: Int64, at now: Date) throws(StoreError) {
        try lock()
        for type in types {
            try connection.execute(
                "INSERT INTO event (ticket, type, at) VALUES ($1, $2, $3)",
                [.integer(ticket), .text(type), SQLValue(now)])
        }
    }

    func events(after sequence: Int64, limit: Int) throws(StoreError) -> [RecordedEvent] {
        let rows = try connection.query(
            """
            SELECT e.sequence, t.prefix, t.sequence, e.type, e.at FROM event e JOIN ticket t ON t.id = e.ticket
            WHERE e.sequence > $1 ORDER BY e.sequence LIMIT $2
            """, [.integer(sequence), SQLValue(min(max(limit, 1), 10_000))])
        return try rows.map { row throws(StoreError) in
            RecordedEvent(
                sequence: try row.integer(0),
                ticket: TicketNumber(prefix: try row.text(1), sequence: try row.integer(2)), type: try row.text(3),
                at: try row.date(4))
        }
    }
}
