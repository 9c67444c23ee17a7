import Cryptography
import InternetMessage

/// Answers to requests for approval.
extension IntakeCase {
    /// What such an answer comes to. It decides with the approver's key, from the approver's address, vouched for, with a
    /// lone word on its first own line; anything else decides nothing, and is on the ticket for its agents.
    func approvalAnswer(_ invited: InvitedApproval) -> IntakeRule.Answer {
        func undecided(_ obstacle: ApprovalObstacle?, _ why: String) -> IntakeRule.Answer {
            IntakeRule.Answer(
                .undecided(invited.item.ticket.id, obstacle, flags: flags), "an approver's key, but \(why)")
        }
        guard author == invited.holder.address else {
            return undecided(.notYours, "the author is not \(invited.holder.address)")
        }
        guard isFromPerson else { return undecided(nil, "no person wrote it") }
        guard authentication.isAligned else { return undecided(.unproven, "nobody vouches for the author's address") }
        guard authentication.level == .signed || !message.header.hasPartialSignature else {
            return undecided(.unproven, "its signature covers a part of it only")
        }
        guard !message.header.repeatsSignedField else { return undecided(.unproven, "a field stands there twice") }
        guard invited.isNamed(in: message) else { return undecided(.unproven, "it is not addressed to that key") }
        guard forwarded == nil else { return undecided(.unclear, "another mail hangs on it") }
        let reading = ApprovalReading(message, words: approvalWords(invited.item.ticket.desk))
        let (verdict, reason): (ApprovalVerdict, String)
        switch reading {
        case .approve(let text): (verdict, reason) = (.approved, text)
        case .reject(let text): (verdict, reason) = (.rejected, text)
        case .unclear(let why): return undecided(.unclear, "what it says decides nothing: \(why.rawValue)")
        }
        do throws(ApprovalRefusal) {
            _ = try planned(verdict, reason, invited)
        } catch {
            return undecided(error.obstacle, "\(error)")
        }
        return IntakeRule.Answer(
            .decide(verdict, reason: reason),
            "an approver's key, from its holder, who is vouched for, with the word alone on the first line")
    }

    /// nil where there is nothing to decide any more.
    func deciding(
        _ verdict: ApprovalVerdict, reason: String, mail: MailID, policy: NotificationPolicy
    ) -> TicketPlan? {
        guard let invited = context.invited else { return nil }
        return try? planned(verdict, reason, invited, mail: mail, policy: policy)
    }

    private func planned(
        _ verdict: ApprovalVerdict, _ reason: String, _ invited: InvitedApproval, mail: MailID,
        policy: NotificationPolicy
    ) throws(ApprovalRefusal) -> TicketPlan {
        try ApprovalPlanner(policy: policy).deciding(
            verdict, reason: reason, for: invited.invitation.approver,
            contentVersion: invited.invitation.contentVersion, in: invited.item,
            by: Actor(person: invited.holder, channel: .mail), mail: mail,
            proof: ApprovalPlanner.Proof(
                authentication: "\(authentication.level.rawValue): \(authentication.detail)",
                key: Hex.encode(invited.invitation.digest)))
    }

    /// Whether it would count, with nothing planned.
    private func planned(
        _ verdict: ApprovalVerdict, _ reason: String, _ invited: InvitedApproval
    ) throws(ApprovalRefusal) -> Approval {
        try invited.item.deciding(
            verdict, reason: reason, for: invited.invitation.approver, by: invited.holder,
            contentVersion: invited.invitation.contentVersion, via: .mail)
    }

    /// To whoever answered, and may be answered: why it decided nothing. Nobody but the holder learns what it is about.
    func explaining(_ obstacle: ApprovalObstacle?, policy: NotificationPolicy) -> [Notification] {
        guard let invited = context.invited, let obstacle, obstacle != .notYours, author == invited.holder.address,
            NotificationPlan.mayAcknowledge(self)
        else { return [] }
        let message = ApprovalMail(policy: policy).unclear(obstacle, to: invited.holder, invited.item)
        return message.map { [$0] } ?? []
    }

    /// That a key was used by somebody else, or without proof, is kept with the approval.
    func refused(_ obstacle: ApprovalObstacle?, mail: MailID) -> ApprovalChange? {
        guard let invited = context.invited, obstacle == .notYours || obstacle == .unproven else { return nil }
        let approval = invited.item.approval
        return ApprovalChange(
            before: approval, after: approval,
            evidence: [
                ApprovalEvidence(
                    .refused,
                    [
                        .init("reason", obstacle?.rawValue ?? ""),
                        .init("by", author?.description ?? "", isPersonal: true),
                        .init("authentication", authentication.detail, isPersonal: true), .init("mail", "\(mail)"),
                        .init("key", Hex.encode(invited.invitation.digest)),
                    ])
            ])
    }

    private func approvalWords(_ desk: String) -> ApprovalWords {
        policy.desks[desk]?.approvalWords ?? .shipped
    }
}

extension ApprovalRefusal {
    /// What an approver who answered by mail is told.
    var obstacle: ApprovalObstacle {
        switch self {
        case .alreadyDecided: .decided
        case .isOver(.withdrawn): .withdrawn
        case .isOver(.expired), .isExpired: .expired
        case .isOver: .decided
        case .contentChanged: .changed
        case .notAnApprover, .notPermitted, .ownRequest: .notYours
        default: .unclear
        }
    }
}
