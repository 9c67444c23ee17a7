public import struct Foundation.Date

/// The consent by which a mailbox is read with access tokens, as far as it is known.
public struct MailboxConsent: Sendable, Hashable {
    /// Where the refresh token in use came from.
    public enum Source: String, Sendable, Hashable, CaseIterable {
        /// There is none yet.
        case none
        /// From the configuration.
        case configured
        /// Given by the authorization server since: at a consent in the portal, or in place of an older one.
        case stored
    }

    public var source: Source
    /// When the stored refresh token was given.
    public var obtainedAt: Date?
    /// When it ends, where the authorization server says so.
    public var endsAt: Date?
    /// Since when the authorization server refuses it.
    public var refusedAt: Date?

    public init(source: Source, obtainedAt: Date? = nil, endsAt: Date? = nil, refusedAt: Date? = nil) {
        self.source = source
        self.obtainedAt = obtainedAt
        self.endsAt = endsAt
        self.refusedAt = refusedAt
    }

    /// Seconds before its end at which people are warned.
    public static let warning = 14.0 * 86_400

    /// When it ended; nil while it holds.
    public func ended(by now: Date) -> Date? {
        refusedAt ?? endsAt.flatMap { $0 <= now ? $0 : nil }
    }

    /// When it will end, once that is near.
    public func ending(by now: Date) -> Date? {
        guard ended(by: now) == nil, let endsAt, endsAt.timeIntervalSince(now) < Self.warning else { return nil }
        return endsAt
    }
}
