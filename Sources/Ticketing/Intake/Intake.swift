import InternetMessage

/// Decides what becomes of a mail.
public enum Intake {
    /// The order is the policy: the first rule that answers wins.
    public static let rules: [IntakeRule] = [
        .loop,  // our own mail come back, or too many hops  → ignore
        .sibling,  // another desk's copy became a ticket       → link the desk
        .deliveryReport,  // RFC 3464, for mail of ours or nobody's    → record, ignore
        .statusQuery,  // STATUS, from a proven address            → query
        .approval,  // an approver's key in the detail          → decide, note
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
        return IntakeVerdict(
            decision: .open(flags: flags), decidedBy: "open", passed: passed,
            reason: reason(intake, flags))
    }

    private static func reason(_ intake: IntakeCase, _ flags: [TicketFlag]) -> String {
        if let forwarding = intake.forwarding {
            return "\(forwarding.agent.address) passed on a mail of \(forwarding.author.address)"
        }
        if let closed = intake.closedTicket {
            return "goes on with \(closed.number), which is \(closed.state.rawValue)"
        }
        return flags.contains { if case .related = $0 { true } else { false } }
            ? "names a ticket that its author has no key to" : "belongs to no ticket that we know"
    }
}

extension IntakeCase {
    /// Nobody vouches for a mail inside another.
    var openingFlags: [TicketFlag] {
        guard let forwarding else { return flags }
        var flags: [TicketFlag] = [.unverified]
        if forwarding.inner.wasReadByFallback { flags.append(.malformed) }
        if forwarding.inner.isTruncated { flags.append(.truncated) }
        if forwarding.inner.encryption != nil { flags.append(.encrypted) }
        return flags
    }

    /// Tickets the mail cites by number or reference, at most three: a hint for the agent, no key.
    var citedTickets: [Ticket] {
        let byReference = correlation.references.reversed().flatMap { context.ticketsByMessageID[$0] ?? [] }
        let byTag = (correlation.tags + correlation.citations).compactMap { context.ticket($0)?.id }
        let byToken = correlation.tokens.map(\.ticket)
        var seen: [TicketID] = []
        let byItself = repeatedTicket.map { [$0.id] } ?? []
        for id in byItself + byToken + byReference + byTag where !seen.contains(id) { seen.append(id) }
        return seen.prefix(3).compactMap { context.ticket($0) }
    }
}
