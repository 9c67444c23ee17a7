import Ticketing

/// An approval for people, and as the API writes it.
enum ApprovalOutput {
    static func show(_ item: ApprovalCase, _ evidence: [EvidenceRecord]?) {
        let approval = item.approval
        var rows = [
            ["number", "\(approval.id)"], ["ticket", "\(item.ticket.number)"], ["state", approval.state.rawValue],
            ["asked by", asker(approval)], ["asked", Timestamp.text(approval.createdAt)],
            ["content", "version \(approval.content.version), sha256 \(approval.content.digest)"],
        ]
        if let expiresAt = approval.expiresAt { rows.append(["until", Timestamp.text(expiresAt)]) }
        if let settledAt = approval.settledAt { rows.append(["settled", Timestamp.text(settledAt)]) }
        for step in approval.steps {
            let names = step.seats.map(seat).joined(separator: ", ")
            rows.append(["step \(step.position)", "\(step.state.rawValue), \(step.rule) of: \(names)"])
        }
        for decision in approval.decisions {
            let place = decision.author.id == decision.approver.id ? "" : " for \(decision.approver.label)"
            let words = [decision.reason].filter { !$0.isEmpty }.map { ": \($0)" }.joined()
            rows.append([
                decision.verdict.rawValue,
                "\(Timestamp.text(decision.at)) \(decision.author.label)\(place) (\(decision.channel.rawValue))\(words)",
            ])
        }
        StandardOutput.line(Terminal.table(rows) + "\n\n" + Terminal.text(approval.content.text))
        for record in evidence ?? [] {
            let facts = record.facts.map {
                "  \($0.name) = \(Terminal.line($0.value ?? "(erased)")) salt \($0.salt ?? "-")"
            }
            StandardOutput.line("\n" + Terminal.text(record.record) + "sha256: \(record.digest)")
            if !facts.isEmpty { StandardOutput.line(facts.joined(separator: "\n")) }
        }
    }
}

extension ApprovalOutput {
    fileprivate static func asker(_ approval: Approval) -> String {
        approval.deskRule.map { "the desk's rule \"\($0)\", for \(approval.author.label)" } ?? approval.author.label
    }

    private static func seat(_ seat: ApprovalSeat) -> String {
        let standing = seat.standing.map { " (\($0))" } ?? ""
        return seat.person.label + standing + (seat.vacantSince == nil ? "" : ", who can decide no more")
    }
}

extension JSON {
    static func approval(_ item: ApprovalCase, evidence: [EvidenceRecord]? = nil) -> JSON {
        let approval = item.approval
        return .object(
            [
                ("id", .string("\(approval.id)")), ("ticket", .string("\(item.ticket.number)")),
                ("state", .string(approval.state.rawValue)),
                ("rule", .string(approval.steps.first?.rule.description ?? "all")),
                ("text", .string(approval.content.text)), ("content_version", .integer(approval.content.version)),
                ("content_sha256", .string(approval.content.digest)), ("requested_by", .person(approval.author)),
                ("desk_rule", .optional(approval.deskRule)),
                ("created_at", .string(Timestamp.text(approval.createdAt))),
                ("expires_at", .optional(approval.expiresAt.map(Timestamp.text))),
                ("settled_at", .optional(approval.settledAt.map(Timestamp.text))),
                ("waiting_for", .array(approval.waitingFor.map(JSON.person))),
                ("steps", .array(approval.steps.map(step))), ("decisions", .array(approval.decisions.map(decision))),
            ] + (evidence.map { [("evidence", .array($0.map(record)))] } ?? []))
    }

    private static func step(_ step: ApprovalStep) -> JSON {
        .object([
            ("position", .integer(step.position)), ("rule", .string(step.rule.description)),
            ("passive", .bool(step.isPassive)), ("state", .string(step.state.rawValue)),
            ("approvers", .array(step.approvers.map(JSON.person))),
            ("seats", .array(step.seats.map(seat))),
            ("opened_at", .optional(step.openedAt.map(Timestamp.text))),
        ])
    }

    private static func seat(_ seat: ApprovalSeat) -> JSON {
        .object([
            ("approver", .person(seat.person)), ("as", .string(seat.standing?.description ?? "address")),
            ("vacant_since", .optional(seat.vacantSince.map(Timestamp.text))),
        ])
    }

    private static func decision(_ decision: ApprovalDecision) -> JSON {
        .object([
            ("approver", .person(decision.approver)), ("decided_by", .person(decision.author)),
            ("decision", .string(decision.verdict.command)), ("reason", .string(decision.reason)),
            ("channel", .string(decision.channel.rawValue)), ("decided_at", .string(Timestamp.text(decision.at))),
            ("mail", .optional(decision.mail?.description)),
        ])
    }

    private static func record(_ record: EvidenceRecord) -> JSON {
        .object([
            ("sequence", .integer(record.sequence)), ("record", .string(record.record)),
            ("sha256", .string(record.digest)),
            (
                "facts",
                .array(
                    record.facts.map {
                        .object([
                            ("name", .string($0.name)), ("value", .optional($0.value)), ("salt", .optional($0.salt)),
                        ])
                    })
            ),
        ])
    }
}
