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
        func seated(_ state: ApprovalStep.State) -> [Person] {
            approval.steps.filter { $0.state == state && !$0.isPassive }.flatMap(\.undecidedSeats)
                .filter { $0.vacantSince == nil && $0.person.id != holder.id }.map(\.person)
        }
        let beside = seated(.open).filter { $0.id != approver.id }
        let later = seated(.waiting)
        for (index, person) in (beside + later).enumerated() {
            values["others.\(index).approver"] = person.label
            values["others.\(index).is_later"] = index < beside.count ? "false" : "true"
        }
        return values
    }
}
