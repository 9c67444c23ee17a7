public import struct Foundation.Date

/// What people settle about the notices they get; `Person.preferences` tells it.
public protocol NotificationPreferences: Sendable {
    /// In place of what was settled about this kind and channel before. What is to come in the digest gives somebody
    /// who has none the usual one. Throws `notFound` when there is no such person.
    func keep(_ preference: NotificationPreference, of person: PersonID, at now: Date) async throws(StoreError)
    /// In place of the schedule before; nil ends the digest: what waits for it is dropped, and what came in it comes no
    /// more. Throws `notFound` when there is no such person.
    func keep(digest: DigestSchedule?, of person: PersonID, at now: Date) async throws(StoreError)
    /// In place of the zone and the quiet hours before; nil is none. Throws `notFound` when there is no such person.
    func keep(timeZone: String?, quietHours: QuietHours?, of person: PersonID) async throws(StoreError)
}
