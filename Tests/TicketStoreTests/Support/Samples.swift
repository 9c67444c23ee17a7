import Foundation
import InternetMessage
import TestSupport
import Ticketing

/// Values that several subjects need.
enum Samples {
    static let now = Fixtures.now

    static func digest(_ seed: Int) -> [UInt8] {
        (0..<32).map { UInt8(truncatingIfNeeded: seed >> (8 * ($0 % 8))) }
    }

    static func arrival(
        _ seed: Int = 1, text: String? = nil, desks: [String] = ["it"], provenance: Provenance = .lmtp,
        at: Date = now
    ) -> Arrival {
        let paths = desks.enumerated().map { index, desk in
            ForwardPath(MailAddress(localPart: "\(desk)\(index)", domain: "desk.example"))
        }
        return Arrival(
            envelope: Envelope(reversePath: .mailbox(Fixtures.address("wang@customer.example")), forwardPaths: paths),
            raw: RawMessage(Array((text ?? "Subject: \(seed)\r\n\r\nHello").utf8)), provenance: provenance,
            digest: digest(seed), desks: desks, receivedAt: at)
    }

    static func draft(subject: String = "Printer jam", requester: Mailbox = Fixtures.wang.mailbox) -> TicketDraft {
        TicketDraft(desk: "it", prefix: "IT", subject: subject, requester: requester, language: "en")
    }

    static func entry(
        _ text: String = "It is stuck.", kind: EntryKind = .message, direction: EntryDirection? = .incoming,
        mail: MailID? = nil, messageID: String? = nil, attachments: [Attachment] = []
    ) -> EntryDraft {
        EntryDraft(
            kind: kind, direction: direction, channel: .mail, author: Fixtures.wang.mailbox, text: text, mail: mail,
            messageID: messageID.map { MessageID($0) }, attachments: attachments)
    }

    static func plan(
        _ events: [TicketEvent] = [.entryAdded(entry())], draft: TicketDraft = draft(),
        notifications: [Ticketing.Notification] = []
    ) -> TicketPlan {
        TicketPlan(target: .new(draft), events: events, notifications: notifications)
    }

    static func intake(
        _ ticket: TicketPlan?, state: MailState = .ticketed, messageID: String? = nil, references: [String] = []
    ) -> IntakePlan {
        IntakePlan(
            verdict: IntakeVerdict(decision: .open(flags: []), decidedBy: "open", passed: ["loop"], reason: "new"),
            state: state, ticket: ticket, trace: ["class: person", "open: new"], problems: ["a bare LF"],
            messageID: messageID.map { MessageID($0) }, author: "wang@customer.example", subject: "Printer jam",
            references: references.map { MessageID($0) })
    }

    static func notification(
        _ id: String, to: Mailbox = Fixtures.wang.mailbox, nature: Ticketing.Notification.Nature = .acknowledgement,
        entryEvent: Int? = nil
    ) -> Ticketing.Notification {
        Ticketing.Notification(
            template: "acknowledgement", version: 3, language: "en", recipient: to, nature: nature,
            messageID: MessageID("\(id)@desk.example"), desk: "it", entryEvent: entryEvent, values: ["a": "b"])
    }

    static func correlation(
        references: [String] = [], tags: [TicketNumber] = [], citations: [TicketNumber] = [],
        digest: [UInt8] = digest(99),
        author: MailAddress? = Fixtures.wang.address
    ) -> Correlation {
        Correlation(
            tokens: [], references: references.map { MessageID($0) }, tags: tags, citations: citations, author: author,
            digest: digest)
    }
}
