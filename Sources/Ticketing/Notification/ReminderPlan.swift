public import struct Foundation.Date

/// When an assignee is reminded of a ticket, and by what message: pure functions.
///
/// The desk touches a ticket by whatever it writes on it and by each change; what comes from outside is no touch. From one
/// touch to the next there is one reminder at most.
public enum ReminderPlan {
    /// Whether a ticket that was last touched at `touched` is due; `reminded` is when its assignee was last told.
    public static func isDue(
        _ ticket: Ticket, touched: Date, reminded: Date?, untouchedSince moment: Date
    ) -> Bool {
        guard ticket.state == .new || ticket.state == .inProgress, ticket.assignee != nil, touched < moment else {
            return false
        }
        return reminded.map { $0 < touched } ?? true
    }

    /// The reminder of a ticket that is due; none for an assignee who stopped reminders or may not see it any more.
    public static func notifications(
        for ticket: Ticket, touched: Date, policy: NotificationPolicy
    ) -> [Notification] {
        guard let assignee = ticket.assignee, assignee.isActive, assignee.wants(.reminder),
            AccessPolicy.works(assignee, on: ticket), !policy.isOurs(assignee.address),
            !NotificationPlan.isRobot(assignee.address)
        else { return [] }
        let notification = policy.notification(
            NotificationKind.reminder.rawValue, to: assignee.mailbox, desk: ticket.desk,
            languages: [assignee.language],
            values: ["reminder.since": "\(Int64(touched.timeIntervalSince1970.rounded(.down)))"], reader: assignee)
        return notification.map { [$0] } ?? []
    }
}
