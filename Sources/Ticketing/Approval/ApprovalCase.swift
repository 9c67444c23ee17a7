public import InternetMessage

public import struct Foundation.Date

/// Everything that a decision about an approval needs to know from the store.
public struct ApprovalCase: Sendable {
    public var ticket: Ticket
    public var approval: Approval
    /// Those that are in force.
    public var delegations: [Delegation]
    public var moment: Date
    /// Addresses in each group of the ticket's desk: see `knowing`.
    public var groups: [String: [MailAddress]] = [:]

    public init(ticket: Ticket, approval: Approval, delegations: [Delegation], moment: Date) {
        self.ticket = ticket
        self.approval = approval
        self.delegations = delegations
        self.moment = moment
    }

    /// Approvers whose decision this person may make now: their own place, or one that they stand in for.
    public func places(of person: Person) -> [Person] {
        guard person.isActive, !approval.isInterested(person, requester: ticket.requester) else { return [] }
        return approval.openSteps.flatMap { step in
            step.undecidedSeats.filter(counts).map(\.person).filter {
                $0.id == person.id || standIns(for: $0.id, in: step).contains { $0.id == person.id }
            }
        }
    }

    /// Can be decided by this person now.
    public func isOpen(to person: Person) -> Bool {
        let isLate = approval.expiresAt.map { moment >= $0 } ?? false
        return approval.state == .pending && !isLate && !places(of: person).isEmpty
    }

    /// Who may decide in an approver's place now: by delegation, or since the step is late.
    public func standIns(for approver: PersonID, in step: ApprovalStep) -> [Person] {
        let late = step.escalatedAt == nil ? nil : latecomer(of: step)
        return delegations.substitutes(for: approver, at: moment)
            + [late].compactMap { $0 }.filter { $0.id != approver }
    }

    /// As `Approval.deciding`, for an approver's own place or one that the author stands in for now.
    public func deciding(
        _ verdict: ApprovalVerdict, reason: String, for approver: PersonID, by author: Person, contentVersion: Int64,
        position: Int64? = nil, via channel: Channel, mail: MailID? = nil
    ) throws(ApprovalRefusal) -> Approval {
        let steps = approval.steps(of: approver, position)
        let waiting = steps.filter { step in
            approval.state == .pending && step.state == .open && step.undecided.contains { $0.id == approver }
        }
        // Who stands in in one step has no say in another that waits for the same approver.
        let own = (waiting.isEmpty ? steps : waiting).filter { step in
            approver == author.id || standIns(for: approver, in: step).contains { $0.id == author.id }
        }
        guard let first = own.first else { throw .notAnApprover }
        let step = waiting.isEmpty ? nil : first
        let seat = step?.undecidedSeats.first { $0.person.id == approver }
        if let seat, !counts(seat) { throw .noLongerAsked }
        return try approval.deciding(
            verdict, reason: reason, for: approver, by: author, contentVersion: contentVersion,
            position: step?.position ?? position, requester: ticket.requester, via: channel, mail: mail, at: moment)
    }

    /// Has decided, can decide or stands in for somebody who does: may see what is decided, and by whom. Whoever lost their
    /// seat without having decided may not.
    public func involves(_ person: Person) -> Bool {
        isAsked(person) || approval.decisions.contains { $0.author.id == person.id } || approval.author.id == person.id
    }
}

/// An approval, with the key that led to it.
public struct InvitedApproval: Sendable {
    public var item: ApprovalCase
    public var invitation: ApprovalInvitation
    /// To whom the key was sent.
    public var holder: Person

    public init(item: ApprovalCase, invitation: ApprovalInvitation, holder: Person) {
        self.item = item
        self.invitation = invitation
        self.holder = holder
    }

    /// Of a comment that went to whoever asks: there is nothing to decide by it, and an answer is a comment.
    public var isForAuthor: Bool { invitation.approver == item.approval.author.id }
}

/// One approval as it was and as it is to be, with what is issued and kept for it: written by the store in the
/// transaction of the ticket's events.
public struct ApprovalChange: Sendable, Hashable {
    /// nil: it is new, and the store gives it its number.
    public var before: Approval?
    public var after: Approval
    public var invitations: [ApprovalInvitation]
    public var evidence: [ApprovalEvidence]
    /// Index into the plan's events of the note that the new comment stands on the ticket as.
    public var commentEvent: Int?
    /// Digest of the key of a mail that decided nothing and was no comment: such mails are counted.
    public var misusedKey: [UInt8]?

    public init(
        before: Approval?, after: Approval, invitations: [ApprovalInvitation] = [], evidence: [ApprovalEvidence] = []
    ) {
        self.before = before
        self.after = after
        self.invitations = invitations
        self.evidence = evidence
    }
}
