public import Ticketing

/// An approval as JSON, for the API and the command line alike.
public enum ApprovalJSON {
    /// On one line; with the records that prove it, where they are given.
    public static func text(_ item: ApprovalCase, evidence records: [EvidenceRecord]? = nil) -> String {
        String(decoding: value(item, evidence: records).bytes, as: UTF8.self)
    }

    static func value(_ item: ApprovalCase, evidence records: [EvidenceRecord]? = nil) -> JSONValue {
        let proof = records.map { [JSONValue.Member(name: "evidence", value: .array($0.map(evidence)))] } ?? []
        return .object(members(of: item) + proof)
    }

    private static func members(of item: ApprovalCase) -> [JSONValue.Member] {
        let approval = item.approval
        return [
            .init(name: "id", value: .string(approval.id.description)),
            .init(name: "ticket", value: .string(item.ticket.number.description)),
            .init(name: "state", value: .string(approval.state.rawValue)),
            .init(name: "rule", value: .string(approval.steps.first?.rule.description ?? "all")),
        ] + members(of: approval.content) + [
            .init(name: "requested_by", value: APIValues.mailbox(approval.author.mailbox)),
            .init(name: "desk_rule", value: .optional(approval.deskRule)),
            .init(name: "created_at", value: .string(approval.createdAt.rfc3339)),
            .init(name: "expires_at", value: .optional(approval.expiresAt?.rfc3339)),
            .init(name: "default", value: .optional(approval.defaultVerdict?.command)),
            .init(name: "settled_at", value: .optional(approval.settledAt?.rfc3339)),
            .init(name: "waiting_for", value: .array(approval.waitingFor.map { APIValues.mailbox($0.mailbox) })),
            .init(name: "steps", value: .array(approval.steps.map(step))),
            .init(name: "decisions", value: .array(approval.decisions.map(decision))),
            .init(name: "comments", value: .array(approval.comments.map(comment))),
        ]
    }

    private static func members(of content: ApprovalContent) -> [JSONValue.Member] {
        [
            .init(name: "text", value: .string(content.text)),
            .init(
                name: "fields",
                value: .array(content.fields.map { ["label": .string($0.label), "value": .string($0.value)] })),
            .init(name: "files", value: .array(content.files.map(file))),
            .init(name: "content_version", value: .integer(content.version)),
            .init(name: "content_sha256", value: .string(content.digest)),
        ]
    }

    private static func file(_ file: ApprovalContent.File) -> JSONValue {
        [
            "name": .string(file.name), "type": .string(file.type), "size": .integer(file.size),
            "sha256": .string(file.sha256),
        ]
    }

    private static func step(_ step: ApprovalStep) -> JSONValue {
        [
            "position": .integer(step.position), "rule": .string(step.rule.description),
            "passive": .bool(step.isPassive), "state": .string(step.state.rawValue),
            "approvers": .array(step.approvers.map { APIValues.mailbox($0.mailbox) }),
            "seats": .array(step.seats.map(APIValues.seat)),
            "opened_at": .optional(step.openedAt?.rfc3339), "due_at": .optional(step.dueAt?.rfc3339),
            "escalates_to": step.escalatesTo.map { APIValues.mailbox($0.mailbox) } ?? .null,
            "escalated_at": .optional(step.escalatedAt?.rfc3339),
        ]
    }

    private static func decision(_ decision: ApprovalDecision) -> JSONValue {
        [
            "approver": APIValues.mailbox(decision.approver.mailbox),
            "decided_by": APIValues.mailbox(decision.author.mailbox),
            "decision": .string(decision.verdict.command), "reason": .string(decision.reason),
            "channel": .string(decision.channel.rawValue), "decided_at": .string(decision.at.rfc3339),
            "mail": .optional(decision.mail?.description),
        ]
    }

    static func comment(_ comment: ApprovalComment) -> JSONValue {
        [
            "id": .string(comment.id.description), "author": APIValues.mailbox(comment.author.mailbox),
            "text": .string(comment.text), "channel": .string(comment.channel.rawValue),
            "content_version": .integer(comment.contentVersion), "created_at": .string(comment.at.rfc3339),
            "mail": .optional(comment.mail?.description),
        ]
    }

    static func evidence(_ record: EvidenceRecord) -> JSONValue {
        [
            "sequence": .integer(record.sequence), "record": .string(record.record), "sha256": .string(record.digest),
            "facts": .array(
                record.facts.map {
                    ["name": .string($0.name), "value": .optional($0.value), "salt": .optional($0.salt)]
                }),
        ]
    }
}
