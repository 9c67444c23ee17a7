/// The variables of each key: what a message of this kind is given, and all that its templates may name.
extension TemplateKey {
    /// A key that nothing is sent by has the common ones alone.
    public var variables: [TemplateVariable] {
        Self.common + (Self.table[self] ?? []).flatMap { $0 }
    }

    private static let common: [TemplateVariable] = [
        TemplateVariable("desk.address", "the desk's own address"),
        TemplateVariable("desk.title", "the desk's title in the language of the message"),
        TemplateVariable("language", "the language tag of the template; always set by the renderer"),
        TemplateVariable("brand.color", "the desk's color, such as #1d5fd1", kind: .color).optional,
        TemplateVariable("brand.text_color", "a color that can be read on it", kind: .color).optional,
        TemplateVariable("brand.logo", "the desk's picture", kind: .image).optional,
        TemplateVariable("brand.footer", "the desk's last words in every mail").optional,
        TemplateVariable("preferences.url", "where the reader says which mail they want", kind: .url).optional,
        TemplateVariable("unsubscribe.url", "where the reader ends mail of this kind", kind: .url).optional,
        TemplateVariable("also", "what happened shortly before, told in the same message", kind: .list).optional,
        .choice(
            "also.what", "one of", ["new_message", "note", "assignment", "status_change", "resolved", "reopened"]),
        TemplateVariable("also.author", "who did it").optional,
        TemplateVariable("also.text", "what they wrote, as plain text").optional,
    ]

    private static let table: [TemplateKey: [[TemplateVariable]]] = [
        .acknowledgement: [ticket],
        .publicReply: [aboutTicket, entry, solution],
        .note: [aboutTicket, entry],
        .newMessage: [aboutTicket, entry, requester],
        .assignment: [
            aboutTicket, entry, requester,
            [
                TemplateVariable("assignment.author", "who assigned it").optional
            ],
        ],
        .reminder: [
            aboutTicket,
            [
                TemplateVariable("reminder.since", "since when it waits", kind: .date),
                TemplateVariable("reminder.text", "what was asked last, as plain text").optional,
                TemplateVariable("reminder.closes_at", "when it is closed without an answer", kind: .date).optional,
            ],
        ],
        .escalation: [
            aboutTicket, requester,
            [
                .choice(
                    "escalation.reason", "why, one of",
                    ["response_due", "response_late", "resolution_due", "resolution_late", "idle", "manual"]),
                TemplateVariable("escalation.due_at", "the time that was promised", kind: .date).optional,
                TemplateVariable("escalation.author", "who escalated it").optional,
                TemplateVariable("escalation.text", "what they say, as plain text").optional,
            ],
        ],
        .statusChange: [aboutTicket, [reason, previousStatus]],
        .resolved: [
            aboutTicket,
            [TemplateVariable("resolution.text", "what was done, as plain text").optional], solution,
        ],
        .reopened: [aboutTicket, [reason, TemplateVariable("change.author", "who opened it again").optional]],
        .approvalRequest: [aboutTicket, requester, approval, decidable, deciders, decisions],
        .approvalReminder: [aboutTicket, requester, approval, decidable, deciders, decisions],
        .approvalDecided: [
            aboutTicket, approval, decisions,
            [
                .choice("approval.decision", "what was decided, one of", ["approved", "rejected"]),
                TemplateVariable("approval.decided_at", "when it was decided", kind: .date),
            ],
        ],
        .approvalExpired: [
            aboutTicket, approval,
            [
                TemplateVariable("approval.expired_at", "until when it could be decided", kind: .date),
                TemplateVariable("waiting", "the approvers who did not decide", kind: .list).optional,
                TemplateVariable("waiting.approver", "the approver's name"),
            ],
        ],
        .approvalUnclear: [
            aboutTicket, requester, approval, decidable, decisions,
            [
                .choice(
                    "approval.obstacle", "why the mail decided nothing, one of",
                    ["unclear", "unproven", "not_yours", "replaced", "changed", "decided", "expired", "withdrawn"]),
                TemplateVariable("approval.is_open", "whether it can still be decided", kind: .flag).optional,
                TemplateVariable(
                    "approval.is_passed_on", "whether what the mail says went to whoever asks", kind: .flag
                ).optional,
            ],
        ],
        .approvalComment: [
            aboutTicket, requester, approval, decidable, deciders, decisions,
            [
                TemplateVariable("approval.is_open", "whether the reader can decide it now", kind: .flag).optional,
                TemplateVariable("comment.author", "the name of who says it"),
                TemplateVariable("comment.created_at", "when they said it", kind: .date),
                TemplateVariable("comment.text", "what they say, as plain text"),
                TemplateVariable("comments", "what was said before, oldest first", kind: .list).optional,
                TemplateVariable("comments.author", "the name of who said it"),
                TemplateVariable("comments.created_at", "when they said it", kind: .date),
                TemplateVariable("comments.text", "what they said, as plain text"),
            ],
        ],
        .approvalCode: [
            recipient,
            [
                TemplateVariable("code.text", "the six digits"),
                TemplateVariable("code.expires", "until when they work", kind: .date),
                TemplateVariable("code.ticket", "the number of the ticket that it is about, such as IT-1042"),
            ],
        ],
        .substituteNamed: [
            recipient,
            [
                TemplateVariable("substitute.author", "the approver who named them"),
                TemplateVariable("substitute.from", "from when they may decide", kind: .date),
                TemplateVariable("substitute.until", "until when", kind: .date),
                TemplateVariable("substitute.url", "the page with who stands in for whom", kind: .url),
            ],
        ],
        .deliveryFailure: [
            aboutTicket,
            [
                TemplateVariable("failure.diagnostic", "what the other mail system said").optional,
                TemplateVariable("failure.occurred_at", "when delivery was given up", kind: .date),
                TemplateVariable("failure.recipient", "the address that could not be reached"),
                TemplateVariable("failure.status", "the enhanced status code, such as 5.1.1"),
            ],
        ],
        .statusAnswer: [
            recipient, tickets,
            [
                portal, TemplateVariable("answer.count", "how many open tickets the person has", kind: .number),
            ],
        ],
        .digest: [
            recipient, tickets,
            [
                portal,
                TemplateVariable("digest.from", "the beginning of the time it is about", kind: .date),
                TemplateVariable("digest.to", "its end", kind: .date),
                TemplateVariable("digest.opened", "how many tickets were opened", kind: .number),
                TemplateVariable("digest.resolved", "how many were resolved", kind: .number),
                TemplateVariable("digest.waiting", "how many wait for the reader", kind: .number),
                TemplateVariable("digest.waiting_more", "how many of these are not listed", kind: .number).optional,
                TemplateVariable("digest.has_promises", "whether anything is promised about them", kind: .flag)
                    .optional,
                TemplateVariable("digest.overdue", "how many of these are late", kind: .number).optional,
                TemplateVariable("digest.news", "on how many tickets something happened", kind: .number).optional,
                TemplateVariable("digest.news_more", "how many of these are not listed", kind: .number).optional,
            ],
            news,
        ],
        .report: [recipient, reportTables],
        .signInLink: [link, recipient],
        .invitation: [
            link, recipient,
            [
                TemplateVariable("invitation.author", "who invites").optional,
                .choice("invitation.role", "one of", roles),
            ],
        ],
        .preferencesChanged: [
            recipient,
            [
                TemplateVariable("settings.changed_at", "when it was changed", kind: .date),
                TemplateVariable("changes", "what was changed", kind: .list),
                .choice(
                    "changes.what", "one of",
                    [
                        "status_change", "assignment", "new_message", "note", "reopened", "reminder",
                        "escalation", "survey", "digest", "quiet_hours", "time_zone", "language",
                    ]),
                .choice("changes.now", "how it is now, one of", ["ended", "wanted", "in_digest", "changed"]),
            ],
        ],
        .survey: [
            aboutTicket,
            [
                TemplateVariable("survey.url", "the page with the question", kind: .url),
                TemplateVariable("survey.expires", "until when it can be answered", kind: .date).optional,
                TemplateVariable("ratings", "one page for each answer, the best first", kind: .list).optional,
                .choice("ratings.score", "the answer, one of", ["5", "4", "3", "2", "1"]),
                TemplateVariable("ratings.url", "the page that gives this answer", kind: .url),
            ],
        ],
    ]
}

/// Groups that keys share.
extension TemplateKey {
    static let statuses = ["new", "in_progress", "pending", "resolved", "closed", "cancelled"]
    static let priorities = ["low", "normal", "high", "urgent"]
    static let roles = ["requester", "approver", "agent", "lead", "administrator", "auditor"]

    fileprivate static let ticket: [TemplateVariable] = [
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

    fileprivate static let aboutTicket: [TemplateVariable] = ticket + more + recipient

    fileprivate static let recipient: [TemplateVariable] = [
        TemplateVariable("recipient.name", "who gets this message").optional,
        TemplateVariable("recipient.is_requester", "whether it is their own ticket", kind: .flag).optional,
        TemplateVariable("recipient.is_approver", "whether they are asked to decide", kind: .flag).optional,
        TemplateVariable("recipient.is_agent", "whether they work for the desk", kind: .flag).optional,
    ]

    fileprivate static let requester: [TemplateVariable] = [
        TemplateVariable("requester.address", "the requester's address"),
        TemplateVariable("requester.name", "the requester's name"),
    ]

    /// Of a message that tells the requester that it is solved.
    fileprivate static let solution: [TemplateVariable] = [
        TemplateVariable("resolution.closes_at", "when it is closed for good", kind: .date).optional,
        TemplateVariable("resolution.confirm_url", "the page that says it is solved", kind: .url).optional,
        TemplateVariable("resolution.reopen_url", "the page that says it is not", kind: .url).optional,
    ]

    fileprivate static let entry: [TemplateVariable] = [
        TemplateVariable("entry.author", "the name of who wrote it"),
        TemplateVariable("entry.created_at", "when it was written", kind: .date),
        TemplateVariable("entry.html", "the entry as sanitized HTML", kind: .html),
        TemplateVariable("entry.preview", "the first 90 characters on one line"),
        TemplateVariable("entry.text", "the entry as plain text"),
    ]

    fileprivate static let reason = TemplateVariable("change.reason", "why, as plain text").optional
    fileprivate static let previousStatus = TemplateVariable.choice(
        "ticket.previous_status", "the status until now, one of", statuses)

    fileprivate static let approval: [TemplateVariable] = [
        TemplateVariable("approval.author", "who asks for it"),
        TemplateVariable("approval.desk_rule", "the rule of the desk that asks for it, in the author's name").optional,
        TemplateVariable("approval.requested_at", "when it was asked for", kind: .date),
        TemplateVariable("approval.text", "what is to be decided, as plain text"),
        TemplateVariable("fields", "what the request's form holds", kind: .list).optional,
        TemplateVariable("fields.label", "the field's name, such as Amount"),
        TemplateVariable("fields.value", "what was filled in"),
    ]

    fileprivate static let decidable: [TemplateVariable] = [
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

    fileprivate static let deciders: [TemplateVariable] = [
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

    fileprivate static let decisions: [TemplateVariable] = [
        TemplateVariable("decisions", "who decided what", kind: .list).optional,
        TemplateVariable("decisions.approver", "the approver's name"),
        .choice("decisions.decision", "their decision, one of", ["approved", "rejected"]),
        TemplateVariable("decisions.decided_at", "when they decided", kind: .date),
        TemplateVariable("decisions.reason", "why, as plain text").optional,
    ]

    fileprivate static let tickets: [TemplateVariable] = [
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

    fileprivate static let news: [TemplateVariable] = [
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

    fileprivate static let portal = TemplateVariable(
        "portal.url", "the page with all of the reader's tickets", kind: .url)

    fileprivate static let reportTables: [TemplateVariable] = [
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

    fileprivate static let link: [TemplateVariable] = [
        TemplateVariable("link.expires", "until when the link works", kind: .date),
        TemplateVariable("link.url", "the link", kind: .url),
    ]
}
