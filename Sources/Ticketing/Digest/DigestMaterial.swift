import InternetMessage
import TemplateEngine

public import struct Foundation.Date

/// What the store knows that a person's digest may tell of.
public struct DigestMaterial: Sendable {
    /// Tickets that wait for one person and are looked at; beyond them only their number counts.
    public static let mostWaiting = 500
    /// Happenings that one digest tells of; more are left for the next.
    public static let mostHappenings = 2_000

    public var from: Date
    public var to: Date
    /// Tickets of the person's desks that were opened in this time, and those that were resolved.
    public var opened = 0
    public var resolved = 0
    /// The most urgent first, then those that nothing has happened on for longest; at most `mostWaiting`.
    public var waiting: [Ticket] = []
    public var waitingCount = 0
    /// Oldest first.
    public var happenings: [DigestHappening] = []
    /// Those that the happenings are about.
    public var tickets: [TicketID: Ticket] = [:]

    public init(from: Date, to: Date) {
        self.from = from
        self.to = to
    }
}

/// What a notice would have told, kept for the digest.
public struct DigestHappening: Sendable, Hashable {
    public var ticket: TicketID
    /// The notice's template, with `_` for `-`.
    public var what: String
    /// Who did it.
    public var author: String?
    /// The beginning of what they wrote.
    public var text: String?
    /// The status that the ticket got.
    public var status: TicketState?

    public init(
        ticket: TicketID, what: String, author: String? = nil, text: String? = nil, status: TicketState? = nil
    ) {
        self.ticket = ticket
        self.what = what
        self.author = author
        self.text = text
        self.status = status
    }
}

extension Notification {
    /// What the digest tells in place of this message.
    /// - Parameter entry: Author and words of the entry that it was to carry.
    public func happening(on ticket: TicketID, entry: (author: String, text: String)?) -> DigestHappening {
        DigestHappening(
            ticket: ticket, what: String(template.map { $0 == "-" ? "_" : $0 }),
            author: entry?.author ?? values["assignment.author"] ?? values["change.author"]
                ?? values["escalation.author"],
            text: entry.map { PlainText.preview($0.text, scalars: DigestHappening.longestText).trimmingASCIISpace() },
            status: template == TemplateKey.statusChange.rawValue
                ? values["ticket.status"].flatMap(TicketState.init(rawValue:)) : nil)
    }
}

extension DigestHappening {
    /// Unicode scalars of what somebody wrote.
    static let longestText = 120
}
