/// What an approver says to a request.
public enum ApprovalDecision: String, Sendable, Hashable, CaseIterable {
    case approve
    case reject

    public var opposite: ApprovalDecision { self == .approve ? .reject : .approve }
}
