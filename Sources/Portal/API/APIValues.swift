import InternetMessage
import Ticketing

import struct Foundation.Date

/// Values as the API writes them.
enum APIValues {
    static func mailbox(_ mailbox: Mailbox) -> JSONValue {
        ["name": .string(mailbox.displayName ?? ""), "address": .string(mailbox.address.description)]
    }

    /// - Parameter due: What the desk owes, for those who work it.
    static func ticket(
        _ ticket: Ticket, due: [JSONValue.Member] = [], entries: [Entry]? = nil, readers: AnswerAudience? = nil
    ) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(name: "number", value: .string(ticket.number.description)),
            .init(name: "subject", value: .string(ticket.subject)),
            .init(name: "status", value: .string(ticket.state.rawValue)),
            .init(name: "kind", value: .string(ticket.kind.rawValue)),
            .init(name: "priority", value: .string(ticket.priority.rawValue)),
            .init(name: "desk", value: .string(ticket.desk)),
            .init(name: "requester", value: mailbox(ticket.requester.mailbox)),
            .init(name: "participants", value: .array(ticket.participants.map { mailbox($0.mailbox) })),
            .init(name: "assignee", value: ticket.assignee.map { mailbox($0.mailbox) } ?? .null),
            .init(name: "created_at", value: .string(ticket.createdAt.rfc3339)),
            .init(name: "updated_at", value: .string(ticket.updatedAt.rfc3339)),
            .init(name: "flags", value: .array(ticket.flags.map { .string($0.description) })),
            .init(name: "version", value: .integer(ticket.version)),
            .init(name: "rating", value: ticket.rating.map(rating) ?? .null),
        ]
        members += due
        if let entries { members.append(.init(name: "entries", value: .array(entries.map(entry)))) }
        if let readers { members.append(.init(name: "recipients", value: recipients(readers))) }
        return .object(members)
    }

    static func rating(_ rating: Rating) -> JSONValue {
        [
            "score": .integer(Int64(rating.score)), "comment": .string(rating.comment),
            "at": .string(rating.at.rfc3339),
        ]
    }

    /// Who gets an answer, as its header names them, and who does not, with the reason.
    static func recipients(_ audience: AnswerAudience) -> JSONValue {
        [
            "to": .array(audience.to.map { mailbox($0.mailbox) }),
            "cc": .array(audience.cc.map { mailbox($0.mailbox) }),
            "unnamed": .array(audience.unnamed.map { mailbox($0.mailbox) }),
            "without": .array(
                audience.bystanders.map {
                    [
                        "name": .string($0.person.name), "address": .string($0.person.address.description),
                        "reason": .string($0.obstacle.word), "detail": .optional($0.obstacle.detail),
                    ]
                }),
        ]
    }

    /// A new entry, with who is mailed where it is an agent's answer.
    static func newEntry(_ entry: Entry, readers: AnswerAudience?) -> JSONValue {
        let value = self.entry(entry)
        guard let readers, case .object(let members) = value else { return value }
        return .object(members + [.init(name: "recipients", value: recipients(readers))])
    }

    static func entry(_ entry: Entry) -> JSONValue {
        let change: JSONValue =
            entry.change.map {
                ["field": .string($0.field), "from": .optional($0.from), "to": .optional($0.to)]
            } ?? .null
        return [
            "id": .string(entry.id.description), "kind": .string(entry.kind.rawValue),
            "direction": .optional(entry.direction?.rawValue), "channel": .string(entry.channel.rawValue),
            "author": mailbox(entry.author), "text": .string(entry.text), "html": .optional(entry.html),
            "new": .optional(entry.fresh), "change": change,
            "flags": .array(entry.flags.map { .string($0.description) }),
            "created_at": .string(entry.createdAt.rfc3339), "mail": .optional(entry.mail?.description),
            "message_id": .optional(entry.messageID?.value),
            "reply_to": .array(entry.replyTo.map { .string($0.description) }),
            "attachments": .array(entry.attachments.map(attachment)),
            "approval": .optional(entry.approval?.description),
        ]
    }

    static func due(_ promise: ServicePromise?, at now: Date) -> [JSONValue.Member] {
        [
            .init(name: "due_at", value: .optional(promise?.dueAt.rfc3339)),
            .init(name: "is_late", value: .bool(promise?.isLate(at: now) ?? false)),
        ]
    }

    static func attachment(_ attachment: StoredAttachment) -> JSONValue {
        [
            "id": .string(attachment.id.description), "name": .string(attachment.name),
            "type": .string(attachment.type), "size": .integer(attachment.size), "sha256": .string(attachment.sha256),
        ]
    }

    static func mail(_ mail: LedgerMail) -> JSONValue {
        let sender: JSONValue =
            switch mail.reversePath {
            case .null: .null
            case .mailbox(let address): .string(address.description)
            }
        return [
            "id": .string(mail.id.description), "state": .string(mail.state.rawValue),
            "reason": .optional(mail.reason), "desk": .string(mail.desk), "sender": sender,
            "recipients": .array(mail.recipients.map { .string($0.description) }),
            "transport": .string(mail.transport), "size": .integer(mail.size), "sha256": .string(mail.digest),
            "message_id": .optional(mail.messageID?.value), "from": .optional(mail.author),
            "subject": .optional(mail.subject), "ticket": .optional(mail.ticket?.description),
            "trace": .array(mail.trace.map(JSONValue.string)), "problems": .array(mail.problems.map(JSONValue.string)),
            "failures": .integer(Int64(mail.failures)), "received_at": .string(mail.receivedAt.rfc3339),
            "settled_at": .optional(mail.settledAt?.rfc3339),
            "raw_removed_at": .optional(mail.rawRemovedAt?.rfc3339), "left_in": .optional(mail.leftIn),
            "copies": .integer(Int64(mail.copies)), "copied_at": .optional(mail.copiedAt?.rfc3339),
            "copied_by": .optional(mail.copiedBy),
        ]
    }

    static func outgoing(_ record: OutgoingRecord) -> JSONValue { .object(members(of: record)) }

    static func outgoing(_ detail: OutgoingDetail) -> JSONValue {
        .object(
            members(of: detail.record) + [
                .init(
                    name: "history",
                    value: .array(
                        detail.attempts.map {
                            [
                                "at": .string($0.at.rfc3339), "outcome": .string($0.outcome.rawValue),
                                "reply": .string($0.reply),
                            ]
                        }))
            ])
    }

    private static func members(of record: OutgoingRecord) -> [JSONValue.Member] {
        [
            .init(name: "id", value: .string(record.id.description)),
            .init(name: "state", value: .string(record.state.rawValue)),
            .init(name: "template", value: .string(record.template)),
            .init(name: "version", value: .integer(Int64(record.version))),
            .init(name: "language", value: .string(record.language)),
            .init(name: "recipient", value: mailbox(record.recipient)),
            .init(name: "ticket", value: .optional(record.ticket?.description)),
            .init(name: "message_id", value: .string(record.messageID.value)),
            .init(name: "priority", value: .string(record.priority.name)),
            .init(name: "attempts", value: .integer(Int64(record.attempts))),
            .init(name: "last_reply", value: .optional(record.lastReply)),
            .init(name: "created_at", value: .string(record.createdAt.rfc3339)),
            .init(name: "next_attempt_at", value: .optional(record.nextAttemptAt?.rfc3339)),
            .init(name: "settled_at", value: .optional(record.settledAt?.rfc3339)),
        ]
    }

    static func suppression(_ item: Suppression) -> JSONValue {
        [
            "address": .string(item.address.description), "reason": .string(item.reason),
            "source": .string(item.source.rawValue), "message": .optional(item.message?.description),
            "since": .string(item.since.rfc3339),
        ]
    }

    static func page(_ page: Page<JSONValue>) -> JSONValue {
        ["items": .array(page.items), "next_cursor": .optional(page.nextCursor)]
    }
}
