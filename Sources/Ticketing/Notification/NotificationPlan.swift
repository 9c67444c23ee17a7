public import InternetMessage

/// Who is told what about a ticket's events: a pure function, and the one place that knows RFC 3834.
///
/// Nobody gets mail for what they did themselves or notices they stopped, no automatic mail answers an automatic one,
/// and of a message with a status change only the message is told.
///
/// - Standard: RFC 3834 §2 (when to respond), §3
public enum NotificationPlan {
    /// Whether an incoming mail may be answered automatically.
    public static func mayAcknowledge(_ intake: IntakeCase) -> Bool {
        silence(intake) == nil
    }

    /// Why an incoming mail may not be answered automatically; nil when it may.
    static func silence(_ intake: IntakeCase) -> String? {
        if let obstacle = obstacle(intake) { return obstacle }
        let answers = intake.context.automaticAnswersLastHour
        return answers < intake.policy.automaticAnswersPerHour ? nil : "the address got \(answers) within an hour"
    }

    /// The same, however many answers there were before.
    static func obstacle(_ intake: IntakeCase) -> String? {
        guard let author = intake.author else { return "there is no one author" }
        guard case .mailbox = intake.envelope.reversePath else { return "the reverse-path is null" }
        if intake.forwarding != nil { return "an agent passed it on" }
        if intake.isVouchedFor { return "it was ignored when it came" }
        if let wait = intake.wait, wait > IntakeCase.longestWait {
            return "it had lain in its mailbox for \(Int(min(wait, 1e10) / 86_400)) days"
        }
        if !intake.isFromPerson { return "no person wrote it" }
        if intake.authentication.level == .failed { return "the author's authentication failed" }
        switch intake.authentication.doubt {
        case .pathDenied: return "SPF fails, and nothing passed"
        case .spam: return "our mail system takes it for spam"
        case nil: break
        }
        if intake.claimsOwnAddress { return "it claims an address of ours" }
        return isRobot(author) || isListManager(author) ? "no person reads the author's address" : nil
    }

    /// To whoever opened a ticket: its number, and nothing of what they wrote.
    public static func acknowledgement(
        to requester: Mailbox, person: Person?, desk: String, language: String?, policy: NotificationPolicy
    ) -> [Notification] {
        guard !policy.isOurs(requester.address) else { return [] }
        let notification = policy.notification(
            "acknowledgement", to: requester, desk: desk, languages: [person?.language, language])
        return notification.map { [$0] } ?? []
    }

    /// To somebody who asked for their own tickets: those that are open, and nothing of anybody else's.
    static func statusAnswer(to intake: IntakeCase, policy: NotificationPolicy) -> [Notification] {
        let list = StatusList(intake.context.ownTickets, desks: policy.desks)
        let notification = policy.notification(
            StatusList.template, to: intake.requester, desk: intake.desk,
            languages: [intake.context.author?.language, intake.message.language],
            values: list.values(answering: intake.message.messageID))
        return notification.map { [$0] } ?? []
    }

    /// What commands' events come to, with the messages that they cause and, where an answer goes out to nobody, a word
    /// about that.
    public static func plan(
        for events: [TicketEvent], on ticket: Ticket, by actor: Actor, people: [Person] = [],
        policy: NotificationPolicy
    ) -> TicketPlan {
        let isUnheard = events.contains { event in
            guard case .entryAdded(let draft) = event, draft.isPublicAnswer else { return false }
            return AnswerAudience(
                of: ticket, from: actor.person.address, choice: draft.choice, desks: policy.desks
            ).isUnheard
        }
        var plan = TicketPlan(
            target: .existing(ticket.id),
            events: events + (isUnheard ? [.sentToNobody(by: actor.person.mailbox, via: actor.channel)] : []),
            notifications: notifications(for: events, on: ticket, by: actor, people: people, policy: policy))
        plan.survey = SurveyPlan.request(for: events, on: ticket, policy: policy)
        return plan
    }

    /// What an agent's or a participant's commands cause.
    public static func notifications(
        for events: [TicketEvent], on ticket: Ticket, by actor: Actor, people: [Person], policy: NotificationPolicy
    ) -> [Notification] {
        let carriesMessage = events.contains {
            if case .entryAdded(let draft) = $0 { draft.kind == .message } else { false }
        }
        let isSolution = events.contains {
            if case .stateChanged(_, .resolved, _, _) = $0 { true } else { false }
        }
        let told = events.enumerated().flatMap { index, event -> [Notification] in
            switch event {
            case .entryAdded(let draft) where draft.isPublicAnswer:
                return publicReply(draft, at: index, on: ticket, by: actor, isSolution: isSolution, policy: policy)
            case .stateChanged(.resolved, let to, _, _) where to.isOpen && !carriesMessage:
                return reopened(ticket, by: actor, policy: policy)
            case .stateChanged(let from, let to, _, _) where !carriesMessage:
                return statusChange(from: from, to: to, on: ticket, by: actor, policy: policy)
            case .assigned(_, let assignee?, _, _):
                return assignment(to: assignee, on: ticket, by: actor, people: people, policy: policy)
            default: return []
            }
        }
        return told + handlerNotices(of: events, on: ticket, by: actor.person.address, policy: policy)
    }

    /// One message, of which everybody gets a copy: the same identifier and the same destination fields.
    private static func publicReply(
        _ draft: EntryDraft, at index: Int, on ticket: Ticket, by actor: Actor, isSolution: Bool,
        policy: NotificationPolicy
    ) -> [Notification] {
        let audience = AnswerAudience(
            of: ticket, from: actor.person.address, choice: draft.choice, desks: policy.desks)
        let copies = audience.copies.compactMap {
            policy.notification(
                "public-reply", to: $0.mailbox, desk: ticket.desk, languages: [$0.language, ticket.language],
                entryEvent: index, values: isSolution ? ["ticket.status": TicketState.resolved.rawValue] : [:])
        }
        return copies.map { copy in
            var copy = copy
            copy.destinations = audience.destinations
            if let first = copies.first?.messageID, first != copy.messageID { copy.copyOf = first }
            return copy
        }
    }

    private static func statusChange(
        from: TicketState, to: TicketState, on ticket: Ticket, by actor: Actor, policy: NotificationPolicy
    ) -> [Notification] {
        // Taking a new ticket in hand is the desk's own affair.
        guard from != .new || to != .inProgress else { return [] }
        return recipients(of: ticket, except: actor, policy: policy).filter {
            $0.id == ticket.requester.id && $0.wants(.statusChange)
        }
        .compactMap {
            policy.notification(
                to == .resolved ? "resolved" : "status-change", to: $0.mailbox, desk: ticket.desk,
                languages: [$0.language, ticket.language],
                values: ["ticket.previous_status": from.rawValue, "ticket.status": to.rawValue], reader: $0)
        }
    }

    private static func assignment(
        to assignee: Mailbox, on ticket: Ticket, by actor: Actor, people: [Person], policy: NotificationPolicy
    ) -> [Notification] {
        guard assignee.address != actor.person.address, !policy.isOurs(assignee.address) else { return [] }
        let person = people.first { $0.address == assignee.address }
        guard person?.wants(.assignment) ?? true else { return [] }
        let notification = policy.notification(
            "assignment", to: assignee, desk: ticket.desk, languages: [person?.language],
            values: ["assignment.author": actor.person.label], reader: person)
        return notification.map { [$0] } ?? []
    }

    static func recipients(of ticket: Ticket, except actor: Actor, policy: NotificationPolicy) -> [Person] {
        ticket.participants.filter {
            $0.isActive && $0.address != actor.person.address && !policy.isOurs($0.address) && !isRobot($0.address)
        }
    }

    /// Addresses that no person reads.
    ///
    /// - Standard: RFC 2142 §7, RFC 5321 §4.5.5
    static func isRobot(_ address: MailAddress) -> Bool {
        let local = address.withoutDetail.localPart.lowercased().filter { !"-_.".contains($0) }
        return ["mailerdaemon", "postmaster", "noreply", "donotreply"].contains(local)
    }

    /// The one name under which nobody but a mail system writes; a postmaster may be a person.
    ///
    /// - Standard: RFC 5321 §4.5.5
    static func isMailSystem(_ address: MailAddress) -> Bool {
        address.localPart.lowercased().filter { !"-_.".contains($0) } == "mailerdaemon"
    }

    /// Addresses of programs that manage lists, which take any mail for a command or a failure.
    ///
    /// - Standard: RFC 3834 §2, RFC 2142 §6
    static func isListManager(_ address: MailAddress) -> Bool {
        let local = address.localPart.lowercased()
        return local.hasPrefix("owner-") || local.hasSuffix("-request") || local.hasSuffix("-owner")
    }
}

extension EntryDraft {
    /// An agent's words for the requester.
    var isPublicAnswer: Bool { kind == .message && direction == .outgoing }
}
