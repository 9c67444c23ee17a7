public import struct Foundation.Date

/// What people settle about the notices they get; `Person.preferences` tells it.
public protocol NotificationPreferences: Sendable {
    /// In place of what was settled about this kind and channel before. Throws `notFound` when there is no such person.
    func keep(_ preference: NotificationPreference, of person: PersonID, at now: Date) async throws(StoreError)
    /// In place of the zone and the quiet hours before; nil is none. Throws `notFound` when there is no such person.
    func keep(timeZone: String?, quietHours: QuietHours?, of person: PersonID) async throws(StoreError)
}
