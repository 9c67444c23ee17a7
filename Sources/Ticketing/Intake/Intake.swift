import InternetMessage

/// Decides what becomes of a mail.
public enum Intake {
    /// The order is the policy: the first rule that answers wins.
    public static let rules: [IntakeRule] = [
        .loop,  // our own mail come back, or too many hops  → ignore
        .sibling,  // another desk's copy became a ticket       → link the desk
        .deliveryReport,  // RFC 3464, for mail of ours or nobody's    → record, ignore
        .replyToken,  // our signature in the detail               → append
        .thread,  // References, In-Reply-To                   → append
        .subjectTag,  // [IT-42], participants only                → append
    ]  // nobody answered                           → open a ticket

    /// Rules that may ignore a mail; they are not asked about one that somebody has looked at.
    private static let ignoring: Set<String> = [IntakeRule.loop.name, IntakeRule.deliveryReport.name]

    public static func decide(_ intake: IntakeCase) -> IntakeVerdict {
        var passed: [String] = []
        for rule in rules where !intake.isVouchedFor || !ignoring.contains(rule.name) {
            if let answer = rule.answer(intake) {
                return IntakeVerdict(
                    decision: answer.decision, decidedBy: rule.name, passed: passed, reason: answer.reason)
            }
            passed.append(rule.name)
        }
        let flags = intake.openingFlags + intake.citedTickets.map { TicketFlag.related($0.number) }
        if let forwarding = intake.forwarding {
            return IntakeVerdict(
                decision: .open(flags: flags), decidedBy: "open", passed: passed,
                reason: "\(forwarding.agent.address) passed on a mail of \(forwarding.author.address)")
        }
        return IntakeVerdict(
            decision: .open(flags: flags), decidedBy: "open", passed: passed,
            reason: flags.contains { if case .related = $0 { true } else { false } }
                ? "names a ticket that its author has no key to" : "belongs to no ticket that we know")
    }
}

extension IntakeCase {
    /// Nobody vouches for a mail inside another.
    var openingFlags: [TicketFlag] {
        guard let forwarding else { return flags }
        var flags: [TicketFlag] = [.unverified]
        if forwarding.inner.wasReadByFallback { flags.append(.malformed) }
        if forwarding.inner.isTruncated { flags.append(.truncated) }
        return flags
    }

    /// Tickets the mail cites by number or reference, at most three: a hint for the agent, no key.
    var citedTickets: [Ticket] {
        let byReference = correlation.references.reversed().compactMap { context.ticketByMessageID[$0] }
        let byTag = (correlation.tags + correlation.citations).compactMap { context.ticket($0)?.id }
        let byToken = correlation.tokens.map(\.ticket)
        var seen: [TicketID] = []
        for id in byToken + byReference + byTag where !seen.contains(id) { seen.append(id) }
        return seen.prefix(3).compactMap { context.ticket($0) }
    }

    /// The desk that the mail came to answers for this ticket: by number and thread a mail reaches no other desk's,
    /// whose agents would never learn of it.
    func isAtItsDesk(_ ticket: Ticket) -> Bool {
        ticket.desk == desk || ticket.linkedDesks.contains(desk)
    }

    /// May this ticket still be added to? A closed one stays as it was; its writer gets a new one that names it.
    func append(to id: TicketID, _ reason: String) -> IntakeRule.Answer? {
        guard let ticket = context.ticket(id) else { return nil }
        if let agent = agent(on: ticket) { return agentAnswer(agent, on: ticket, reason) }
        guard !ticket.state.isFinal else { return nil }
        return IntakeRule.Answer(.append(id, flags: flags), reason)
    }
}
