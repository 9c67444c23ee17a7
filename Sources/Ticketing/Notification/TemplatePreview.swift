import InternetMessage
public import TemplateEngine

public import struct Foundation.Date

/// A message as its reader would get it about a ticket, with nothing sent.
public struct TemplatePreview: Sendable {
    private let policy: NotificationPolicy
    /// Without a slash at its end.
    private let publicURL: String

    public init(policy: NotificationPolicy, publicURL: String) {
        self.policy = policy
        self.publicURL = publicURL
    }

    /// What is wrong with the values is among the problems; how the template is written wrongly is thrown.
    public func rendered(
        _ writing: TemplateWriting, _ slot: TemplateSlot, _ language: LanguageTag, about record: TicketRecord,
        at now: Date
    ) throws(TemplateError) -> RenderedTemplate {
        let version = policy.templates.versions(of: slot.key).last?.next ?? .first
        let template = try writing.template(slot.key, version, language)
        let catalog = policy.templates.adding([template], published: [:])
        return try catalog.rendered(
            notification(slot, version, language, about: record, at: now),
            values: values(slot, version, language, about: record, at: now), timeZone: policy.timeZone)
    }

    private func values(
        _ slot: TemplateSlot, _ version: TemplateVersion, _ language: LanguageTag, about record: TicketRecord,
        at now: Date
    ) -> [String: TemplateValue] {
        let entry = OutgoingEntry(
            id: OutgoingID(rawValue: 0),
            notification: notification(slot, version, language, about: record, at: now), ticket: record.ticket,
            entry: record.entries.last { $0.kind == .message }, thread: [], recipient: record.ticket.requester,
            composed: nil, attempts: 0, createdAt: now)
        let desk = policy.desks[slot.desk ?? record.ticket.desk] ?? policy.desks.desks.first
        guard let desk else { return [:] }
        return OutgoingValues(entry: entry, desk: desk, publicURL: publicURL, at: now).root
    }

    private func notification(
        _ slot: TemplateSlot, _ version: TemplateVersion, _ language: LanguageTag, about record: TicketRecord,
        at now: Date
    ) -> Notification {
        let ticket = record.ticket
        return Notification(
            template: slot.key.rawValue, version: version.rawValue, language: language.description,
            recipient: ticket.requester.mailbox, nature: slot.key.nature, messageID: MessageID("preview@invalid"),
            desk: slot.desk ?? ticket.desk,
            values: TemplatePreview.sample(for: slot.key, about: ticket, at: now))
    }

    /// Made-up values for all that neither ticket, desk nor person gives, as a reader of this role would get them.
    /// An answer asks whether it is solved only where it is.
    public static func sample(
        for key: TemplateKey, about ticket: Ticket, role: Role? = nil, at now: Date
    ) -> [String: String] {
        let unasked = key == .publicReply && ticket.state != .resolved ? ["resolution"] : []
        let known =
            unasked + [
                "desk", "brand", "recipient", "requester", "ticket", "entry", "portal", "preferences", "unsubscribe",
                "also",
            ]
        var values = TemplateSample.flat(for: key, at: now).filter { value in
            !known.contains { value.key.hasPrefix($0 + ".") }
        }
        values["ticket.previous_status"] = TicketState.new.rawValue
        if let role {
            for other in [Role.requester, .approver, .agent] {
                values["recipient.is_\(other.rawValue)"] = "\(other == role)"
            }
        }
        return values
    }
}
