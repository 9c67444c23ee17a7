import Foundation

extension ApprovalRefusal: CustomStringConvertible {
    /// For whoever works on a command line or with the API, and for traces.
    public var description: String {
        switch self {
        case .notPermitted: "this person may not do that"
        case .notAnApprover: "this person is not asked"
        case .ownRequest: "nobody approves what they asked for themselves, or what is for them"
        case .alreadyDecided(let name, let verdict, let date):
            "already \(verdict.rawValue) by \(name) at \(date.ISO8601Format())"
        case .isOver(let state): "the approval is \(state.rawValue) already"
        case .isExpired: "the time to decide is over"
        case .notYet: "it is not this approver's turn yet"
        case .contentChanged(let version): "what is asked has changed since; it is at version \(version)"
        case .reasonMissing: "a refusal needs a reason"
        case .textTooLong(let limit, let actual): "the text has \(actual) bytes, the limit is \(limit)"
        case .emptyText: "there is no text"
        case .noApprovers(let step): "step \(step) has no approvers"
        case .nobodyDecides: "all steps are passive: one at least has to decide"
        case .tooMany(let what, let limit, let actual): "\(actual) \(what), the limit is \(limit)"
        case .unreachable(let rule, let approvers): "the rule \(rule) can never be met by \(approvers) approvers"
        case .expiryPassed: "the time until which it can be decided is over already"
        case .unknownApprover(let name):
            "\"\(name.prefix(100))\" is no approver: name an address, lead, manager, group:NAME or role:ROLE"
        case .unknownRole(let name):
            "\"\(name.prefix(100))\" is no role that decides; there are: "
                + ApproverStanding.roles.map(\.rawValue).joined(separator: ", ")
        case .unknownGroup(let name, let desk, let known):
            "there is no group \"\(name.prefix(100))\" on desk \(desk); "
                + (known.isEmpty
                    ? "it has none: name them in desks[].groups" : "there are: \(known.joined(separator: ", "))")
        case .nobody(.manager, _, let requester):
            "\(requester) has no manager who could decide: martlet person manager \(requester) MANAGER"
        case .nobody(.lead, let desk, _): "nobody leads desk \(desk): martlet person add … --role lead --desk \(desk)"
        case .nobody(.group(let name), let desk, _): "nobody in group \"\(name)\" of desk \(desk) can decide"
        case .nobody(.role(let role), let desk, _): "nobody has the role \(role.rawValue) for desk \(desk)"
        case .noLongerAsked: "this person is not asked any more: somebody else is, in their place"
        case .notSeated(let name): "\(name.prefix(100)) has nothing to decide here, now or later"
        case .seatedAlready(let name): "\(name.prefix(100)) is asked in this step already"
        case .incompleteField(let half): "the field \"\(half.prefix(100))\" needs a label and a value"
        case .fieldTooLong(let label, let limit, let actual):
            "the field \"\(label.prefix(100))\" has \(actual) bytes, the limit is \(limit)"
        case .unknownFile(let id): "\"\(id.prefix(100))\" is no file of the ticket"
        case .ticketIsFinal(let state): "the ticket is \(state.rawValue) and does not change any more"
        }
    }
}
