/// Groups that keys share.
extension TemplateKey {
    static let statuses = ["new", "in_progress", "pending", "resolved", "closed", "cancelled"]
    static let priorities = ["low", "normal", "high", "urgent"]
    static let roles = ["requester", "approver", "agent", "lead", "administrator", "auditor"]

    static let ticket: [TemplateVariable] = [
        TemplateVariable("ticket.assignee", "the name of who works on it").optional,
        TemplateVariable("ticket.created_at", "when the ticket was opened", kind: .date),
        TemplateVariable("ticket.due_at", "until when the desk has promised the next step", kind: .date).optional,
        TemplateVariable("ticket.number", "the number with its prefix, such as IT-1042"),
        .choice("ticket.status", "one of", statuses),
        TemplateVariable("ticket.url", "the ticket's page", kind: .url),
    ]

    private static let more: [TemplateVariable] = [
        TemplateVariable("ticket.subject", "the ticket's subject"),
        .choice("ticket.priority", "one of", priorities).optional,
    ]

    static let aboutTicket: [TemplateVariable] = ticket + more + recipient

    static let recipient: [TemplateVariable] = [
        TemplateVariable("recipient.name", "who gets this message").optional,
        TemplateVariable("recipient.is_requester", "whether it is their own ticket", kind: .flag).optional,
        TemplateVariable("recipient.is_approver", "whether they are asked to decide", kind: .flag).optional,
        TemplateVariable("recipient.is_agent", "whether they work for the desk", kind: .flag).optional,
    ]

    static let requester: [TemplateVariable] = [
        TemplateVariable("requester.address", "the requester's address"),
        TemplateVariable("requester.name", "the requester's name"),
    ]

    /// Of a message that tells the requester that it is solved.
    static let solution: [TemplateVariable] = [
        TemplateVariable("resolution.closes_at", "when it is closed for good", kind: .date).optional,
        TemplateVariable("resolution.confirm_url", "the page that says it is solved", kind: .url).optional,
        TemplateVariable("resolution.reopen_url", "the page that says it is not", kind: .url).optional,
    ]

    static let entry: [TemplateVariable] = [
        TemplateVariable("entry.author", "the name of who wrote it"),
        TemplateVariable("entry.created_at", "when it was written", kind: .date),
        TemplateVariable("entry.html", "the entry as sanitized HTML", kind: .html),
        TemplateVariable("entry.preview", "the first 90 characters on one line"),
        TemplateVariable("entry.text", "the entry as plain text"),
    ]

    static let reason = TemplateVariable("change.reason", "why, as plain text").optional
    static let previousStatus = TemplateVariable.choice(
        "ticket.previous_status", "the status until now, one of", statuses)

    static let approval: [TemplateVariable] = [
        TemplateVariable("approval.author", "who asks for it"),
        TemplateVariable("approval.desk_rule", "the rule of the desk that asks for it, in the author's name").optional,
        TemplateVariable("approval.requested_at", "when it was asked for", kind: .date),
        TemplateVariable("approval.text", "what is to be decided, as plain text"),
        TemplateVariable("fields", "what the request's form holds", kind: .list).optional,
        TemplateVariable("fields.label", "the field's name, such as Amount"),
        TemplateVariable("fields.value", "what was filled in"),
    ]

    static let decidable: [TemplateVariable] = [
        TemplateVariable("approval.url", "the page to decide on", kind: .url),
        TemplateVariable("approval.approve_word", "the word that approves by mail"),
        TemplateVariable("approval.reject_word", "the word that refuses by mail"),
        TemplateVariable("approval.approve_mail", "a mailto URL of the approving answer", kind: .url).optional,
        TemplateVariable("approval.reject_mail", "a mailto URL of the refusing answer", kind: .url).optional,
        TemplateVariable("approval.expires", "until when it can be decided", kind: .date).optional,
        .choice("approval.default", "what it comes to when nobody decides by then, one of", ["approved", "rejected"])
            .optional,
        TemplateVariable("files", "the files that it is about", kind: .list).optional,
        TemplateVariable("files.name", "the file's name"),
        TemplateVariable("files.size", "its size, such as 1.2 MB"),
        TemplateVariable("files.url", "the page that has it, where it does not go along", kind: .url).optional,
    ]

    static let deciders: [TemplateVariable] = [
        TemplateVariable("approval.place", "in whose place the reader decides").optional,
        .choice("approval.rule", "what it takes where several are asked, one of", ["all", "any", "majority", "first"])
            .optional,
        TemplateVariable("approval.needed", "how many must approve, where a number was set", kind: .number).optional,
        TemplateVariable("approval.is_passive", "whether the request does not wait for the answer", kind: .flag)
            .optional,
        TemplateVariable("others", "who else decides and has not yet", kind: .list).optional,
        TemplateVariable("others.approver", "the approver's name"),
        TemplateVariable("others.is_later", "whether they are asked only after the reader", kind: .flag).optional,
    ]

    static let decisions: [TemplateVariable] = [
        TemplateVariable("decisions", "who decided what", kind: .list).optional,
        TemplateVariable("decisions.approver", "the approver's name"),
        .choice("decisions.decision", "their decision, one of", ["approved", "rejected"]),
        TemplateVariable("decisions.decided_at", "when they decided", kind: .date),
        TemplateVariable("decisions.reason", "why, as plain text").optional,
    ]

    static let tickets: [TemplateVariable] = [
        TemplateVariable("tickets", "the tickets, the most urgent first", kind: .list).optional,
        TemplateVariable("tickets.number", "the number"),
        TemplateVariable("tickets.subject", "the subject"),
        .choice("tickets.status", "one of", statuses),
        TemplateVariable("tickets.url", "the ticket's page", kind: .url),
        TemplateVariable("tickets.updated_at", "when something last happened on it", kind: .date),
        TemplateVariable("tickets.days", "for how many days it has been open", kind: .number).optional,
        TemplateVariable("tickets.due_at", "until when the next step is promised", kind: .date).optional,
        TemplateVariable("tickets.is_late", "whether that time has passed", kind: .flag).optional,
    ]

    static let news: [TemplateVariable] = [
        TemplateVariable("news", "tickets on which something happened, the last touched first", kind: .list).optional,
        TemplateVariable("news.number", "the number"),
        TemplateVariable("news.subject", "the subject"),
        TemplateVariable("news.url", "the ticket's page", kind: .url),
        TemplateVariable("news.earlier", "how much happened before what is listed", kind: .number).optional,
        TemplateVariable("news.events", "the last of what happened, oldest first", kind: .list),
        .choice(
            "news.events.what", "one of",
            [
                "new_message", "note", "assignment", "status_change", "resolved", "reopened", "reminder", "escalation",
            ]),
        TemplateVariable("news.events.author", "who did it").optional,
        TemplateVariable("news.events.text", "the beginning of what they wrote").optional,
        .choice("news.events.status", "the new status, one of", statuses).optional,
    ]

    static let portal = TemplateVariable(
        "portal.url", "the page with all of the reader's tickets", kind: .url)

    static let reportTables: [TemplateVariable] = [
        TemplateVariable("report.title", "the report's title"),
        TemplateVariable("report.from", "the beginning of the time it is about", kind: .date),
        TemplateVariable("report.to", "its end", kind: .date),
        TemplateVariable("report.url", "the report's page", kind: .url).optional,
        TemplateVariable("report.chart", "the chart, a part of the same mail", kind: .image).optional,
        TemplateVariable("report.chart_text", "what the chart shows, in words").optional,
        TemplateVariable("figures", "single numbers", kind: .list).optional,
        TemplateVariable("figures.label", "what is counted"),
        TemplateVariable("figures.value", "the number, written out"),
        TemplateVariable("figures.before", "the same for the time before, written out").optional,
        TemplateVariable("tables", "tables", kind: .list).optional,
        TemplateVariable("tables.title", "the table's title"),
        TemplateVariable("tables.columns", "the heads of the columns", kind: .list),
        TemplateVariable("tables.columns.text", "the head"),
        TemplateVariable("tables.rows", "the rows", kind: .list).optional,
        TemplateVariable("tables.rows.cells", "the cells of a row", kind: .list),
        TemplateVariable("tables.rows.cells.text", "what the cell holds"),
    ]

    static let link: [TemplateVariable] = [
        TemplateVariable("link.expires", "until when the link works", kind: .date),
        TemplateVariable("link.url", "the link", kind: .url),
    ]
}
