import InternetMessage

extension ApprovalCase {
    /// Sits in a step, stands in there, or is whom it escalates to: asked anew all of them decide, also who has decided.
    func couldDecide(_ person: Person) -> Bool {
        approval.steps.contains { step in
            let seated = step.approvers + step.approvers.flatMap { standIns(for: $0.id, in: step) }
            return (seated + [step.escalatesTo].compactMap { $0 }).contains {
                Approval.isInterested($0, author: person, requester: person)
            }
        }
    }
}

/// What becomes of an approval that waits when its ticket leaves the desk.
extension ApprovalCase {
    /// Withdrawn with the ticket that is resolved, closed or cancelled, in the name of whoever did that; nil where the event
    /// is another, or nothing waits.
    public func ending(with event: TicketEvent) -> (change: ApprovalChange, event: TicketEvent)? {
        guard case .stateChanged(_, let state, let author, let channel) = event, !state.isOpen,
            let next = try? approval.withdrawing(at: moment)
        else { return nil }
        let withdrawn = ApprovalEvidence(
            .withdrawn,
            [
                .init("by", author.address.description, isPersonal: true), .init("via", channel.rawValue),
                .init("reason", "the ticket is \(state.rawValue)"),
            ])
        let settled = ApprovalEvidence(.settled, [.init("state", next.state.rawValue)])
        return (
            ApprovalChange(before: approval, after: next, evidence: [withdrawn, settled]),
            .approvalChanged(from: approval.state, to: next.state, by: author, via: channel)
        )
    }
}
