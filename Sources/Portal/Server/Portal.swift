import Cryptography
import Hummingbird
import InternetMessage
import Logging
public import Ticketing

import struct Foundation.Date

/// All that a route needs, in one value.
struct Portal: Sendable {
    let configuration: PortalConfiguration
    let desks: DeskDirectory
    let ports: PortalPorts
    let logger: Logger
    let now: @Sendable () -> Date
    let tokens: any TokenSource
    let sessions: Sessions
    let throttle: SignInThrottle
    let passwords: PasswordChecks
    let feed: EventFeed

    func words(for visitor: Visitor) -> Words { Words(visitor.language, zone: configuration.zone) }

    func frame(for visitor: Visitor) -> PageFrame {
        PageFrame(
            words: words(for: visitor), visitor: visitor, brand: brand(in: visitor.language),
            helpAddress: desks.addresses.first?.description)
    }

    /// The desk's title where there is one desk, else what all of them are.
    private func brand(in language: PortalLanguage) -> String {
        let only = desks.desks.count == 1 ? desks.desks.first : nil
        if let only { return only.title(in: language.rawValue) }
        return Words(language).desk
    }

    /// A new form: once by its key, ours by the session.
    func form(of session: Session) -> PostForm {
        PostForm(session: session, key: Base32.encode(tokens.bytes(15)))
    }

    /// The ticket for somebody who may read it; for others there is none.
    func record(_ number: String, for person: Person) async throws -> TicketRecord {
        guard let number = TicketNumber(number) else { throw PortalFailure.notFound }
        let record = try await ports.tickets.record(number)
        guard AccessPolicy.allows(.read, on: record.ticket, to: person) else { throw PortalFailure.notFound }
        return record.shown(to: person)
    }

    /// The mail for somebody who may see its desk's ledger.
    func mail(_ id: String, for person: Person) async throws -> LedgerMail {
        guard let id = MailID(text: id) else { throw PortalFailure.notFound }
        let mail = try await ports.ledger.mail(id)
        guard AccessPolicy.readsLedger(person, desk: mail.desk) else { throw PortalFailure.notFound }
        return mail
    }

    /// A mail's bytes as they came; as a download, so that no browser takes a mail for a page.
    func rawMail(_ id: String, for person: Person) async throws -> Response {
        let mail = try await mail(id, for: person)
        guard mail.rawRemovedAt == nil else { throw PortalFailure.gone }
        return .download(try await ports.ledger.raw(mail.id).bytes, name: "mail-\(mail.id).eml")
    }

    func mayRetry(_ mail: LedgerMail, _ person: Person) -> Bool { AccessPolicy.works(person, desk: mail.desk) }
}

/// The ports of the core that pages and API call.
public struct PortalPorts: Sendable {
    public var desk: TicketDesk
    public var approving: ApprovalDesk
    public var approvals: any Approvals
    public var codes: ApprovalCodeDesk
    public var tickets: any Tickets
    public var people: any People
    public var preferences: any NotificationPreferences
    public var ledger: any Ledger
    public var outgoing: any OutgoingQueue
    public var suppressions: any Suppressions
    public var idempotency: any IdempotencyKeys
    public var mailboxes: any Mailboxes
    public var templates: TemplateDesk
    public var preview: TemplatePreview
    public var digests: DigestDesk
    public var reports: ReportDesk

    public init(
        desk: TicketDesk, approving: ApprovalDesk, approvals: any Approvals, codes: ApprovalCodeDesk,
        tickets: any Tickets, people: any People, preferences: any NotificationPreferences,
        ledger: any Ledger, outgoing: any OutgoingQueue, suppressions: any Suppressions,
        idempotency: any IdempotencyKeys, mailboxes: any Mailboxes, templates: TemplateDesk, preview: TemplatePreview,
        digests: DigestDesk, reports: ReportDesk
    ) {
        self.desk = desk
        self.approving = approving
        self.approvals = approvals
        self.codes = codes
        self.tickets = tickets
        self.people = people
        self.preferences = preferences
        self.ledger = ledger
        self.outgoing = outgoing
        self.suppressions = suppressions
        self.idempotency = idempotency
        self.mailboxes = mailboxes
        self.templates = templates
        self.preview = preview
        self.digests = digests
        self.reports = reports
    }
}

extension Ticket {
    /// With its rating only for those who see that.
    func shown(to person: Person) -> Ticket {
        guard !AccessPolicy.showsRating(of: self, to: person) else { return self }
        var ticket = self
        ticket.rating = nil
        return ticket
    }
}

extension TicketRecord {
    /// With the entries that this person sees.
    func shown(to person: Person) -> TicketRecord {
        TicketRecord(
            ticket: ticket.shown(to: person), entries: entries.filter { AccessPolicy.shows($0, of: ticket, to: person) }
        )
    }

    /// Hangs on one of the entries.
    func holds(_ attachment: AttachmentID) -> Bool {
        entries.contains { $0.attachments.contains { $0.id == attachment } }
    }
}
