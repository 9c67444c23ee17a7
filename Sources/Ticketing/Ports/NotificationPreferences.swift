public import struct Foundation.Date

/// What people settle about the notices they get; `Person.preferences` tells it.
public protocol NotificationPreferences: Sendable {
    /// In place of what was settled about this kind and channel before. Throws `notFound` when there is no such person.
    func keep(_ preference: NotificationPreference, of person: PersonID, at now: Date) async throws(StoreError)
}
