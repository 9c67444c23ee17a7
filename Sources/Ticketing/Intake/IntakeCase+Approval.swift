import Cryptography
import InternetMessage

/// Answers to requests for approval.
extension IntakeCase {
    /// What such an answer comes to. It decides with the approver's key, from the approver's address, vouched for, with a
    /// lone word on its first own line; anything else decides nothing, and is on the ticket for its agents.
    func approvalAnswer(_ invited: InvitedApproval) -> IntakeRule.Answer {
        if author != invited.holder.address {
            return undecided(.notYours, "the author is not \(invited.holder.address)", invited)
        }
        guard isFromPerson else { return undecided(nil, "no person wrote it", invited) }
        guard authentication.isAligned else {
            return undecided(.unproven, "nobody vouches for the author's address", invited)
        }
        guard authentication.level == .signed || !message.header.hasPartialSignature else {
            return undecided(.unproven, "its signature covers a part of it only", invited)
        }
        guard !message.header.repeatsSignedField else {
            return undecided(.unproven, "a field stands there twice", invited)
        }
        guard invited.isNamed(in: message) else {
            return undecided(.unproven, "it is not addressed to that key", invited)
        }
        guard forwarded == nil else { return undecided(.unclear, "another mail hangs on it", invited) }
        let reading = ApprovalReading(message, words: approvalWords(invited.item.ticket.desk))
        if invited.isForAuthor { return comment(reading, invited, told: nil) }
        let (verdict, reason): (ApprovalVerdict, String)
        switch reading {
        case .approve(let text): (verdict, reason) = (.approved, text)
        case .reject(let text): (verdict, reason) = (.rejected, text)
        case .unclear: return comment(reading, invited, told: .unclear)
        }
        do throws(ApprovalRefusal) {
            _ = try planned(verdict, reason, invited)
        } catch {
            return undecided(error.obstacle, "\(error)", invited)
        }
        return IntakeRule.Answer(
            .decide(verdict, reason: reason),
            "an approver's key, from its holder, who is vouched for, with the word alone on the first line")
    }

    /// Nothing is decided. A few such mails are on the ticket, whoever's they are, and no more: a mail with a key is forwarded
    /// further than anybody knows, and answered by whoever is asked no more.
    private func undecided(
        _ obstacle: ApprovalObstacle?, _ why: String, _ invited: InvitedApproval
    ) -> IntakeRule.Answer {
        guard invited.invitation.misuses < ApprovalInvitation.mostMisuses || isVouchedFor else {
            return IntakeRule.Answer(
                .ignore(reason: "\(ApprovalInvitation.mostMisuses) mails with this approver's key were no use before"),
                "an approver's key, but \(why)")
        }
        return IntakeRule.Answer(
            .undecided(invited.item.ticket.id, obstacle, flags: flags), "an approver's key, but \(why)")
    }

    /// The holder's own words, where they can be told from what is quoted, are a comment.
    private func comment(
        _ reading: ApprovalReading, _ invited: InvitedApproval, told obstacle: ApprovalObstacle?
    ) -> IntakeRule.Answer {
        let doubt = if case .unclear(let why) = reading { why } else { ApprovalDoubt?.none }
        let why = "what it says decides nothing: \(doubt?.rawValue ?? "it is for who asks")"
        guard doubt?.leavesWords ?? true else { return undecided(obstacle, why, invited) }
        let text = message.fresh.text.trimmingASCIISpace().capped(ApprovalComment.longestText)
        do throws(ApprovalRefusal) {
            _ = try invited.item.knowing(self.policy.desks).commenting(
                text, by: Actor(person: invited.holder, channel: .mail))
        } catch {
            switch error {
            case .notPermitted: return undecided(.notYours, "\(error)", invited)
            case .tooMany where !isVouchedFor:
                return IntakeRule.Answer(.ignore(reason: "\(error)"), "an approver's key, but \(why)")
            default: return undecided(obstacle, why, invited)
            }
        }
        return IntakeRule.Answer(
            .comment(invited.item.ticket.id, text, obstacle, flags: flags), "an approver's key, but \(why)")
    }

    /// nil where nothing can be said any more.
    func commenting(_ text: String, note: EntryDraft, policy: NotificationPolicy) -> TicketPlan? {
        guard let invited = context.invited else { return nil }
        return try? ApprovalPlanner(policy: policy).commenting(
            text, in: invited.item, by: Actor(person: invited.holder, channel: .mail), note: note)
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
            contentVersion: invited.invitation.contentVersion, position: invited.invitation.position, in: invited.item,
            by: Actor(person: invited.holder, channel: .mail), mail: mail,
            proof: ApprovalPlanner.Proof(
                authentication: "\(authentication.level.rawValue): \(authentication.detail)",
                key: Hex.encode(invited.invitation.digest)))
    }

    /// Whether it would count, with nothing planned.
    private func planned(
        _ verdict: ApprovalVerdict, _ reason: String, _ invited: InvitedApproval
    ) throws(ApprovalRefusal) -> Approval {
        try invited.item.knowing(self.policy.desks).deciding(
            verdict, reason: reason, for: invited.invitation.approver, by: invited.holder,
            contentVersion: invited.invitation.contentVersion, position: invited.invitation.position, via: .mail)
    }

    /// To whoever answered, and may be answered: why it decided nothing. Nobody but the holder learns what it is about.
    func explaining(
        _ obstacle: ApprovalObstacle?, policy: NotificationPolicy, isPassedOn: Bool = false
    ) -> [Notification] {
        guard let invited = context.invited, let obstacle, obstacle != .notYours, author == invited.holder.address,
            invited.holder.isActive,
            NotificationPlan.mayAcknowledge(self)
        else { return [] }
        let message = ApprovalMail(policy: policy).unclear(
            obstacle, to: invited.holder, invited.item, isPassedOn: isPassedOn)
        return message.map { [$0] } ?? []
    }

    /// That a mail with a key decided nothing is counted; that it was somebody else's, without proof, or by whoever is not
    /// asked any more, is kept with the approval besides.
    func refused(_ obstacle: ApprovalObstacle?, mail: MailID) -> ApprovalChange? {
        guard let invited = context.invited else { return nil }
        let approval = invited.item.approval
        var change = ApprovalChange(before: approval, after: approval)
        change.misusedKey = invited.invitation.digest
        guard [.notYours, .unproven, .replaced].contains(obstacle) else { return change }
        change.evidence = [
            ApprovalEvidence(
                .refused,
                [
                    .init("reason", obstacle?.rawValue ?? ""),
                    .init("by", author?.description ?? "", isPersonal: true),
                    .init("authentication", authentication.detail, isPersonal: true), .init("mail", "\(mail)"),
                    .init("key", Hex.encode(invited.invitation.digest)),
                ])
        ]
        return change
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
        // The key was theirs once.
        case .notAnApprover, .noLongerAsked: .replaced
        case .notPermitted, .ownRequest: .notYours
        default: .unclear
        }
    }
}
