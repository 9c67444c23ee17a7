public import struct Foundation.Date

/// Why something cannot be done to an approval.
public enum ApprovalRefusal: Error, Sendable, Hashable {
    case notPermitted
    /// Not asked, or not any more.
    case notAnApprover
    /// Nobody approves what they asked for themselves, by whatever way.
    case ownRequest
    /// Somebody was first.
    case alreadyDecided(by: String, verdict: ApprovalVerdict, at: Date)
    /// The approval is over.
    case isOver(Approval.State)
    case isExpired(Date)
    /// Its turn has not come.
    case notYet
    /// What is asked has changed since the approver was asked.
    case contentChanged(current: Int64)
    case reasonMissing
    case textTooLong(limit: Int, actual: Int)
    case emptyText
    case noApprovers(step: Int)
    /// All steps are passive.
    case nobodyDecides
    case tooMany(what: String, limit: Int, actual: Int)
    /// A rule that wants more than there are.
    case unreachable(rule: String, approvers: Int)
    case expiryPassed(Date)
    case unknownApprover(String)
    case unknownRole(String)
    case unknownGroup(String, desk: String, known: [String])
    /// Who is named by what they are, and nobody is.
    case nobody(ApproverStanding, desk: String, requester: String)
    /// Whoever was asked as something is that no more, or is not active: somebody else is asked in their place.
    case noLongerAsked
    /// Sits on no open or coming seat, and so cannot be replaced.
    case notSeated(String)
    /// Is asked in this step already.
    case seatedAlready(String)
    /// A field without a label or without a value; the half that is there.
    case incompleteField(String)
    case fieldTooLong(label: String, limit: Int, actual: Int)
    /// No file of the ticket.
    case unknownFile(String)
    case ticketIsFinal(TicketState)
}
