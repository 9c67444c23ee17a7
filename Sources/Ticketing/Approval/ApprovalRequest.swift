import InternetMessage

public import struct Foundation.Date

/// What somebody wants decided, before there is an approval.
public struct ApprovalRequest: Sendable, Hashable {
    public struct Step: Sendable, Hashable {
        public var rule: ApprovalRule
        public var seats: [ApprovalSeat]
        public var isPassive: Bool
        /// Seconds after its opening when it should be decided.
        public var dueAfter: Double?
        /// Who may decide then in the place of whoever has not.
        public var escalatesTo: Person?
        /// As what that person may.
        public var escalatesAs: ApproverStanding?

        public init(
            rule: ApprovalRule, approvers: [Person], isPassive: Bool = false, dueAfter: Double? = nil,
            escalatesTo: Person? = nil
        ) {
            self.init(
                rule: rule, seats: approvers.map { ApprovalSeat($0) }, isPassive: isPassive, dueAfter: dueAfter,
                escalatesTo: escalatesTo)
        }

        public init(
            rule: ApprovalRule, seats: [ApprovalSeat], isPassive: Bool = false, dueAfter: Double? = nil,
            escalatesTo: Person? = nil, escalatesAs: ApproverStanding? = nil
        ) {
            self.rule = rule
            self.seats = seats
            self.isPassive = isPassive
            self.dueAfter = dueAfter
            self.escalatesTo = escalatesTo
            self.escalatesAs = escalatesAs
        }
    }

    public static let mostSteps = 20
    /// Of one step.
    public static let mostApprovers = 50
    /// In bytes of UTF-8.
    public static let longestText = 64 << 10

    public var text: String
    public var fields: [ApprovalContent.Field]
    public var files: [ApprovalContent.File]
    public var steps: [Step]
    public var expiresAt: Date?
    public var defaultVerdict: ApprovalVerdict?
    /// The rule of the desk that asks, in the name of the ticket's requester.
    public var deskRule: String?

    public init(
        text: String, fields: [ApprovalContent.Field] = [], files: [ApprovalContent.File] = [], steps: [Step],
        expiresAt: Date? = nil, defaultVerdict: ApprovalVerdict? = nil
    ) {
        self.text = text
        self.fields = fields
        self.files = files
        self.steps = steps
        self.expiresAt = expiresAt
        self.defaultVerdict = defaultVerdict
    }

    /// The approval with its first step open.
    ///
    /// Whoever asks, and whoever it is for, is left out of lists of approvers; a step of nobody else is refused.
    public func approval(on ticket: Ticket, by author: Person, at now: Date) throws(ApprovalRefusal) -> Approval {
        guard deskRule != nil || AccessPolicy.allows(.change, on: ticket, to: author) else { throw .notPermitted }
        guard !ticket.state.isFinal else { throw .ticketIsFinal(ticket.state) }
        if let expiresAt, expiresAt <= now { throw .expiryPassed(expiresAt) }
        guard steps.count <= Self.mostSteps else {
            throw .tooMany(what: "steps", limit: Self.mostSteps, actual: steps.count)
        }
        guard !steps.isEmpty else { throw .noApprovers(step: 1) }
        guard steps.contains(where: { !$0.isPassive }) else { throw .nobodyDecides }
        let content = ApprovalContent(
            subject: ticket.subject, text: try Self.checked(text), fields: try ApprovalContent.checked(fields),
            files: try ApprovalContent.checked(files))
        var approval = Approval(
            id: ApprovalID(rawValue: 0), ticket: ticket.id, author: author, content: content, steps: [],
            createdAt: now, expiresAt: expiresAt, defaultVerdict: defaultVerdict)
        approval.deskRule = deskRule
        for (index, step) in steps.enumerated() {
            approval.steps.append(try Self.checked(step, at: index + 1, of: approval, requester: ticket.requester))
        }
        approval.advance(at: now)
        return approval
    }

    private static func checked(
        _ step: Step, at position: Int, of approval: Approval, requester: Person
    ) throws(ApprovalRefusal) -> ApprovalStep {
        let seats = seats(step.seats) { $0.isActive && !approval.isInterested($0, requester: requester) }
        guard !seats.isEmpty else {
            if step.seats.isEmpty { throw .noApprovers(step: position) }
            throw .ownRequest
        }
        guard seats.count <= mostApprovers else {
            throw .tooMany(what: "approvers", limit: mostApprovers, actual: seats.count)
        }
        guard step.rule.needed(of: seats.count) <= seats.count else {
            throw .unreachable(rule: step.rule.description, approvers: seats.count)
        }
        if let person = step.escalatesTo, approval.isInterested(person, requester: requester) { throw .ownRequest }
        var checked = ApprovalStep(
            position: Int64(position), rule: step.rule, isPassive: step.isPassive, approvers: [])
        checked.seats = seats
        (checked.dueAfter, checked.escalatesTo) = (step.dueAfter, step.escalatesTo)
        checked.escalatesAs = step.escalatesAs
        return checked
    }

    /// One for each person. Who is named by their own address sits there by it, whatever else they are.
    private static func seats(
        _ named: [ApprovalSeat], where isEligible: (Person) -> Bool
    ) -> [ApprovalSeat] {
        var seats: [ApprovalSeat] = []
        for seat in named where isEligible(seat.person) {
            if let index = seats.firstIndex(where: { $0.person.id == seat.person.id }) {
                if seat.standing == nil { seats[index].standing = nil }
            } else {
                seats.append(seat)
            }
        }
        return seats
    }

    static func checked(_ text: String) throws(ApprovalRefusal) -> String {
        let trimmed = text.trimmingASCIISpace()
        guard !trimmed.isEmpty else { throw .emptyText }
        guard trimmed.utf8.count <= longestText else {
            throw .textTooLong(limit: longestText, actual: trimmed.utf8.count)
        }
        return trimmed
    }
}
