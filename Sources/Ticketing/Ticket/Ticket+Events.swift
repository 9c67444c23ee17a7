import InternetMessage

extension Ticket {
    /// Longest text of a reply or note, in bytes of UTF-8.
    public static let longestText = 256 << 10
    /// Longest subject, in bytes of UTF-8.
    public static let longestSubject = 500

    /// What a list of commands means for this ticket: the events, or why not. Each command sees what the ones before
    /// it changed; either all of them happen or none.
    public func events(for commands: [TicketCommand], by actor: Actor) throws(TicketRefusal) -> [TicketEvent] {
        var ticket = self
        var events: [TicketEvent] = []
        for command in commands {
            let added = try ticket.events(for: command, by: actor)
            for event in added { ticket.apply(event) }
            events += added
        }
        return events
    }

    private func events(for command: TicketCommand, by actor: Actor) throws(TicketRefusal) -> [TicketEvent] {
        let action = command.action(by: actor.person, on: self)
        guard AccessPolicy.allows(action, on: self, to: actor.person) else { throw .notPermitted }
        let author = actor.person.mailbox
        switch command {
        case .reply(let text, let leftOut):
            guard !state.isFinal else { throw .isFinal(state) }
            return try messageEvents(text: text, leavingOut: leftOut, by: actor)
        case .note(let text):
            let draft = EntryDraft(
                kind: .note, direction: nil, channel: actor.channel, author: author, text: try Ticket.checked(text))
            return [.entryAdded(draft)]
        case .setState(let wanted):
            guard wanted != state else { throw .sameState(state) }
            guard !state.isFinal else { throw .isFinal(state) }
            return [.stateChanged(from: state, to: wanted, by: author, via: actor.channel)]
        case .assign(let person):
            guard !state.isFinal else { throw .isFinal(state) }
            if let person, !AccessPolicy.works(person, on: self) { throw .notAnAgent(person.address) }
            guard person?.id != assignee?.id else { return [] }
            return [.assigned(from: assignee?.mailbox, to: person?.mailbox, by: author, via: actor.channel)]
        case .setPriority(let wanted):
            guard !state.isFinal else { throw .isFinal(state) }
            guard wanted != priority else { return [] }
            return [.priorityChanged(from: priority, to: wanted, by: author, via: actor.channel)]
        case .addParticipant(let mailbox): return try participantEvents(mailbox)
        }
    }

    /// A public message, and what it does to the state: an agent's first answer takes the ticket in hand, a
    /// participant's answer wakes a waiting or resolved one.
    private func messageEvents(
        text: String, leavingOut leftOut: [MailAddress], by actor: Actor
    ) throws(TicketRefusal) -> [TicketEvent] {
        for address in leftOut {
            guard isParticipant(address), address != requester.address else { throw .isNoCopy(address) }
        }
        let isAgent = AccessPolicy.works(actor.person, on: self)
        let author = actor.person.mailbox
        var draft = EntryDraft(
            kind: .message, direction: isAgent ? .outgoing : .incoming, channel: actor.channel, author: author,
            text: try Ticket.checked(text))
        draft.choice.leftOut = leftOut
        var events: [TicketEvent] = [.entryAdded(draft)]
        if let next = isAgent ? stateAfterAnswer : stateAfterMessage {
            events.append(.stateChanged(from: state, to: next, by: author, via: actor.channel))
        }
        return events
    }

    /// Somebody whom an agent brings in. A robot's or a list manager's address draws answers that nobody wrote.
    private func participantEvents(_ mailbox: Mailbox) throws(TicketRefusal) -> [TicketEvent] {
        guard !state.isFinal else { throw .isFinal(state) }
        let address = mailbox.address
        guard address.isComplete, !NotificationPlan.isRobot(address), !NotificationPlan.isListManager(address) else {
            throw .invalidAddress(address.description)
        }
        guard !isParticipant(address) else { return [] }
        guard participants.count < IntakeCase.mostParticipants else {
            throw .tooManyParticipants(limit: IntakeCase.mostParticipants)
        }
        return [.participantAdded(mailbox)]
    }

    /// Where an agent's public reply takes it; nil: nowhere.
    var stateAfterAnswer: TicketState? { state == .new ? .inProgress : nil }
    /// Where a participant's message takes it; nil: nowhere. What waits for a decision goes on waiting.
    var stateAfterMessage: TicketState? {
        if state == .pending, pendingApprovals > 0 { return nil }
        return state == .pending || state == .resolved ? .inProgress : nil
    }

    private mutating func apply(_ event: TicketEvent) {
        switch event {
        case .stateChanged(_, let to, _, _): state = to
        case .priorityChanged(_, let to, _, _): priority = to
        case .entryAdded, .assigned, .participantAdded, .deskLinked, .flagged, .sentToNobody, .approvalChanged,
            .decided:
            break
        }
    }

    static func checked(_ text: String) throws(TicketRefusal) -> String {
        let trimmed = text.trimmingASCIISpace()
        guard !trimmed.isEmpty else { throw .emptyText }
        guard trimmed.utf8.count <= longestText else {
            throw .textTooLong(limit: longestText, actual: trimmed.utf8.count)
        }
        return trimmed
    }
}
