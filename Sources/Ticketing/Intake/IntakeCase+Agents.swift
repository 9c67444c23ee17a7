public import InternetMessage

/// Mails of the desk's own people.
extension IntakeCase {
    /// A mail that an agent of the desk passed on, to be opened for whoever wrote it.
    public struct Forwarding: Sendable {
        public var agent: Person
        public var inner: InternetMessage
        public var author: Mailbox
    }

    /// Only of an agent of this desk whose address is vouched for; nobody vouches for what is inside.
    public var forwarding: Forwarding? {
        guard authentication.isAligned, isFromPerson, let inner = forwarded, let author = inner.author,
            let agent = context.author, agent.address == self.author, AccessPolicy.works(agent, desk: desk),
            author.address != agent.address,
            policy.desks.desk(owning: author.address) == nil, !NotificationPlan.isRobot(author.address)
        else { return nil }
        return Forwarding(agent: agent, inner: inner, author: author)
    }

    /// The author, where the address is an agent's who works this ticket and did not ask for it.
    func agent(on ticket: Ticket) -> Person? {
        guard let person = context.author, person.address == author, AccessPolicy.works(person, on: ticket),
            ticket.requester.id != person.id
        else { return nil }
        return person
    }

    func isTrustedAgent(on ticket: Ticket) -> Bool { authentication.isAligned && agent(on: ticket) != nil }

    /// What an agent's mail comes to: their answer to the requester where the address is vouched for and holds the key
    /// that we sent to it, and nothing says that the words are for the desk alone; else a work note, which the
    /// requester never sees.
    func agentAnswer(_ agent: Person, on ticket: Ticket, _ reason: String) -> IntakeRule.Answer {
        func note(_ why: String) -> IntakeRule.Answer {
            IntakeRule.Answer(.note(ticket.id, flags: flags), "\(reason); an agent's note: \(why)")
        }
        let holdsKey = correlation.tokens.contains { $0.ticket == ticket.id && $0.person == agent.id }
        guard authentication.isAligned else { return note("nobody vouches for the agent's address") }
        guard holdsKey else { return note("it was not sent to the agent's own reply address") }
        guard isFromPerson else { return note("no person wrote it") }
        guard !ticket.state.isFinal else { return note("the ticket is \(ticket.state.rawValue)") }
        guard message.fresh.isCertain, (try? Ticket.checked(message.fresh.text)) != nil else {
            return note("what the agent wrote now cannot be told from what they quoted")
        }
        guard !LoneWords.opensNote(message.fresh.text) else { return note("its first line says so") }
        return IntakeRule.Answer(.answer(ticket.id, flags: flags), "\(reason); an agent's answer")
    }
}
