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
            subject: intake.message.subject, references: intake.correlation.references)
    }

    private static func consequence(
        of verdict: IntakeVerdict, _ intake: IntakeCase, mail: MailID, policy: NotificationPolicy
    ) -> (TicketPlan?, MailState) {
        switch verdict.decision {
        case .open(let flags):
            return (opening(intake, flags: flags, mail: mail, policy: policy), .ticketed)
        case .append(let id, let flags):
            guard let ticket = intake.context.ticket(id) else { return (nil, .parked) }
            return (appending(intake, to: ticket, flags: flags, mail: mail), .attached)
        case .link(let id):
            return (TicketPlan(target: .existing(id), events: [.deskLinked(intake.desk)]), .attached)
        case .record(let id, let reason):
            return (id.map { recording(reason, intake, on: $0, mail: mail) }, .recorded)
        case .ignore: return (nil, .ignored)
        case .park: return (nil, .parked)
        }
    }

    private static func opening(
        _ intake: IntakeCase, flags: [TicketFlag], mail: MailID, policy: NotificationPolicy
    ) -> TicketPlan {
        let requester = intake.requester
        let draft = TicketDraft(
            desk: intake.desk, prefix: policy.desks[intake.desk]?.prefix ?? intake.desk.uppercased(),
            subject: intake.message.subject, requester: requester, language: intake.message.language, flags: flags)
        let notifications =
            NotificationPlan.mayAcknowledge(intake)
            ? NotificationPlan.acknowledgement(
                to: requester, person: intake.context.author, desk: intake.desk, language: intake.message.language,
                policy: policy) : []
        return TicketPlan(
            target: .new(draft), events: [.entryAdded(intake.entry(flags: flags, mail: mail))],
            notifications: notifications)
    }

    private static func appending(
        _ intake: IntakeCase, to ticket: Ticket, flags: [TicketFlag], mail: MailID
    ) -> TicketPlan {
        let draft = intake.entry(flags: flags, mail: mail)
        var events: [TicketEvent] = [.entryAdded(draft)]
        // A token leads here whatever desk it was sent to; that desk is to see what its mail became.
        if !intake.isAtItsDesk(ticket), intake.policy.desks[intake.desk] != nil {
            events.append(.deskLinked(intake.desk))
        }
        // An absence note wakes nothing.
        if intake.wakes, let next = ticket.stateAfterMessage {
            events.append(.stateChanged(from: ticket.state, to: next, by: draft.author, via: .mail))
        }
        return TicketPlan(target: .existing(ticket.id), events: events)
    }

    private static func recording(
        _ reason: String, _ intake: IntakeCase, on id: TicketID, mail: MailID
    ) -> TicketPlan {
        let draft = EntryDraft(
            kind: .change, direction: nil, channel: .system, author: intake.writer, text: reason, mail: mail)
        return TicketPlan(target: .existing(id), events: [.entryAdded(draft)])
    }
}

extension IntakeCase {
    /// A ticket always has a requester.
    var requester: Mailbox { standIn ?? writer }

    /// The author, or whoever is nearest to one.
    var writer: Mailbox {
        if let author = message.author { return author }
        if let first = message.from.first(where: { $0.address.isComplete }) { return first }
        if case .mailbox(let address) = envelope.reversePath { return Mailbox(address: address) }
        return Mailbox(displayName: nil, address: MailAddress(localPart: "unknown", domain: "sender.invalid"))
    }

    func entry(flags: [TicketFlag], mail: MailID) -> EntryDraft {
        let fresh = message.fresh.text.trimmingASCIISpace()
        let isFolded = message.fresh.isCertain && fresh != message.text.trimmingASCIISpace()
        return EntryDraft(
            kind: .message, direction: .incoming, channel: .mail, author: writer, text: message.text,
            html: message.html, fresh: isFolded ? fresh : nil, flags: flags, mail: mail,
            messageID: message.messageID, attachments: message.attachments.filter { !$0.isSignature }.map(\.listed))
    }
}

extension Attachment {
    /// As a ticket keeps it: what has a Content-ID there is shown inside the text, all else in the list of files.
    fileprivate var listed: Attachment {
        var attachment = self
        if disposition != .inline { attachment.contentID = nil }
        return attachment
    }
}
