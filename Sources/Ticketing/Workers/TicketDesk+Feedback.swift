/// Answers to the questions that mails about a ticket ask, by the links in them. A link is all of the authority.
extension TicketDesk {
    /// What an address asks; nil when it is none of ours, or expired.
    public func link(_ text: String, to question: TicketLink.Question) -> TicketLink? {
        guard let link = TicketLink(text, to: question, key: policy.key), link.isLive(at: now()) else { return nil }
        return link
    }

    /// The solved ticket that the link asks about; nil when it asks nothing any more.
    public func solution(askedBy link: TicketLink) async throws(StoreError) -> Ticket? {
        guard let record = try await record(of: link), ResolutionPlan.isOpen(link, on: record, at: now()) else {
            return nil
        }
        return record.ticket
    }

    /// Closes the ticket, or opens it again. False when the link asks nothing any more.
    public func answer(_ answer: ResolutionAnswer, by link: TicketLink) async throws(CommandError) -> Bool {
        let number: TicketNumber?
        do throws(StoreError) {
            number = try await record(of: link)?.ticket.number
        } catch {
            throw .store(error)
        }
        guard let number else { return false }
        let (policy, moment) = (policy, now())
        do throws(CommandError) {
            try await tickets.change(number, at: moment) { (record) throws(TicketRefusal) in
                guard ResolutionPlan.isOpen(link, on: record, at: moment) else { throw .notPermitted }
                let events = try ResolutionPlan.events(answer, on: record.ticket)
                return NotificationPlan.plan(
                    for: events, on: record.ticket, by: Actor(person: record.ticket.requester, channel: .portal),
                    policy: policy)
            }
            return true
        } catch .refused(.notPermitted) {
            return false
        }
    }

    /// The ticket that the link asks about; nil when it asks nothing any more.
    public func survey(askedBy link: TicketLink) async throws(StoreError) -> (survey: Survey, ticket: Ticket)? {
        guard let survey = try await surveys.survey(of: link.ticket), survey.isOpen(to: link, at: now()),
            let ticket = try await record(of: link)?.ticket
        else { return nil }
        return (survey, ticket)
    }

    /// False when the link asks nothing any more.
    public func answer(_ answer: SurveyAnswer, by link: TicketLink) async throws(StoreError) -> Bool {
        try await surveys.answer(answer, by: link, at: now())
    }

    private func record(of link: TicketLink) async throws(StoreError) -> TicketRecord? {
        do throws(StoreError) {
            return try await tickets.record(link.ticket)
        } catch .notFound {
            return nil
        }
    }
}
