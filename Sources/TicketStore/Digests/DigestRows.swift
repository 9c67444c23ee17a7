import Foundation
import InternetMessage
import Ticketing

/// Schedules of digests, and what is gathered for them, inside a transaction.
struct DigestRows {
    let connection: any Connection

    private static let columns = "p.id, p.digest_days, p.digest_minute, p.time_zone, p.digest_chosen_at, p.digested_at"
    /// Characters of an entry that are looked at.
    private static let longestText = 600
    /// Since the last digest: who ended it and begins again later hears of no time that lies so far back.
    private static let longestBreak = 2.0 * 86_400

    /// From the columns of days and minute. Words of a newer program are passed over.
    static func schedule(_ row: Row, from column: Int) throws(StoreError) -> DigestSchedule? {
        guard let days = try row.optionalText(column).flatMap(DigestSchedule.Days.init(rawValue:)),
            let minute = try row.optionalInteger(column + 1)
        else { return nil }
        return DigestSchedule(days: days, minute: Int(clamping: minute))
    }

    /// Everybody with a schedule whom mail reaches.
    func standings() throws(StoreError) -> [DigestStanding] {
        try connection.query(
            """
            SELECT \(Self.columns) FROM person p WHERE p.digest_days IS NOT NULL AND p.is_active = 1
                AND NOT EXISTS (SELECT 1 FROM suppression s WHERE s.address_key = p.address_key) ORDER BY p.id
            """
        ).map { row throws(StoreError) in try Self.standing(row) }
    }

    /// Locked until the transaction ends.
    func standing(of person: PersonID) throws(StoreError) -> DigestStanding? {
        try read(person, connection.dialect.forUpdate)
    }

    /// As it is now.
    func glance(at person: PersonID) throws(StoreError) -> DigestStanding? { try read(person, "") }

    private func read(_ person: PersonID, _ lock: String) throws(StoreError) -> DigestStanding? {
        try connection.first("SELECT \(Self.columns) FROM person p WHERE p.id = $1\(lock)", [SQLValue(person)])
            .map { row throws(StoreError) in try Self.standing(row) }
    }

    private static func standing(_ row: Row) throws(StoreError) -> DigestStanding {
        DigestStanding(
            person: try row.id(0, PersonID.self), schedule: try schedule(row, from: 1),
            timeZone: try row.optionalText(3), chosenAt: try row.optionalDate(4), lastAt: try row.optionalDate(5))
    }

    func keep(_ schedule: DigestSchedule?, of person: PersonID, at now: Date) throws(StoreError) {
        guard let schedule else { return try end(person) }
        try connection.execute(
            """
            UPDATE person SET digest_days = $1, digest_minute = $2, digest_chosen_at = $3,
                digested_at = CASE WHEN digest_days IS NULL AND digested_at < $4 THEN NULL ELSE digested_at END
            WHERE id = $5
            """,
            [
                SQLValue(schedule.days), SQLValue(schedule.minute), SQLValue(now),
                SQLValue(now.addingTimeInterval(-Self.longestBreak)), SQLValue(person),
            ])
    }

    /// What came in the digest comes no more; it does not begin to come one by one.
    private func end(_ person: PersonID) throws(StoreError) {
        try connection.execute(
            "UPDATE person SET digest_days = NULL, digest_minute = NULL, digest_chosen_at = NULL WHERE id = $1",
            [SQLValue(person)])
        try connection.execute(
            "UPDATE notification_preference SET manner = 'never' WHERE person = $1 AND manner = 'digest'",
            [SQLValue(person)])
        try connection.execute("DELETE FROM digest_item WHERE person = $1", [SQLValue(person)])
    }

    func made(for person: PersonID, at now: Date) throws(StoreError) {
        try connection.execute(
            "UPDATE person SET digested_at = $1 WHERE id = $2", [SQLValue(now), SQLValue(person)])
    }

    // What happens.

    /// Keeps what a notice would have told.
    func gather(_ draft: OutgoingDraft, on ticket: TicketID, at now: Date) throws(StoreError) {
        let notification = draft.notification
        let happening = notification.happening(on: ticket, entry: try words(of: draft.entry))
        try connection.execute(
            """
            INSERT INTO digest_item (person, ticket, what, author, text, status, at)
            SELECT p.id, $1, $2, $3, $4, $5, $6 FROM person p WHERE p.address_key = $7
            """,
            [
                SQLValue(ticket), .text(happening.what), SQLValue(happening.author?.storable),
                SQLValue(happening.text?.storable), SQLValue(happening.status?.rawValue), SQLValue(now),
                .text(notification.recipient.address.key),
            ])
    }

    private func words(of entry: Int64?) throws(StoreError) -> (author: String, text: String)? {
        guard let entry,
            let row = try connection.first(
                """
                SELECT author_address, author_name, substr(COALESCE(fresh, text), 1, \(Self.longestText))
                FROM entry WHERE id = $1
                """, [.integer(entry)])
        else { return nil }
        let address = try row.address(0)
        return (try row.optionalText(1) ?? address.description, try row.text(2))
    }

    /// Oldest first, with the key of the last one.
    func happenings(for person: PersonID) throws(StoreError) -> (items: [DigestHappening], last: Int64?) {
        let rows = try connection.query(
            """
            SELECT id, ticket, what, author, text, status FROM digest_item WHERE person = $1
            ORDER BY id LIMIT \(DigestMaterial.mostHappenings)
            """, [SQLValue(person)])
        let items = try rows.map { row throws(StoreError) in
            DigestHappening(
                ticket: try row.id(1, TicketID.self), what: try row.text(2), author: try row.optionalText(3),
                text: try row.optionalText(4), status: try row.optionalText(5).flatMap(TicketState.init(rawValue:)))
        }
        return (items, try rows.last?.integer(0))
    }

    /// They have been told. Nobody adds one meanwhile: that waits for the person's row.
    func forget(upTo last: Int64, of person: PersonID) throws(StoreError) {
        try connection.execute(
            "DELETE FROM digest_item WHERE person = $1 AND id <= $2", [SQLValue(person), .integer(last)])
    }
}
