import struct Foundation.Date

extension OutgoingEntry {
    /// Why a message that has waited, in quiet hours for instance, says nothing true any more; nil while it does. One that
    /// was composed may have been sent, and is left as it is, unless it is about an approval and its reader is disabled.
    func outdated(at now: Date) -> String? {
        // Also what is composed: it may hold a key, and words that are none of theirs any more.
        if notification.template.hasPrefix("approval-"), recipient?.isActive == false {
            return "the person is disabled"
        }
        guard composed == nil, let ticket else { return nil }
        switch NotificationKind(rawValue: notification.template) {
        case .reminder:
            let since = notification.values["reminder.since"].flatMap { Double($0) }
            guard let since, let touched = touchedAt?.timeIntervalSince1970 else { return nil }
            return touched.rounded(.down) > since ? "the ticket was touched meanwhile" : nil
        case .escalation:
            let reason = notification.values["escalation.reason"].flatMap(EscalationReason.init(rawValue:))
            guard let reason else { return nil }
            if ticket.isDone(reason.step) { return "what it asks for was done meanwhile" }
            let due = notification.values["escalation.due_at"].flatMap { Double($0) }
            return !reason.isLate && (due ?? .infinity) < now.timeIntervalSince1970
                ? "the time that it tells of is over" : nil
        default: return nil
        }
    }
}

extension Ticket {
    fileprivate func isDone(_ step: ServiceStep) -> Bool {
        !state.isOpen || (step == .response && clock.respondedAt != nil)
    }
}
