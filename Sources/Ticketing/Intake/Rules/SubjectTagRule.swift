import InternetMessage

extension IntakeRule {
    /// The ticket's number in the subject, from somebody on the ticket or a verified agent of its desk. A number is no key: where senders
    /// are verified at all, the author must be.
    static let subjectTag = IntakeRule("subject-tag") { intake in
        guard let author = intake.author, intake.believes else { return nil }
        return intake.correlation.tags.lazy.compactMap { number -> Answer? in
            guard let ticket = intake.context.ticket(number), intake.isAtItsDesk(ticket),
                ticket.isParticipant(author) || intake.isTrustedAgent(on: ticket)
            else { return nil }
            return intake.append(to: ticket.id, "somebody on it names the ticket in the subject")
        }.first
    }
}

extension IntakeCase {
    /// Aligned, or unverified where nobody could verify.
    fileprivate var believes: Bool {
        authentication.isAligned || (!policy.verifiesSenders && authentication.level == .unverified)
    }
}
