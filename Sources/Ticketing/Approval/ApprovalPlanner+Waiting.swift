import struct Foundation.Date

extension ApprovalPlanner {
    /// How often the approvers of a step are reminded.
    public static let mostReminders: Int64 = 3

    /// What waiting too long comes to: whoever has not decided is reminded, each with a new key, and a step that is due
    /// is put before the person it escalates to as well. nil: nothing yet.
    ///
    /// - Parameter period: Seconds between asking and reminding; nil: nobody is reminded.
    public func reminding(_ item: ApprovalCase, after period: Double?) -> TicketPlan? {
        let item = item.knowing(policy.desks)
        var changed = item
        var asked: [ApprovalMail.Asked] = []
        let mail = ApprovalMail(policy: policy)
        for index in item.approval.steps.indices {
            let step = item.approval.steps[index]
            guard item.approval.state == .pending, step.state == .open else { continue }
            if step.escalatesTo != nil, let dueAt = step.dueAt, step.escalatedAt == nil, dueAt <= item.moment {
                changed.approval.steps[index].escalatedAt = item.moment
                if let person = item.latecomer(of: step) {
                    asked += step.undecidedSeats.filter { $0.person.id != person.id && item.counts($0) }
                        .compactMap { mail.ask(person, for: $0.person, step, "approval-request", changed) }
                }
            }
            guard let period, step.reminders < Self.mostReminders,
                let last = step.remindedAt ?? step.openedAt, last.addingTimeInterval(period) <= item.moment
            else { continue }
            changed.approval.steps[index].remindedAt = item.moment
            changed.approval.steps[index].reminders += 1
            asked += step.undecided.flatMap { approver in
                mail.holders(of: approver, of: step, in: item)
                    .compactMap { mail.ask($0, for: approver, step, "approval-reminder", changed) }
            }
        }
        guard changed.approval != item.approval else { return nil }
        return plan(from: item.approval, to: changed, [], asked: asked)
    }
}
