import InternetMessage

extension IntakePlan {
    /// The whole of what one mail's commit writes, from the case alone.
    public init(_ intake: IntakeCase, mail: MailID, notifications policy: NotificationPolicy, steps: [String] = []) {
        let verdict = Intake.decide(intake)
        let (ticket, state) = IntakePlan.consequence(of: verdict, intake, mail: mail, policy: policy)
        self.init(
            verdict: verdict, state: state, ticket: ticket, trace: steps + IntakePlan.trace(intake, verdict, ticket),
            problems: Array(intake.message.problems.prefix(100)), messageID: intake.message.messageID,
            author: intake.author?.description ?? intake.message.from.first?.address.description,
            subject: intake.message.subject,
            references: intake.correlation.references + (intake.forwarding?.inner.messageID.map { [$0] } ?? []))
        if case .record = verdict.decision { report = ReportedDelivery(intake) }
        if intake.isFromPerson, intake.authentication.isAligned { provenAddress = intake.author }
        if verdict.decision == .query { notifications = NotificationPlan.statusAnswer(to: intake, policy: policy) }
    }

    private static func consequence(
        of verdict: IntakeVerdict, _ intake: IntakeCase, mail: MailID, policy: NotificationPolicy
    ) -> (TicketPlan?, MailState) {
        switch verdict.decision {
        case .open(let flags):
            return (opening(intake, flags: flags, mail: mail, policy: policy), .ticketed)
        case .append(let id, let flags):
            guard let ticket = intake.context.ticket(id) else { return (nil, .parked) }
            return (appending(intake, to: ticket, flags: flags, mail: mail, policy: policy), .attached)
        case .answer(let id, let flags):
            guard let ticket = intake.context.ticket(id), let agent = intake.agent(on: ticket) else {
                return (nil, .parked)
            }
            let plan = answering(intake, agent, ticket, flags: flags, mail: mail, policy: policy)
            return (plan ?? noting(intake, on: ticket, flags: flags, mail: mail, policy: policy), .attached)
        case .note(let id, let flags):
            guard let ticket = intake.context.ticket(id) else { return (nil, .parked) }
            return (noting(intake, on: ticket, flags: flags, mail: mail, policy: policy), .attached)
        case .link(let id):
            return (TicketPlan(target: .existing(id), events: [.deskLinked(intake.desk)]), .attached)
        case .record(let id, let reason):
            return (id.map { recording(reason, intake, on: $0, mail: mail, policy: policy) }, .recorded)
        case .query: return (nil, .answered)
        case .decide(let verdict, let reason):
            guard let plan = intake.deciding(verdict, reason: reason, mail: mail, policy: policy) else {
                return (nil, .parked)
            }
            return (plan, .decided)
        case .undecided(let id, let obstacle, let flags):
            guard let ticket = intake.context.ticket(id) else { return (nil, .parked) }
            var plan = noting(intake, on: ticket, flags: flags, mail: mail, policy: policy)
            plan.notifications += intake.explaining(obstacle, policy: policy)
            plan.approval = intake.refused(obstacle, mail: mail)
            return (plan, .attached)
        case .comment(_, let text, let obstacle, let flags):
            let note = intake.entry(flags: flags, mail: mail).asNote
            guard var plan = intake.commenting(text, note: note, policy: policy) else { return (nil, .parked) }
            plan.notifications += intake.explaining(obstacle, policy: policy, isPassedOn: true)
            return (plan, .attached)
        case .ignore: return (nil, .ignored)
        case .park: return (nil, .parked)
        }
    }

    private static func opening(
        _ intake: IntakeCase, flags: [TicketFlag], mail: MailID, policy: NotificationPolicy
    ) -> TicketPlan {
        let requester = intake.requester
        let message = intake.forwarding?.inner ?? intake.message
        var draft = TicketDraft(
            desk: intake.desk, prefix: policy.desks[intake.desk]?.prefix ?? intake.desk.uppercased(),
            subject: message.subject.isEmpty ? intake.message.subject : message.subject, requester: requester,
            language: message.language, flags: flags)
        draft.threadIndex = message.threadIndex
        draft.predecessor = intake.forwarding == nil ? intake.closedTicket?.id : nil
        let notifications =
            NotificationPlan.mayAcknowledge(intake)
            ? NotificationPlan.acknowledgement(
                to: requester, person: intake.context.author, desk: intake.desk, language: intake.message.language,
                policy: policy) : []
        var plan = TicketPlan(
            target: .new(draft),
            events: openingEntries(intake, flags: flags, mail: mail)
                + intake.newParticipants(on: nil).map(TicketEvent.participantAdded),
            notifications: notifications)
        if let answer = intake.ruleAnswer(for: draft) {
            if let obstacle = answer.obstacle {
                let note = RuleNote(rule: answer.rule.name, obstacle: obstacle)
                plan.events += [policy.desks[intake.desk].flatMap(note.event)].compactMap { $0 }
            } else {
                plan.ruleRequest = .due(rule: answer.rule.name)
            }
        }
        return plan
    }

    private static func appending(
        _ intake: IntakeCase, to ticket: Ticket, flags: [TicketFlag], mail: MailID, policy: NotificationPolicy
    ) -> TicketPlan {
        // A word of thanks asks for nothing; an agent who sees it differently takes the ticket up again.
        let isThanks = ticket.state == .resolved && intake.isThanks
        let draft = intake.entry(flags: flags + (isThanks ? [.thanks] : []), mail: mail)
        var events: [TicketEvent] = [.entryAdded(draft)]
        // A token leads here whatever desk it was sent to; that desk is to see what its mail became.
        if !intake.isAtItsDesk(ticket), intake.policy.desks[intake.desk] != nil {
            events.append(.deskLinked(intake.desk))
        }
        events += intake.newParticipants(on: ticket).map(TicketEvent.participantAdded)
        // An absence note wakes nothing.
        if intake.wakes, !isThanks, let next = ticket.stateAfterMessage {
            events.append(.stateChanged(from: ticket.state, to: next, by: draft.author, via: .mail))
        }
        // What wakes nobody's ticket is on it, and worth no mail.
        let isTold = intake.wakes && !isThanks
        return TicketPlan(
            target: .existing(ticket.id), events: events,
            notifications: isTold
                ? NotificationPlan.handlerNotices(
                    of: events, on: ticket, by: draft.author.address, policy: policy) : [])
    }

    /// The mail itself; or the one that was passed on, with what the agent says about it for the desk alone.
    private static func openingEntries(_ intake: IntakeCase, flags: [TicketFlag], mail: MailID) -> [TicketEvent] {
        guard let forwarding = intake.forwarding else { return [.entryAdded(intake.entry(flags: flags, mail: mail))] }
        let inner = forwarding.inner.entry(by: forwarding.author, flags: flags, mail: mail)
        var note = intake.entry(flags: [], mail: mail).asNote
        note.attachments.removeAll { $0.isMessage }
        if note.text.trimmingASCIISpace().isEmpty { note.text = intake.message.subject }
        return [.entryAdded(inner), .entryAdded(note)]
    }

    /// nil where the ticket's own rules refuse it: it is a note then, and nothing is lost.
    private static func answering(
        _ intake: IntakeCase, _ agent: Person, _ ticket: Ticket, flags: [TicketFlag], mail: MailID,
        policy: NotificationPolicy
    ) -> TicketPlan? {
        let actor = Actor(person: agent, channel: .mail)
        guard var events = try? ticket.events(for: [.reply(text: intake.message.fresh.text)], by: actor) else {
            return nil
        }
        // Whoever the agent's mail was addressed to besides has it already.
        for (index, event) in events.enumerated() {
            guard case .entryAdded(var draft) = event else { continue }
            draft.choice.reached = (intake.message.to + intake.message.cc).map(\.address)
            events[index] = .entryAdded(draft)
        }
        var plan = NotificationPlan.plan(for: events, on: ticket, by: actor, policy: policy)
        for (index, event) in plan.events.enumerated() {
            guard case .entryAdded(var draft) = event else { continue }
            draft.mail = mail
            draft.flags = flags
            // Where no copy goes out, the agent's own mail is what is answered.
            if plan.notifications.isEmpty { draft.messageID = intake.message.messageID }
            draft.attachments = intake.message.attachments.filter { !$0.isSignature }.map(\.listed)
            plan.events[index] = .entryAdded(draft)
        }
        plan.events += intake.newParticipants(on: ticket).map(TicketEvent.participantAdded)
        return plan
    }

    private static func noting(
        _ intake: IntakeCase, on ticket: Ticket, flags: [TicketFlag], mail: MailID, policy: NotificationPolicy
    ) -> TicketPlan {
        let note = intake.entry(flags: flags, mail: mail).asNote
        let events = [TicketEvent.entryAdded(note)]
        return TicketPlan(
            target: .existing(ticket.id), events: events,
            notifications: intake.isFromPerson
                ? NotificationPlan.handlerNotices(of: events, on: ticket, by: note.author.address, policy: policy) : [])
    }

    private static func recording(
        _ reason: String, _ intake: IntakeCase, on id: TicketID, mail: MailID, policy: NotificationPolicy
    ) -> TicketPlan {
        let draft = EntryDraft(
            kind: .change, direction: nil, channel: .system, author: intake.writer, text: reason, mail: mail)
        var plan = TicketPlan(target: .existing(id), events: [.entryAdded(draft)])
        guard let report = ReportedDelivery(intake), report.isFailure, let ticket = intake.context.ticket(id),
            let returned = intake.context.returned.first
        else { return plan }
        // Nobody was told: it is not resolved.
        if ticket.state == .resolved {
            plan.events.append(.stateChanged(from: .resolved, to: .inProgress, by: draft.author, via: .system))
        }
        plan.notifications = NotificationPlan.deliveryFailure(
            of: returned.template, to: returned.recipient, author: returned.author, desk: ticket.desk,
            people: ticket.participants + [ticket.assignee].compactMap { $0 }, status: report.status ?? "5.0.0",
            reply: report.reply, at: intake.context.moment, policy: policy)
        return plan
    }
}
