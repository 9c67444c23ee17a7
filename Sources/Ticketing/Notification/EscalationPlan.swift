public import struct Foundation.Date

/// When somebody hears of a promise that is missed or soon will be, who, and by what message: pure functions.
public enum EscalationPlan {
    /// The time that was promised, where the reason is true of the ticket now; nil where it is not.
    /// - Parameter since: When the desk began to promise; what fell due before is no news.
    public static func due(
        _ reason: EscalationReason, on ticket: Ticket, by targets: ServiceTargets, since: Date, at now: Date
    ) -> Date? {
        guard let due = ticket.due(reason.step, by: targets), due >= since else { return nil }
        if reason.isLate { return due < now ? due : nil }
        guard let warning = targets.warnBefore, due >= now, due.addingTimeInterval(-warning) <= now else { return nil }
        return due
    }

    static func notifications(
        for due: DueTicket, _ reason: EscalationReason, policy: NotificationPolicy
    ) -> [Notification] {
        readers(of: due, policy: policy).compactMap {
            policy.notification(
                NotificationKind.escalation.rawValue, to: $0.mailbox, desk: due.ticket.desk, languages: [$0.language],
                values: [
                    "escalation.reason": reason.rawValue,
                    "escalation.due_at": "\(Int64(due.moment.timeIntervalSince1970.rounded(.down)))",
                ], reader: $0)
        }
    }

    /// The assignee and the desk's leads; where none of them gets it, everybody who works the desk: a promise is not
    /// missed unseen.
    private static func readers(of due: DueTicket, policy: NotificationPolicy) -> [Person] {
        let ticket = due.ticket
        func willing(_ people: [Person]) -> [Person] {
            people.filter {
                $0.isActive && $0.wants(.escalation) && $0.suppression == nil && AccessPolicy.works($0, on: ticket)
                    && !policy.isOurs($0.address) && !NotificationPlan.isRobot($0.address)
            }
        }
        let leads = due.staff.filter { person in
            person.id != ticket.assignee?.id
                && person.memberships.contains { $0.role == .lead && ($0.desk ?? ticket.desk) == ticket.desk }
        }
        let first = willing([ticket.assignee].compactMap { $0 } + leads)
        return first.isEmpty ? willing(due.staff) : first
    }
}
