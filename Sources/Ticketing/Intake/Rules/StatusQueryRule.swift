import InternetMessage

extension IntakeRule {
    /// `STATUS`, from somebody whose address is proven: answered with their own tickets.
    ///
    /// An unproven author learns nothing and gets a ticket as always; so does whatever no automatic answer may go to.
    /// On a conversation of ours the word must stand alone, since there people write to an agent.
    ///
    /// - Standard: RFC 3834 §2 (when to respond)
    static let statusQuery = IntakeRule("status-query") { intake in
        guard let query = intake.correlation.statusQuery, intake.authentication.isAligned else { return nil }
        guard query == .alone || !intake.namesConversation else { return nil }
        if intake.context.isAnsweredElsewhere {
            return Answer(.ignore(reason: "answered by another desk that it came to"), "a query that has its answer")
        }
        let answers = intake.context.automaticAnswersLastHour
        guard answers < intake.policy.automaticAnswersPerHour else {
            guard NotificationPlan.obstacle(intake) == nil else { return nil }
            return Answer(
                .ignore(reason: "asks for its tickets, and the address got \(answers) answers within an hour"),
                "a query beyond the limit")
        }
        guard NotificationPlan.mayAcknowledge(intake) else { return nil }
        return Answer(.query, "asks for the author's own tickets")
    }
}

extension IntakeCase {
    /// It was sent to a reply address of ours, or answers or names something that we know.
    fileprivate var namesConversation: Bool {
        !correlation.tokens.isEmpty || !correlation.tags.isEmpty
            || correlation.references.contains { !context.tickets(bearing: $0).isEmpty }
    }
}
