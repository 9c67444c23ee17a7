import Foundation
import InternetMessage
import Ticketing

/// Tickets as the API writes them.
extension JSON {
    static func ticket(
        _ ticket: Ticket, promise: ServicePromise?, entries: [Entry]? = nil, readers: AnswerAudience? = nil
    ) -> JSON {
        let members: [(String, JSON)] = [
            ("number", .string("\(ticket.number)")), ("subject", .string(ticket.subject)),
            ("status", .string(ticket.state.rawValue)), ("kind", .string(ticket.kind.rawValue)),
            ("priority", .string(ticket.priority.rawValue)), ("desk", .string(ticket.desk)),
            ("requester", .person(ticket.requester)),
            ("participants", .array(ticket.participants.map(JSON.person))),
            ("assignee", ticket.assignee.map(JSON.person) ?? .null),
            ("created_at", .string(Timestamp.text(ticket.createdAt))),
            ("updated_at", .string(Timestamp.text(ticket.updatedAt))),
            ("flags", .strings(ticket.flags.map(\.description))),
            ("rating", ticket.rating.map(rating) ?? .null),
        ]
        let more: [(String, JSON)] = entries.map { [("entries", .array($0.map(JSON.entry)))] } ?? []
        let audience: [(String, JSON)] = readers.map { [("recipients", recipients($0))] } ?? []
        return .object(members + due(promise, at: Date()) + more + audience)
    }

    private static func rating(_ rating: Rating) -> JSON {
        .object([
            ("score", .integer(Int64(rating.score))), ("comment", .string(rating.comment)),
            ("at", .string(Timestamp.text(rating.at))),
        ])
    }

    /// What the desk owes on a ticket next, as the API says it.
    static func due(_ promise: ServicePromise?, at now: Date) -> [(String, JSON)] {
        [
            ("due_at", .optional(promise.map { Timestamp.text($0.dueAt) })),
            ("is_late", .bool(promise?.isLate(at: now) ?? false)),
        ]
    }

    private static func recipients(_ readers: AnswerAudience) -> JSON {
        .object([
            ("to", .array(readers.to.map(person))), ("cc", .array(readers.cc.map(person))),
            ("unnamed", .array(readers.unnamed.map(person))),
            ("without", .array(readers.bystanders.map(bystander))),
        ])
    }

    private static func bystander(_ bystander: AnswerAudience.Bystander) -> JSON {
        .object([
            ("name", .string(bystander.person.name)), ("address", .string("\(bystander.person.address)")),
            ("reason", .string(bystander.obstacle.word)), ("detail", .optional(bystander.obstacle.detail)),
        ])
    }

    static func entry(_ entry: Entry) -> JSON {
        .object([
            ("id", .string("\(entry.id)")), ("kind", .string(entry.kind.rawValue)),
            ("direction", .optional(entry.direction?.rawValue)), ("channel", .string(entry.channel.rawValue)),
            ("author", .mailbox(entry.author)), ("text", .string(entry.text)), ("html", .optional(entry.html)),
            ("change", entry.change.map(JSON.change) ?? .null),
            ("flags", .strings(entry.flags.map(\.description))),
            ("created_at", .string(Timestamp.text(entry.createdAt))), ("mail", .optional(entry.mail?.description)),
            ("reply_to", .strings(entry.replyTo.map(\.description))),
            ("attachments", .array(entry.attachments.map(JSON.attachment))),
            ("approval", .optional(entry.approval?.description)),
        ])
    }

    static func person(_ person: Person) -> JSON {
        .object([("name", .string(person.name)), ("address", .string("\(person.address)"))])
    }

    /// A missing name is an empty one, as in the API.
    static func mailbox(_ mailbox: Mailbox) -> JSON {
        .object([("name", .string(mailbox.displayName ?? "")), ("address", .string("\(mailbox.address)"))])
    }

    private static func change(_ change: FieldChange) -> JSON {
        .object([("field", .string(change.field)), ("from", .optional(change.from)), ("to", .optional(change.to))])
    }

    private static func attachment(_ attachment: StoredAttachment) -> JSON {
        .object([
            ("id", .string("\(attachment.id)")), ("name", .string(attachment.name)), ("type", .string(attachment.type)),
            ("size", .integer(attachment.size)), ("sha256", .string(attachment.sha256)),
        ])
    }
}
