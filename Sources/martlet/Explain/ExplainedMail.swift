import Cryptography
import InternetMessage
import Ticketing

/// The object that `martlet mail explain` prints. A key that does not apply is null or an empty list.
struct ExplainedMail {
    let file: String
    let message: InternetMessage
    let intake: IntakeCase
    let plan: IntakePlan
    let desk: String?

    var json: JSON {
        .object([
            ("file", .string(file)), ("message_id", .optional(message.messageID?.value)),
            ("date", .optional(message.date.map(Timestamp.text))),
            ("from", (message.author ?? message.from.first).map(mailbox) ?? .null),
            ("sender", message.sender.map(mailbox) ?? .null), ("reply_to", .array(message.replyTo.map(mailbox))),
            ("to", .array(message.to.map(mailbox))), ("cc", .array(message.cc.map(mailbox))),
            ("subject", .string(message.subject)), ("references", .strings(message.references.map(\.value))),
            ("language", .optional(message.language)), ("text", .string(message.text)),
            ("encrypted", .optional(message.encryption?.rawValue)),
            ("html", .optional(message.html)), ("reply", reply),
            ("attachments", .array(message.attachments.map(attachment))), ("class", .string(messageClass)),
            ("delivery_status", .array(message.deliveryStatus.map(recipientStatus))),
            (
                "authentication",
                .object([
                    ("level", .string(intake.authentication.level.rawValue)),
                    ("detail", .string(intake.authentication.detail)),
                ])
            ), ("outcome", outcome), ("trace", .strings(plan.trace)), ("problems", .strings(message.problems)),
        ])
    }

    private var reply: JSON {
        .object([
            ("new", .string(message.fresh.text)), ("quoted", .bool(message.fresh.quoted)),
            ("signature", .optional(message.fresh.signature)),
        ])
    }

    /// Only who knows what we sent can tell a loop.
    private var messageClass: String {
        plan.verdict.decidedBy == "loop" ? MessageClass.loop.rawValue : message.messageClass.rawValue
    }

    private var outcome: JSON {
        .object([
            ("action", .string(plan.verdict.decision.action)), ("desk", .optional(desk)),
            ("ticket", .optional(ticket?.number.description)), ("reason", .string(plan.verdict.reason)),
        ])
    }

    private var ticket: Ticket? {
        switch plan.verdict.decision {
        case .append(let id, _), .answer(let id, _), .note(let id, _), .link(let id), .undecided(let id, _, _),
            .comment(let id, _, _, _):
            intake.context.ticket(id)
        case .record(let id, _): id.flatMap { intake.context.ticket($0) }
        case .decide: intake.context.invited?.item.ticket
        case .open, .query, .ignore, .park: nil
        }
    }

    private func mailbox(_ mailbox: Mailbox) -> JSON {
        .object([("name", .optional(mailbox.displayName)), ("address", .string("\(mailbox.address)"))])
    }

    private func attachment(_ attachment: Attachment) -> JSON {
        .object([
            ("name", .string(attachment.name)), ("type", .string(attachment.type)),
            ("size", .integer(Int64(attachment.bytes.count))),
            ("sha256", .string(Hex.encode(SHA256.digest(of: attachment.bytes)))),
            ("disposition", .string(attachment.disposition.rawValue)), ("content_id", .optional(attachment.contentID)),
        ])
    }

    private func recipientStatus(_ status: RecipientStatus) -> JSON {
        .object([
            ("recipient", .string(status.recipient)), ("action", .string(status.action.rawValue)),
            ("status", .optional(status.status)), ("diagnostic", .optional(status.diagnostic)),
        ])
    }
}
