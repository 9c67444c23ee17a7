import InternetMessage

/// What the desk's rules make of a mail that opens a ticket.
extension IntakeCase {
    /// The rule that holds, and why it does not ask; nil: it asks.
    struct RuleAnswer {
        var rule: DeskRule
        var obstacle: RuleObstacle?
    }

    /// nil where no rule holds, or no person wrote it.
    ///
    /// Security: a mail makes the desk write to approvers only where its author is vouched for, or the rule does without
    /// that; and never where nothing automatic may answer it.
    func ruleAnswer(for ticket: TicketDraft) -> RuleAnswer? {
        guard isFromPerson || isVouchedFor,
            let rule = policy.desks[desk]?.approvalRule(for: ticket, sentTo: sentTo)
        else { return nil }
        return RuleAnswer(rule: rule, obstacle: doubt(of: rule).map { .unvouched(reason: $0) })
    }

    private func doubt(of rule: DeskRule) -> String? {
        if let obstacle = NotificationPlan.obstacle(self) { return obstacle }
        if standIn != nil { return "a program wrote it for somebody whom nobody vouches for" }
        return rule.wantsVouching && !authentication.isAligned ? "nobody vouches for the author's address" : nil
    }

    private var sentTo: [MailAddress] {
        envelope.forwardPaths.map(\.address) + (message.to + message.cc).map(\.address)
    }
}
