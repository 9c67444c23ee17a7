public import struct Foundation.Date

/// For a time, somebody may decide in an approver's place. Both may; whoever is first does.
///
/// It goes no further: who stands in for somebody hands nothing on, and nobody stands in for what they asked for.
public struct Delegation: Sendable, Hashable {
    public var id: DelegationID
    public var approver: Person
    public var substitute: Person
    public var from: Date
    public var until: Date
    public var createdAt: Date
    public var revokedAt: Date?

    public init(
        id: DelegationID, approver: Person, substitute: Person, from: Date, until: Date, createdAt: Date,
        revokedAt: Date? = nil
    ) {
        self.id = id
        self.approver = approver
        self.substitute = substitute
        self.from = from
        self.until = until
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }

    public func isActive(at moment: Date) -> Bool {
        revokedAt == nil && moment >= from && moment < until && substitute.isActive
    }
}

extension [Delegation] {
    /// Who may decide in this approver's place now.
    public func substitutes(for approver: PersonID, at moment: Date) -> [Person] {
        filter { $0.approver.id == approver && $0.substitute.id != approver && $0.isActive(at: moment) }
            .map(\.substitute)
    }
}
