import InternetMessage

public import struct Foundation.Date

/// What a request, a decision or the passing of time writes: the approval, its ticket's timeline, and who is told.
public struct ApprovalPlanner: Sendable {
    public var policy: NotificationPolicy

    public init(policy: NotificationPolicy) {
        self.policy = policy
    }

    /// A new approval on a ticket; the ticket waits for it.
    public func requesting(
        _ request: ApprovalRequest, on ticket: Ticket, delegations: [Delegation], by actor: Actor, at now: Date
    ) throws(ApprovalRefusal) -> TicketPlan {
        let approval = try request.approval(on: ticket, by: actor.person, at: now)
        var events: [TicketEvent] = [
            .approvalChanged(
                from: nil, to: .pending, by: actor.person.mailbox, via: actor.channel, rule: approval.deskRule)
        ]
        if ticket.state == .new || ticket.state == .inProgress {
            events.append(
                .stateChanged(from: ticket.state, to: .pending, by: actor.person.mailbox, via: actor.channel))
        }
        var facts: [ApprovalEvidence.Fact] = [
            .init("content", approval.content.digest),
            .init("by", actor.person.address.description, isPersonal: true), .init("via", actor.channel.rawValue),
        ]
        if let rule = approval.deskRule { facts.append(.init("rule", rule)) }
        var plan = plan(
            from: nil, to: ApprovalCase(ticket: ticket, approval: approval, delegations: delegations, moment: now),
            events, by: actor.person, evidence: [ApprovalEvidence(.requested, facts)])
        if approval.deskRule != nil { plan.ruleRequest = .done }
        return plan
    }

    /// How somebody decided, as evidence has it.
    public struct Proof: Sendable, Hashable {
        /// What vouches for whoever decided: a mail's authentication, or a session.
        public var authentication: String
        /// SHA-256 of the key that was used, lower-case hexadecimal.
        public var key: String?

        public init(authentication: String, key: String? = nil) {
            self.authentication = authentication
            self.key = key
        }
    }

    /// A decision, and what follows from it for the step, the approval and the ticket.
    ///
    /// - Parameters:
    ///   - position: Of the step that they were asked in; nil: of whichever waits for the approver.
    ///   - showing: Makes the page anew that was before whoever decided; nil comes back where it would be another one now.
    public func deciding(
        _ verdict: ApprovalVerdict, reason: String, for approver: PersonID, contentVersion: Int64,
        position: Int64? = nil, in item: ApprovalCase, by actor: Actor, mail: MailID? = nil, proof: Proof,
        showing: (@Sendable (ApprovalCase) -> ShownPage?)? = nil
    ) throws(ApprovalRefusal) -> TicketPlan {
        let item = item.knowing(policy.desks)
        let next = try item.deciding(
            verdict, reason: reason, for: approver, by: actor.person, contentVersion: contentVersion,
            position: position, via: actor.channel, mail: mail)
        guard let decision = next.decisions.last(where: { $0.approver.id == approver && $0.at == item.moment }) else {
            throw .notAnApprover
        }
        var facts: [ApprovalEvidence.Fact] = [
            .init("content", next.content.digest), .init("verdict", verdict.rawValue),
            .init("approver", decision.approver.address.description, isPersonal: true),
            .init("by", actor.person.address.description, isPersonal: true),
            .init("reason", decision.reason, isPersonal: true), .init("via", actor.channel.rawValue),
            .init("authentication", proof.authentication, isPersonal: true),
        ]
        if let mail { facts.append(.init("mail", "\(mail)")) }
        if let key = proof.key { facts.append(.init("key", key)) }
        let shown = showing?(item)
        guard showing == nil || shown != nil else { throw .contentChanged(current: item.approval.content.version) }
        return settlingPlan(
            item, next, [.decided(decision)], by: actor,
            evidence: [ApprovalEvidence(.decided, facts + (shown?.facts ?? []), shown: shown?.bytes)])
    }

    public func withdrawing(_ item: ApprovalCase, by actor: Actor) throws(ApprovalRefusal) -> TicketPlan {
        // What a rule asked is the desk's, though the requester is its author.
        let isOwn = item.approval.author.id == actor.person.id && item.approval.deskRule == nil
        guard
            isOwn
                || AccessPolicy.allows(.change, on: item.ticket, to: actor.person)
        else { throw .notPermitted }
        let next = try item.approval.withdrawing(at: item.moment)
        let facts: [ApprovalEvidence.Fact] = [
            .init("by", actor.person.address.description, isPersonal: true), .init("via", actor.channel.rawValue),
        ]
        return settlingPlan(item, next, [], by: actor, evidence: [ApprovalEvidence(.withdrawn, facts)])
    }

    /// nil while there is time.
    public func expiring(_ item: ApprovalCase) -> TicketPlan? {
        guard let next = item.approval.expiring(at: item.moment) else { return nil }
        return settlingPlan(item, next, [], by: Actor(person: item.approval.author, channel: .system), evidence: [])
    }

    public func revising(
        _ item: ApprovalCase, text: String, fields: [ApprovalContent.Field], files: [ApprovalContent.File],
        by actor: Actor
    ) throws(ApprovalRefusal) -> TicketPlan {
        guard AccessPolicy.allows(.change, on: item.ticket, to: actor.person) else { throw .notPermitted }
        guard !item.knowing(policy.desks).couldDecide(actor.person) else { throw .ownRequest }
        let next = try item.approval.revising(text, fields: fields, files: files, at: item.moment)
        var changed = item
        changed.approval = next
        let facts: [ApprovalEvidence.Fact] = [
            .init("content", next.content.digest),
            .init("by", actor.person.address.description, isPersonal: true), .init("via", actor.channel.rawValue),
        ]
        let event = TicketEvent.approvalChanged(
            from: .pending, to: .pending, by: actor.person.mailbox, via: actor.channel)
        return plan(
            from: item.approval, to: changed, [event], by: actor.person,
            evidence: [ApprovalEvidence(.revised, facts)])
    }

    /// Adds what a settled approval means for its ticket: it waits no more.
    private func settlingPlan(
        _ item: ApprovalCase, _ next: Approval, _ events: [TicketEvent], by actor: Actor, evidence: [ApprovalEvidence]
    ) -> TicketPlan {
        var changed = item
        changed.approval = next
        var (events, evidence) = (events, evidence)
        if next.state != .pending {
            let author = actor.person.mailbox
            events.append(
                .approvalChanged(from: item.approval.state, to: next.state, by: author, via: actor.channel))
            // This approval is one of those that it waits for.
            if item.ticket.state == .pending, item.ticket.pendingApprovals <= 1 {
                events.append(.stateChanged(from: .pending, to: .inProgress, by: author, via: actor.channel))
            }
            evidence.append(ApprovalEvidence(.settled, [.init("state", next.state.rawValue)]))
        }
        return plan(from: item.approval, to: changed, events, by: actor.person, evidence: evidence)
    }

    private func plan(
        from before: Approval?, to item: ApprovalCase, _ events: [TicketEvent], by person: Person,
        evidence: [ApprovalEvidence]
    ) -> TicketPlan {
        let mail = ApprovalMail(policy: policy)
        return plan(
            from: before, to: item, events, asked: mail.invitations(from: before, to: item),
            told: mail.outcome(of: item, by: person), evidence: evidence)
    }

    func plan(
        from before: Approval?, to item: ApprovalCase, _ events: [TicketEvent], asked: [ApprovalMail.Asked],
        told: [Notification] = [], evidence: [ApprovalEvidence] = []
    ) -> TicketPlan {
        var plan = TicketPlan(
            target: .existing(item.ticket.id), events: events, notifications: asked.map(\.message) + told)
        plan.approval = ApprovalChange(
            before: before, after: item.approval, invitations: asked.map(\.invitation),
            evidence: evidence
                + asked.map { asked in
                    ApprovalEvidence(
                        .invited,
                        [
                            .init("content", item.approval.content.digest),
                            .init("step", "\(asked.invitation.position)"),
                            .init("to", asked.message.recipient.address.description, isPersonal: true),
                            .init("key", asked.keyDigest), .init("template", asked.message.template),
                            .init("version", "\(asked.message.version)"), .init("language", asked.message.language),
                            .init("message", asked.message.messageID.value),
                        ])
                })
        return plan
    }
}
