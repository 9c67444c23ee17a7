import InternetMessage

/// What opens a ticket to a mail, surest first.
extension IntakeCase {
    /// A ticket that the mail may be added to, and why.
    struct Key {
        var ticket: Ticket
        var reason: String
    }

    /// Tickets whose signed addresses the mail was sent to.
    var tokenKeys: [Key] {
        correlation.tokens.compactMap { context.ticket($0.ticket) }
            .map { Key(ticket: $0, reason: "was sent to a reply address that we signed") }
    }

    /// Tickets of the messages whose return addresses it was sent to, where absence notes go.
    var returnKeys: [Key] {
        context.returned.compactMap(\.ticket).compactMap { context.ticket($0) }
            .map { Key(ticket: $0, reason: "was sent to an address that we signed") }
    }

    /// Tickets of the threads that it goes on with. An identifier of ours leads to the ticket that it was given out for;
    /// one of other people's to the first ticket that bears it and has the author on it: whoever cites an identifier
    /// later draws no answers to themselves.
    var threadKeys: [Key] {
        guard policy.followsThreads else { return [] }
        return correlation.references.reversed().flatMap { identifier -> [Key] in
            let tickets = context.tickets(bearing: identifier)
            if IssuedMessageID.isOurs(identifier, key: policy.key) {
                return tickets.prefix(1).filter(isAtItsDesk).map { Key(ticket: $0, reason: "answers a mail of ours") }
            }
            guard authentication.level != .failed else { return [] }
            return tickets.filter { isAtItsDesk($0) && isOn($0) }
                .map { Key(ticket: $0, reason: "somebody on it goes on with a thread of the ticket") }
        }
    }

    /// Tickets that the subject names. A number is no key: where senders are verified at all, the author must be.
    var tagKeys: [Key] {
        guard policy.followsSubjectTags else { return [] }
        guard authentication.isAligned || (!policy.verifiesSenders && authentication.level == .unverified) else {
            return []
        }
        return correlation.tags.compactMap { context.ticket($0) }.filter { isAtItsDesk($0) && isOn($0) }
            .map { Key(ticket: $0, reason: "somebody on it names the ticket in the subject") }
    }

    /// The closed ticket that the mail would have been added to; the one it opens goes on with it.
    var closedTicket: Ticket? {
        (tokenKeys + threadKeys + tagKeys).lazy.map { context.last(after: $0.ticket) }.first { $0.state.isFinal }
    }

    /// The desk that the mail came to answers for this ticket: by number and thread a mail reaches no other desk's,
    /// whose agents would never learn of it.
    func isAtItsDesk(_ ticket: Ticket) -> Bool {
        ticket.desk == desk || ticket.linkedDesks.contains(desk)
    }

    /// May the ticket still be added to? A closed one stays as it was: the mail goes to the one that went on with it, or
    /// opens that.
    func append(by key: Key) -> IntakeRule.Answer? {
        let ticket = context.last(after: key.ticket)
        let reason = ticket.id == key.ticket.id ? key.reason : "\(key.reason), with which this one goes on"
        if let agent = agent(on: ticket) { return agentAnswer(agent, on: ticket, reason) }
        guard !ticket.state.isFinal else { return nil }
        return IntakeRule.Answer(.append(ticket.id, flags: flags), reason)
    }

    private func isOn(_ ticket: Ticket) -> Bool {
        author.map { ticket.isParticipant($0) } ?? false || isTrustedAgent(on: ticket)
    }
}

extension IntakeContext {
    /// Oldest first.
    func tickets(bearing identifier: MessageID) -> [Ticket] {
        (ticketsByMessageID[identifier] ?? []).compactMap { ticket($0) }
    }

    /// Where a closed ticket goes on, as far as that is known; the ticket itself while it is open.
    func last(after ticket: Ticket) -> Ticket {
        var last = ticket
        var passed: Set<TicketID> = [ticket.id]
        while last.state.isFinal, let next = last.successor.flatMap({ self.ticket($0) }),
            passed.insert(next.id).inserted
        {
            last = next
        }
        return last
    }
}
