import InternetMessage

extension IntakeCase {
    /// Most participants that mails bring to one ticket.
    public static let mostParticipants = 20

    /// Whom the mail brings to a ticket: everybody it is addressed to besides ourselves, where its author may speak for
    /// the ticket. An unverified author brings nobody, so that a forged mail cannot have itself sent to its forger.
    ///
    /// - Parameter ticket: nil where the mail opens one.
    func newParticipants(on ticket: Ticket?) -> [Mailbox] {
        guard isFromPerson, standIn == nil, forwarding == nil, let author else { return [] }
        var known = ticket?.participants.map(\.address) ?? [requester.address]
        var added: [Mailbox] = []
        if let ticket, !known.contains(author), let mailbox = message.author, wasOn(predecessorsOf: ticket) {
            added.append(mailbox)
        }
        known += [author] + throughAddresses
        let room = Self.mostParticipants - (ticket?.participants.count ?? 1)
        guard mayIntroduce(author, on: ticket) else { return added }
        for mailbox in message.to + message.cc where added.count < room {
            let address = mailbox.address
            guard address.isComplete, !known.contains(address), policy.desks.desk(owning: address) == nil,
                !NotificationPlan.isRobot(address), !NotificationPlan.isListManager(address)
            else { continue }
            known.append(address)
            added.append(mailbox)
        }
        return added
    }

    /// Whoever was on a closed ticket stays on the one that goes on with it.
    private func wasOn(predecessorsOf ticket: Ticket) -> Bool {
        guard let author, authentication.level != .failed else { return false }
        return context.tickets.contains { earlier in
            earlier.id != ticket.id && earlier.isParticipant(author) && context.last(after: earlier).id == ticket.id
        }
    }

    private func mayIntroduce(_ author: MailAddress, on ticket: Ticket?) -> Bool {
        let holdsKey = correlation.tokens.contains { token in
            token.ticket == ticket?.id && token.person == context.author?.id
        }
        guard let ticket else { return authentication.isAligned }
        if holdsKey { return authentication.level != .failed }
        return authentication.isAligned
            && (ticket.isParticipant(author) || wasOn(predecessorsOf: ticket) || agent(on: ticket) != nil)
    }

    /// Addresses by which the mail came here, though they are not among the desk's: an alias that is passed on to it.
    private var throughAddresses: [MailAddress] {
        envelope.forwardPaths.map(\.address)
            + ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to"].flatMap { name in
                message.header.bodies(of: name).prefix(20).flatMap {
                    AddressList(parsing: $0, limit: 10).mailboxes.map(\.address)
                }
            }
    }
}
