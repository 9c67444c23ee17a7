import InternetMessage

extension ApprovalPlanner {
    /// A question or a remark: on the ticket as a work note, and in the mailbox of whoever it is for. Nothing is decided.
    public func commenting(
        _ text: String, in item: ApprovalCase, by actor: Actor
    ) throws(ApprovalRefusal) -> TicketPlan {
        try commenting(
            text, in: item, by: actor,
            note: EntryDraft(
                kind: .note, direction: nil, channel: actor.channel, author: actor.person.mailbox,
                text: text.trimmingASCIISpace()))
    }

    /// - Parameter note: As it stands on the ticket: a mail's with all that came with it.
    func commenting(
        _ text: String, in item: ApprovalCase, by actor: Actor, note: EntryDraft
    ) throws(ApprovalRefusal) -> TicketPlan {
        let item = item.knowing(policy.desks)
        var changed = item
        changed.approval = try item.commenting(text, by: actor, mail: note.mail)
        guard let comment = changed.approval.comments.last else { throw .emptyText }
        let mail = ApprovalMail(policy: policy)
        let asked = item.isMailed(actor.person) ? mail.comment(comment, in: changed) : []
        let answerable = item.isAsked(actor.person) ? mail.comment(comment, toAuthorOf: changed) : nil
        let told = asked.map(\.message) + [answerable?.message].compactMap { $0 }
        let events = [TicketEvent.entryAdded(note)]
        let notices = NotificationPlan.handlerNotices(
            of: events, on: item.ticket, by: actor.person.address, policy: policy
        ).filter { notice in !told.contains { $0.recipient.address == notice.recipient.address } }
        var plan = plan(
            from: item.approval, to: changed, events, asked: asked,
            told: [answerable?.message].compactMap { $0 } + notices, evidence: [evidence(of: comment)])
        if let answerable { plan.approval?.invitations.append(answerable.invitation) }
        plan.approval?.commentEvent = 0
        return plan
    }

    private func evidence(of comment: ApprovalComment) -> ApprovalEvidence {
        var facts: [ApprovalEvidence.Fact] = [
            .init("version", "\(comment.contentVersion)"),
            .init("by", comment.author.address.description, isPersonal: true),
            .init("text", comment.text, isPersonal: true), .init("via", comment.channel.rawValue),
        ]
        if let mail = comment.mail { facts.append(.init("mail", "\(mail)")) }
        return ApprovalEvidence(.commented, facts)
    }
}

extension ApprovalCase {
    /// Whether approvers are mailed what this person says now.
    ///
    /// Whoever a desk's rule asks for chose neither approvers nor question, and may be anybody: they are mailed what these
    /// people answer, and nothing unasked.
    func isMailed(_ person: Person) -> Bool {
        guard approval.deskRule != nil, person.id == approval.author.id, !AccessPolicy.works(person, on: ticket) else {
            return true
        }
        return approval.comments.last.map { $0.author.id != person.id } ?? false
    }
}

extension ApprovalMail {
    /// Of the comments before, those that a message tells again.
    static let mostEarlier = 3

    /// To those who are asked now and have not decided: the request again, with what somebody else said about it and a
    /// key to answer with. What an approver says goes to whoever asks instead.
    func comment(_ comment: ApprovalComment, in item: ApprovalCase) -> [Asked] {
        guard !item.isAsked(comment.author) else { return [] }
        return item.approval.openSteps.flatMap { step in
            step.undecided.flatMap { approver in
                holders(of: approver, of: step, in: item).filter { $0.address != comment.author.address }
                    .compactMap { holder in
                        ask(holder, for: approver, step, "approval-comment", item).map { asked in
                            var asked = asked
                            asked.message.values["approval.is_open"] = "true"
                            asked.message.values.merge(values(of: comment, in: item)) { $1 }
                            return asked
                        }
                    }
            }
        }
    }

    /// To whoever asks: what an approver says. Their key decides nothing; an answer to it is a comment.
    func comment(_ comment: ApprovalComment, toAuthorOf item: ApprovalCase) -> Asked? {
        let author = item.approval.author
        guard author.isActive, author.id != comment.author.id, !policy.isOurs(author.address),
            !NotificationPlan.isRobot(author.address), let step = item.approval.openSteps.first,
            var asked = ask(author, for: author, step, "approval-comment", item)
        else { return nil }
        asked.message.values["recipient.is_approver"] = nil
        asked.message.values["approval.approve_mail"] = nil
        asked.message.values["approval.reject_mail"] = nil
        asked.message.values.merge(values(of: comment, in: item)) { $1 }
        return asked
    }

    private func values(of comment: ApprovalComment, in item: ApprovalCase) -> [String: String] {
        var values = values(of: comment, under: "comment")
        for (index, earlier) in item.approval.comments.dropLast().suffix(Self.mostEarlier).enumerated() {
            values.merge(self.values(of: earlier, under: "comments.\(index)")) { $1 }
        }
        return values
    }

    private func values(of comment: ApprovalComment, under name: String) -> [String: String] {
        [
            "\(name).author": comment.author.label, "\(name).text": comment.text,
            "\(name).created_at": seconds(comment.at),
        ]
    }
}
