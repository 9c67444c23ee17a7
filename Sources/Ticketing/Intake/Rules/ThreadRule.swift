import InternetMessage

extension IntakeRule {
    /// An answer in a thread we know: to a Message-ID that we issued, or, from somebody on the ticket already, to any
    /// of its mails.
    ///
    /// Identifiers of other people's mails are no secret, so a stranger who cites one gets a ticket of their own.
    ///
    /// - Standard: RFC 5322 §3.6.4 (identification fields)
    static let thread = IntakeRule("thread") { intake in
        intake.correlation.references.reversed().lazy.compactMap { identifier -> Answer? in
            guard let id = intake.context.ticketByMessageID[identifier], let ticket = intake.context.ticket(id),
                intake.isAtItsDesk(ticket)
            else { return nil }
            if IssuedMessageID.isOurs(identifier, key: intake.policy.key) {
                return intake.append(to: id, "answers a mail of ours")
            }
            guard let author = intake.author, intake.authentication.level != .failed,
                ticket.isParticipant(author) || intake.isTrustedAgent(on: ticket)
            else { return nil }
            return intake.append(to: id, "somebody on it goes on with a thread of the ticket")
        }.first
    }
}
