import InternetMessage
import Ticketing

/// The ledger as commands print it.
extension JSON {
    static func mail(_ mail: LedgerMail) -> JSON {
        .object([
            ("id", .string("\(mail.id)")), ("state", .string(mail.state.rawValue)), ("reason", .optional(mail.reason)),
            ("desk", .string(mail.desk)), ("sender", .string(mail.reversePath.text)),
            ("recipients", .strings(mail.recipients.map(\.description))), ("transport", .string(mail.transport)),
            ("size", .integer(mail.size)), ("sha256", .string(mail.digest)),
            ("message_id", .optional(mail.messageID?.value)), ("from", .optional(mail.author)),
            ("subject", .optional(mail.subject)), ("ticket", .optional(mail.ticket?.description)),
            ("trace", .strings(mail.trace)), ("problems", .strings(mail.problems)),
            ("failures", .integer(Int64(mail.failures))), ("received_at", .string(Timestamp.text(mail.receivedAt))),
            ("settled_at", .optional(mail.settledAt.map(Timestamp.text))),
            ("raw_removed_at", .optional(mail.rawRemovedAt.map(Timestamp.text))),
            ("erased_at", .optional(mail.erasedAt.map(Timestamp.text))), ("left_in", .optional(mail.leftIn)),
            ("copies", .integer(Int64(mail.copies))), ("copied_at", .optional(mail.copiedAt.map(Timestamp.text))),
            ("copied_by", .optional(mail.copiedBy)),
        ])
    }

    static func outgoing(_ record: OutgoingRecord) -> JSON {
        .object(members(of: record))
    }

    private static func members(of record: OutgoingRecord) -> [(String, JSON)] {
        [
            ("id", .string("\(record.id)")), ("state", .string(record.state.rawValue)),
            ("template", .string(record.template)), ("version", .integer(Int64(record.version))),
            ("language", .string(record.language)), ("recipient", .mailbox(record.recipient)),
            ("ticket", .optional(record.ticket?.description)), ("message_id", .string(record.messageID.value)),
            ("attempts", .integer(Int64(record.attempts))), ("last_reply", .optional(record.lastReply)),
            ("created_at", .string(Timestamp.text(record.createdAt))),
            ("next_attempt_at", .optional(record.nextAttemptAt.map(Timestamp.text))),
            ("priority", .string(record.priority.name)),
            ("settled_at", .optional(record.settledAt.map(Timestamp.text))),
        ]
    }

    static func outgoing(_ detail: OutgoingDetail) -> JSON {
        .object(
            members(of: detail.record) + [
                (
                    "history",
                    .array(
                        detail.attempts.map {
                            .object([
                                ("at", .string(Timestamp.text($0.at))), ("outcome", .string($0.outcome.rawValue)),
                                ("reply", .string($0.reply)),
                            ])
                        })
                ), ("composed", .bool(detail.isComposed)),
            ])
    }

    static func suppression(_ suppression: Suppression) -> JSON {
        .object([
            ("address", .string(suppression.address.description)), ("reason", .string(suppression.reason)),
            ("source", .string(suppression.source.rawValue)), ("message", .optional(suppression.message?.description)),
            ("since", .string(Timestamp.text(suppression.since))),
        ])
    }
}

extension ReversePath {
    /// Empty for the null reverse-path.
    var text: String {
        switch self {
        case .null: ""
        case .mailbox(let address): address.description
        }
    }
}
