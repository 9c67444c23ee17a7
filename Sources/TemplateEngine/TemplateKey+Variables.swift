/// The variables of each key: what a message of this kind is given, and all that its templates may name.
extension TemplateKey {
    /// A key that nothing is sent by has the common ones alone.
    public var variables: [TemplateVariable] {
        Self.common + (Self.table[self] ?? [])
    }

    private static let common: [TemplateVariable] = [
        TemplateVariable("desk.address", "the desk's own address"),
        TemplateVariable("desk.title", "the desk's title in the language of the message"),
        TemplateVariable("language", "the language tag of the template; always set by the renderer"),
    ]

    private static let ticket: [TemplateVariable] = [
        TemplateVariable("ticket.assignee", "the name of who works on it", isOptional: true),
        TemplateVariable("ticket.created_at", "when the ticket was opened"),
        TemplateVariable("ticket.number", "the number with its prefix, such as IT-1042"),
        TemplateVariable("ticket.status", "one of new, in_progress, pending, resolved, closed, cancelled"),
        TemplateVariable("ticket.url", "the ticket's page", kind: .url),
    ]

    private static let subject = TemplateVariable("ticket.subject", "the ticket's subject")
    private static let recipient = TemplateVariable("recipient.name", "who gets this message", isOptional: true)

    private static let entry: [TemplateVariable] = [
        TemplateVariable("entry.author", "the name of who wrote it"),
        TemplateVariable("entry.created_at", "when it was written"),
        TemplateVariable("entry.html", "the entry as sanitized HTML", kind: .html),
        TemplateVariable("entry.preview", "the first 90 characters on one line"),
        TemplateVariable("entry.text", "the entry as plain text"),
    ]

    private static let link: [TemplateVariable] = [
        TemplateVariable("link.expires", "until when the link works"),
        TemplateVariable("link.url", "the link", kind: .url),
    ]

    private static let tickets: [TemplateVariable] = [
        TemplateVariable("tickets.days", "for how many days it has been open"),
        TemplateVariable("tickets.number", "the number"),
        TemplateVariable("tickets.status", "one of new, in_progress, pending"),
        TemplateVariable("tickets.subject", "the subject"),
        TemplateVariable("tickets.updated_at", "when something last happened on it"),
        TemplateVariable("tickets.url", "the ticket's page", kind: .url),
    ]

    private static let table: [TemplateKey: [TemplateVariable]] = [
        .acknowledgement: ticket,
        .publicReply: ticket + entry + [subject, recipient],
        .assignment: ticket + entry + [
            subject, recipient,
            TemplateVariable("assignment.author", "who assigned it", isOptional: true),
            TemplateVariable("requester.address", "the requester's address"),
            TemplateVariable("requester.name", "the requester's name"),
            TemplateVariable("ticket.priority", "one of low, normal, high, urgent"),
        ],
        .statusChange: ticket + [
            subject, recipient,
            TemplateVariable("entry.text", "the reason that was given, as plain text", isOptional: true),
            TemplateVariable("ticket.previous_status", "the status until now, of the same words as ticket.status"),
        ],
        .signInLink: link + [recipient],
        .invitation: link + [
            recipient,
            TemplateVariable("invitation.author", "who invites", isOptional: true),
            TemplateVariable("invitation.role", "one of requester, approver, agent, lead, administrator, auditor"),
        ],
        .deliveryFailure: ticket + [
            subject, recipient,
            TemplateVariable("failure.diagnostic", "what the other mail system said", isOptional: true),
            TemplateVariable("failure.occurred_at", "when delivery was given up"),
            TemplateVariable("failure.recipient", "the address that could not be reached"),
            TemplateVariable("failure.status", "the enhanced status code, such as 5.1.1"),
        ],
        .statusAnswer: tickets + [
            recipient, TemplateVariable("answer.count", "how many open tickets the person has"),
            TemplateVariable("portal.url", "the page with all of the reader's tickets", kind: .url),
        ],
    ]
}
