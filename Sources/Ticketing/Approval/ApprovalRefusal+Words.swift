extension ApprovalRefusal: CustomStringConvertible {
    /// For whoever works on a command line or with the API, and for traces.
    public var description: String {
        switch self {
        case .notPermitted: "this person may not do that"
        case .notAnApprover: "this person is not asked"
        case .ownRequest: "nobody approves what they asked for themselves, or what is for them"
        case .alreadyDecided(let name, let verdict, _): "already \(verdict.rawValue) by \(name)"
        case .isOver(let state): "the approval is \(state.rawValue) already"
        case .isExpired: "the time to decide is over"
        case .notYet: "it is not this approver's turn yet"
        case .contentChanged(let version): "what is asked has changed since; it is at version \(version)"
        case .reasonMissing: "a refusal needs a reason"
        case .textTooLong(let limit, let actual): "the text has \(actual) bytes, the limit is \(limit)"
        case .emptyText: "there is no text"
        case .noApprovers(let step): "step \(step) has no approvers"
        case .tooMany(let what, let limit, let actual): "\(actual) \(what), the limit is \(limit)"
        case .unreachable(let rule, let approvers): "the rule \(rule) can never be met by \(approvers) approvers"
        case .expiryPassed: "the time until which it can be decided is over already"
        case .unknownApprover(let name): "\"\(name.prefix(100))\" is no approver: name an address, or lead"
        case .incompleteField(let half): "the field \"\(half.prefix(100))\" needs a label and a value"
        case .fieldTooLong(let label, let limit, let actual):
            "the field \"\(label.prefix(100))\" has \(actual) bytes, the limit is \(limit)"
        case .unknownFile(let id): "\"\(id.prefix(100))\" is no file of the ticket"
        case .ticketIsFinal(let state): "the ticket is \(state.rawValue) and does not change any more"
        }
    }
}
