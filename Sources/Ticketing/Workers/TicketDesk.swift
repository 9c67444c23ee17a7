public import InternetMessage
import TemplateEngine

public import struct Foundation.Date

/// Commands on tickets from every door but mail: portal, API, command line, chat.
///
/// Permissions, life cycle and notifications are decided by the core inside the store's transaction, so that two who
/// act at once are never both first.
public struct TicketDesk: Sendable {
    let tickets: any Tickets
    let surveys: any Surveys
    private let people: any People
    private let outgoing: any OutgoingQueue
    private let rules: RuleDesk?
    let policy: NotificationPolicy
    let now: @Sendable () -> Date

    /// - Parameter rules: Asks at once where a rule of the desk is to ask about a new ticket; nil: somebody does later.
    public init(
        tickets: any Tickets, surveys: any Surveys, people: any People, outgoing: any OutgoingQueue,
        rules: RuleDesk? = nil, policy: NotificationPolicy, now: @escaping @Sendable () -> Date
    ) {
        self.tickets = tickets
        self.surveys = surveys
        self.people = people
        self.outgoing = outgoing
        self.rules = rules
        self.policy = policy
        self.now = now
    }

    /// Opens a ticket for `requester`: for oneself, or, as an agent of the desk, for anybody.
    public func open(
        desk name: String, subject: String, text: String, requester: Mailbox, kind: TicketKind = .question,
        priority: Priority = .normal, attachments: [Attachment] = [], by actor: Actor
    ) async throws(CommandError) -> TicketRecord {
        let known = try await person(requester.address)
        let plan = try opening(
            desk: name, subject: subject, text: text, requester: requester, known: known, kind: kind,
            priority: priority, attachments: attachments, by: actor)
        do {
            let record = try await tickets.open(plan, at: now())
            guard let rules, plan.ruleRequest != nil else { return record }
            return await rules.asked(about: record)
        } catch {
            throw .store(error)
        }
    }

    /// Carries out all of the commands or none. `expectedVersion` refuses them when the ticket changed since; `shown`
    /// refuses an answer that would reach somebody besides these.
    public func perform(
        _ commands: [TicketCommand], on number: TicketNumber, expectedVersion: Int64? = nil, shown: [PersonID]? = nil,
        by actor: Actor
    ) async throws(CommandError) -> TicketRecord {
        let policy = policy
        let people = commands.compactMap { if case .assign(let person) = $0 { person } else { nil } }
        return try await tickets.change(number, at: now()) { (record) throws(TicketRefusal) in
            let ticket = record.ticket
            if let shown { try TicketDesk.check(shown, commands, on: ticket, by: actor, policy.desks) }
            for command in commands {
                guard case .addParticipant(let mailbox) = command, policy.isOurs(mailbox.address) else { continue }
                throw .invalidAddress(mailbox.address.description)
            }
            if let expectedVersion, expectedVersion != ticket.version {
                throw .changedMeanwhile(current: ticket.version)
            }
            let events = try ticket.events(for: commands, by: actor)
            return NotificationPlan.plan(for: events, on: ticket, by: actor, people: people, policy: policy)
        }
    }

    /// Who gets this person's next answer.
    public func audience(
        of ticket: Ticket, from person: Person, leavingOut leftOut: [MailAddress] = []
    ) -> AnswerAudience {
        AnswerAudience(
            of: ticket, from: person.address, choice: AnswerChoice(leftOut: leftOut), desks: policy.desks)
    }

    private static func check(
        _ shown: [PersonID], _ commands: [TicketCommand], on ticket: Ticket, by actor: Actor, _ desks: DeskDirectory
    ) throws(TicketRefusal) {
        for command in commands {
            guard case .reply(_, let leftOut) = command, AccessPolicy.works(actor.person, on: ticket) else { continue }
            let audience = AnswerAudience(
                of: ticket, from: actor.person.address, choice: AnswerChoice(leftOut: leftOut), desks: desks)
            guard audience.readers.allSatisfy({ shown.contains($0.id) }) else { throw .readersChanged }
        }
    }

    /// Mails a one-time link. The caller has stored the credential.
    public func sendSignInLink(
        to address: MailAddress, url: String, expires: Date, language: String
    ) async throws(StoreError) {
        let values = ["link.url": url, "link.expires": "\(Int64(expires.timeIntervalSince1970))"]
        let notification = policy.notification(
            "sign-in-link", to: Mailbox(address: address), desk: policy.desks.desks.first?.name ?? "",
            languages: [language], values: values)
        guard let notification else { return }
        try await outgoing.enqueue([notification], at: now())
    }

    /// Tells a person what the link in a mail of theirs was used for. It comes in the language they had before, at once,
    /// and no preference stops it: whoever holds a forwarded mail cannot settle anything unnoticed.
    public func sendPreferencesChanged(
        _ changes: [MailSettings.Change], to person: Person
    ) async throws(StoreError) {
        guard !policy.isOurs(person.address) else { return }
        var values = ["settings.changed_at": "\(Int64(now().timeIntervalSince1970))"]
        for (index, change) in changes.enumerated() {
            values["changes.\(index).what"] = change.word
            values["changes.\(index).now"] = change.now
        }
        let notification = policy.notification(
            TemplateKey.preferencesChanged.rawValue, to: person.mailbox, desk: policy.desks.desks.first?.name ?? "",
            languages: [person.language], values: values)
        guard let notification else { return }
        try await outgoing.enqueue([notification], at: now())
    }

    /// Mails a new person the link that signs them in. The caller has stored the credential.
    public func invite(
        _ person: Person, to desk: String?, as role: Role, url: String, expires: Date, by author: Person?
    ) async throws(StoreError) {
        var values = [
            "link.url": url, "link.expires": "\(Int64(expires.timeIntervalSince1970))",
            "invitation.role": role.rawValue,
        ]
        values["invitation.author"] = author?.label
        let notification = policy.notification(
            "invitation", to: person.mailbox, desk: desk ?? policy.desks.desks.first?.name ?? "",
            languages: [person.language], values: values)
        guard let notification else { return }
        try await outgoing.enqueue([notification], at: now())
    }

    /// What an address that ends a notice names; nil when it is none of ours.
    public func unsubscribeToken(_ text: String) -> UnsubscribeToken? { UnsubscribeToken(text, key: policy.key) }

    /// Whose choice of mail an address in a notice opens; nil when it is none of ours, or has expired.
    public func preferencesToken(_ text: String) -> PreferencesToken? {
        PreferencesToken(text, key: policy.key, at: now())
    }

    private func opening(
        desk name: String, subject: String, text: String, requester: Mailbox, known: Person?, kind: TicketKind,
        priority: Priority, attachments: [Attachment], by actor: Actor
    ) throws(CommandError) -> TicketPlan {
        guard let desk = policy.desks[name] else { throw .refused(.unknownDesk(name)) }
        guard actor.person.isActive,
            requester.address == actor.person.address || AccessPolicy.works(actor.person, desk: name)
        else { throw .refused(.notPermitted) }
        let title = String(subject.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init))
        do throws(TicketRefusal) {
            let body = try Ticket.checked(text)
            guard !title.trimmingASCIISpace().isEmpty else { throw TicketRefusal.emptyText }
            guard title.utf8.count <= Ticket.longestSubject else {
                throw TicketRefusal.textTooLong(limit: Ticket.longestSubject, actual: title.utf8.count)
            }
            let draft = TicketDraft(
                desk: name, prefix: desk.prefix, subject: title.trimmingASCIISpace(), kind: kind, priority: priority,
                requester: requester, language: known?.language)
            let entry = EntryDraft(
                kind: .message, direction: .incoming, channel: actor.channel, author: requester, text: body,
                attachments: attachments)
            var plan = TicketPlan(
                target: .new(draft), events: [.entryAdded(entry)],
                notifications: NotificationPlan.acknowledgement(
                    to: requester, person: known, desk: name, language: nil, policy: policy))
            // Whoever comes through these doors is known.
            plan.ruleRequest = desk.approvalRule(for: draft, sentTo: []).map { .due(rule: $0.name) }
            return plan
        } catch {
            throw .refused(error)
        }
    }

    private func person(_ address: MailAddress) async throws(CommandError) -> Person? {
        do {
            return try await people.person(address)
        } catch {
            throw .store(error)
        }
    }
}
