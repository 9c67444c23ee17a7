public import struct Foundation.Date

/// An approver's place in a step.
///
/// A step keeps its seats: who sits on one may change, how many there are does not, so that nobody's leaving approves
/// or refuses anything.
public struct ApprovalSeat: Sendable, Hashable {
    public var person: Person
    /// As what they are asked; nil: by their own address.
    public var standing: ApproverStanding?
    /// Since when nobody is there who could decide on it; nil: somebody is.
    public var vacantSince: Date?

    public init(_ person: Person, as standing: ApproverStanding? = nil, vacantSince: Date? = nil) {
        self.person = person
        self.standing = standing
        self.vacantSince = vacantSince
    }
}

extension ApprovalStep {
    public var approvers: [Person] { seats.map(\.person) }

    /// Seats on which nobody has decided.
    public var undecidedSeats: [ApprovalSeat] {
        seats.filter { seat in !decisions.contains { $0.approver.id == seat.person.id } }
    }

    /// Whoever sits on it may still decide, now or when its turn comes.
    var isToBeDecided: Bool { state == .open || state == .waiting }
}

extension ApprovalCase {
    /// With what the configuration says of the desk's groups, which the database does not know. Without it nobody is in
    /// any.
    public func knowing(_ desks: DeskDirectory) -> ApprovalCase {
        var item = self
        item.groups = desks[ticket.desk]?.groups ?? [:]
        return item
    }

    /// Whoever sits there can decide: they are active, and still are what they were asked as.
    public func counts(_ seat: ApprovalSeat) -> Bool {
        seat.person.isActive && (seat.standing.map { holds(seat.person, $0) } ?? true)
    }

    func holds(_ person: Person, _ standing: ApproverStanding) -> Bool {
        switch standing {
        case .lead: AccessPolicy.leads(person, desk: ticket.desk)
        case .manager: ticket.requester.manager == person.id
        case .group(let name): groups[name]?.contains(person.address) ?? false
        case .role(let role): AccessPolicy.has(role, person, desk: ticket.desk)
        }
    }

    /// Who may decide in the place of whoever has not once the step is late, if they still can.
    func latecomer(of step: ApprovalStep) -> Person? {
        step.escalatesTo.flatMap { counts(ApprovalSeat($0, as: step.escalatesAs)) ? $0 : nil }
    }
}
