import InternetMessage

public import struct Foundation.Date

/// What somebody wants decided, before there is an approval.
public struct ApprovalRequest: Sendable, Hashable {
    public struct Step: Sendable, Hashable {
        public var rule: ApprovalRule
        public var approvers: [Person]
        public var isPassive: Bool
        /// Seconds after its opening when it should be decided.
        public var dueAfter: Double?
        /// Who may decide then in the place of whoever has not.
        public var escalatesTo: Person?

        public init(
            rule: ApprovalRule, approvers: [Person], isPassive: Bool = false, dueAfter: Double? = nil,
            escalatesTo: Person? = nil
        ) {
            self.rule = rule
            self.approvers = approvers
            self.isPassive = isPassive
            self.dueAfter = dueAfter
            self.escalatesTo = escalatesTo
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
        guard AccessPolicy.allows(.change, on: ticket, to: author) else { throw .notPermitted }
        guard !ticket.state.isFinal else { throw .ticketIsFinal(ticket.state) }
        if let expiresAt, expiresAt <= now { throw .expiryPassed(expiresAt) }
        guard steps.count <= Self.mostSteps else {
            throw .tooMany(what: "steps", limit: Self.mostSteps, actual: steps.count)
        }
        guard steps.contains(where: { !$0.isPassive }) else { throw .noApprovers(step: 1) }
        let content = ApprovalContent(
            subject: ticket.subject, text: try Self.checked(text), fields: try ApprovalContent.checked(fields),
            files: try ApprovalContent.checked(files))
        var approval = Approval(
            id: ApprovalID(rawValue: 0), ticket: ticket.id, author: author, content: content, steps: [],
            createdAt: now, expiresAt: expiresAt, defaultVerdict: defaultVerdict)
        for (index, step) in steps.enumerated() {
            approval.steps.append(try Self.checked(step, at: index + 1, of: approval, requester: ticket.requester))
        }
        approval.advance(at: now)
        return approval
    }

    private static func checked(
        _ step: Step, at position: Int, of approval: Approval, requester: Person
    ) throws(ApprovalRefusal) -> ApprovalStep {
        var approvers: [Person] = []
        for person in step.approvers
        where person.isActive && !approval.isInterested(person, requester: requester)
            && !approvers.contains(where: { $0.id == person.id })
        {
            approvers.append(person)
        }
        guard !approvers.isEmpty else {
            if step.approvers.isEmpty { throw .noApprovers(step: position) }
            throw .ownRequest
        }
        guard approvers.count <= mostApprovers else {
            throw .tooMany(what: "approvers", limit: mostApprovers, actual: approvers.count)
        }
        guard step.rule.needed(of: approvers.count) <= approvers.count else {
            throw .unreachable(rule: step.rule.description, approvers: approvers.count)
        }
        if let person = step.escalatesTo, approval.isInterested(person, requester: requester) { throw .ownRequest }
        var checked = ApprovalStep(
            position: Int64(position), rule: step.rule, isPassive: step.isPassive, approvers: approvers)
        (checked.dueAfter, checked.escalatesTo) = (step.dueAfter, step.escalatesTo)
        return checked
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
