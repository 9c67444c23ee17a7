/// What an approver is told of whoever else decides.
extension ApprovalMail {
    /// - Parameters:
    ///   - approver: Whose seat it is.
    ///   - holder: Who reads it: the approver, or who stands in for them.
    func deciders(
        of step: ApprovalStep, beside approver: Person, to holder: Person, _ approval: Approval
    ) -> [String: String] {
        var values: [String: String] = [:]
        if holder.id != approver.id { values["approval.place"] = approver.label }
        if step.isPassive {
            values["approval.is_passive"] = "true"
        } else if step.approvers.count > 1 {
            if case .count(let number) = step.rule {
                values["approval.needed"] = "\(number)"
            } else {
                values["approval.rule"] = step.rule.description
            }
        }
        let beside = approval.openSteps.filter { !$0.isPassive }.flatMap(\.undecided)
            .filter { $0.id != approver.id && $0.id != holder.id }
        let later = approval.steps.filter { $0.state == .waiting && !$0.isPassive }.flatMap(\.approvers)
            .filter { $0.id != holder.id }
        for (index, person) in (beside + later).enumerated() {
            values["others.\(index).approver"] = person.label
            values["others.\(index).is_later"] = index < beside.count ? "false" : "true"
        }
        return values
    }
}
