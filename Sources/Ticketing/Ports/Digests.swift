public import struct Foundation.Date

/// Who gets digests, what there is to tell, and that each is made once.
public protocol Digests: Sendable {
    /// Everybody with a schedule whom mail reaches.
    func standings() async throws(StoreError) -> [DigestStanding]
    /// What a digest of this moment would tell. `desks` are those whose tickets the person works on.
    func material(for person: Person, desks: [String], at now: Date) async throws(StoreError) -> DigestMaterial
    /// Where `plan` wants one: queues what it makes of the material and notes that it was made, all in one transaction
    /// that no other digest of this person can come between.
    func settle(_ person: Person, desks: [String], at now: Date, _ plan: DigestMaking) async throws(StoreError)
        -> DigestOutcome
}

/// The two decisions of a digest.
public struct DigestMaking: Sendable {
    /// Whether one is to be made.
    public var isWanted: @Sendable (DigestStanding) -> Bool
    /// The message; nil when there is nothing to tell.
    public var message: @Sendable (DigestMaterial) -> Notification?

    public init(
        isWanted: @escaping @Sendable (DigestStanding) -> Bool,
        message: @escaping @Sendable (DigestMaterial) -> Notification?
    ) {
        self.isWanted = isWanted
        self.message = message
    }
}

public enum DigestOutcome: Sendable, Hashable {
    case queued
    /// There is nothing to tell; the next one is due on another day.
    case nothing
    /// It was made already, or is not due yet.
    case unwanted
}
