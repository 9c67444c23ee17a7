import InternetMessage

/// That a requester is to be asked how it was, unless the store knows that they were asked already.
public struct SurveyRequest: Sendable, Hashable {
    public var person: PersonID
    public var notification: Notification
    /// Seconds for which a person who was asked is left alone.
    public var rest: Double

    public init(person: PersonID, notification: Notification, rest: Double) {
        self.person = person
        self.notification = notification
        self.rest = rest
    }

    /// The question says that the ticket is closed: a notice of that to the same reader is not needed beside it.
    public func tells(_ other: Notification) -> Bool {
        other.template == NotificationKind.statusChange.rawValue
            && other.recipient.address == notification.recipient.address
    }
}

/// Who is asked how it was, and when: a pure function.
///
/// A ticket that was solved and is closed now is asked about, whoever closed it. One that was cancelled, or closed without
/// having been solved, is not: it may have been spam. Neither are robots, our own addresses, and people who stopped it.
public enum SurveyPlan {
    public static func request(
        for events: [TicketEvent], on ticket: Ticket, policy: NotificationPolicy
    ) -> SurveyRequest? {
        let isClosed = events.contains { event in
            if case .stateChanged(.resolved, .closed, _, _) = event { true } else { false }
        }
        guard isClosed, let desk = policy.desks[ticket.desk], desk.asksHowItWas, mayAsk(ticket.requester, policy) else {
            return nil
        }
        let person = ticket.requester
        let notification = policy.notification(
            NotificationKind.survey.rawValue, to: person.mailbox, desk: desk.name,
            languages: [person.language, ticket.language], values: ["ticket.status": "closed"],
            reader: person)
        return notification.map { SurveyRequest(person: person.id, notification: $0, rest: desk.surveyRest) }
    }

    private static func mayAsk(_ person: Person, _ policy: NotificationPolicy) -> Bool {
        let address = person.address
        return person.isActive && person.wants(.survey) && person.suppression == nil && address.isComplete
            && !policy.isOurs(address) && !NotificationPlan.isRobot(address) && !NotificationPlan.isListManager(address)
    }
}
