import Foundation
import Ticketing

/// What people settled about notices.
struct SQLNotificationPreferences: NotificationPreferences {
    let core: StoreCore

    func keep(_ preference: NotificationPreference, of person: PersonID, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            guard try PersonRows(connection: connection).find(person) != nil else { throw .notFound }
            try connection.execute(
                """
                INSERT INTO notification_preference (person, kind, channel, manner, changed_at)
                VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person, kind, channel)
                DO UPDATE SET manner = excluded.manner, changed_at = excluded.changed_at
                """,
                [
                    SQLValue(person), SQLValue(preference.kind), SQLValue(preference.channel),
                    SQLValue(preference.manner), SQLValue(now),
                ])
            guard preference.manner == .digest else { return }
            let rows = DigestRows(connection: connection)
            if try rows.standing(of: person)?.schedule == nil { try rows.keep(.usual, of: person, at: now) }
        }
    }
}

extension SQLNotificationPreferences {
    func keep(digest: DigestSchedule?, of person: PersonID, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            let rows = DigestRows(connection: connection)
            guard try rows.standing(of: person) != nil else { throw .notFound }
            try rows.keep(digest, of: person, at: now)
        }
    }

    func keep(timeZone: String?, quietHours: QuietHours?, of person: PersonID) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            let count = try connection.execute(
                "UPDATE person SET time_zone = $1, quiet_from = $2, quiet_to = $3 WHERE id = $4",
                [
                    SQLValue(timeZone), SQLValue(quietHours.map { Int64($0.from) }),
                    SQLValue(quietHours.map { Int64($0.to) }), SQLValue(person),
                ])
            guard count == 1 else { throw .notFound }
        }
    }
}

extension PersonRows {
    /// By person. Words of a newer program are passed over.
    func preferences(of people: [SQLValue]) throws(StoreError) -> [Int64: [NotificationPreference]] {
        var statement = SQLText("SELECT person, kind, channel, manner FROM notification_preference WHERE person IN ")
        statement.add(statement.list(people) + " ORDER BY person, kind, channel")
        var preferences: [Int64: [NotificationPreference]] = [:]
        for row in try connection.query(statement) {
            guard let kind = NotificationKind(rawValue: try row.text(1)),
                let channel = NotificationPreference.Channel(rawValue: try row.text(2)),
                let manner = NotificationPreference.Manner(rawValue: try row.text(3))
            else { continue }
            preferences[try row.integer(0), default: []].append(NotificationPreference(kind, by: channel, manner))
        }
        return preferences
    }
}
