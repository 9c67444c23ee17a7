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
