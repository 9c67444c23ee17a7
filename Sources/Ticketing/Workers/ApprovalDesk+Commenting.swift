extension ApprovalDesk {
    /// What somebody asks back or remarks. It decides nothing.
    public func comment(_ text: String, on id: ApprovalID, by actor: Actor) async throws(ApprovalError) -> ApprovalCase
    {
        let planner = planner
        return try await approvals.change(id, at: now()) { (item) throws(ApprovalRefusal) in
            try planner.commenting(text, in: item, by: actor)
        }
    }
}
