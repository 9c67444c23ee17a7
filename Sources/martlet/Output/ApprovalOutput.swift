import Portal
import Ticketing

/// An approval for people; for programs `ApprovalJSON` writes it.
enum ApprovalOutput {
    /// After a change.
    static func print(_ item: ApprovalCase, _ format: FormatOption) {
        switch format.format {
        case .json: StandardOutput.line(ApprovalJSON.text(item))
        case .text: show(item, nil)
        }
    }

    static func show(_ item: ApprovalCase, _ evidence: [EvidenceRecord]?) {
        let approval = item.approval
        var rows = [
            ["number", "\(approval.id)"], ["ticket", "\(item.ticket.number)"], ["state", approval.state.rawValue],
            ["asked by", asker(approval)], ["asked", Timestamp.text(approval.createdAt)],
            ["content", "version \(approval.content.version), sha256 \(approval.content.digest)"],
        ]
        if let expiresAt = approval.expiresAt {
            let verdict = approval.defaultVerdict.map { ", then it counts as \($0.rawValue)" } ?? ""
            rows.append(["until", Timestamp.text(expiresAt) + verdict])
        }
        if let settledAt = approval.settledAt { rows.append(["settled", Timestamp.text(settledAt)]) }
        for step in approval.steps {
            let names = step.seats.map(seat).joined(separator: ", ")
            let kind = step.isPassive ? "for information" : "\(step.rule)"
            rows.append(["step \(step.position)", "\(step.state.rawValue), \(kind) of: \(names)"])
        }
        for decision in approval.decisions {
            let place = decision.author.id == decision.approver.id ? "" : " for \(decision.approver.label)"
            let words = [decision.reason].filter { !$0.isEmpty }.map { ": \($0)" }.joined()
            rows.append([
                decision.verdict.rawValue,
                "\(Timestamp.text(decision.at)) \(decision.author.label)\(place) (\(decision.channel.rawValue))\(words)",
            ])
        }
        for field in approval.content.fields { rows.append([field.label, field.value]) }
        for file in approval.content.files {
            rows.append(["file", "\(file.name) (\(file.sizeText), sha256 \(file.sha256))"])
        }
        StandardOutput.line(Terminal.table(rows) + "\n\n" + Terminal.text(approval.content.text))
        for comment in approval.comments {
            let origin = "\(Timestamp.text(comment.at)) \(comment.author.label) (\(comment.channel.rawValue)):"
            StandardOutput.line("\n" + Terminal.line(origin) + "\n" + Terminal.text(comment.text))
        }
        for record in evidence ?? [] {
            let facts = record.facts.map {
                "  \($0.name) = \(Terminal.line($0.value ?? "(erased)")) salt \($0.salt ?? "-")"
            }
            StandardOutput.line("\n" + Terminal.text(record.record) + "sha256: \(record.digest)")
            if !facts.isEmpty { StandardOutput.line(facts.joined(separator: "\n")) }
        }
    }
    private static func asker(_ approval: Approval) -> String {
        approval.deskRule.map { "the desk's rule \"\($0)\", for \(approval.author.label)" } ?? approval.author.label
    }

    private static func seat(_ seat: ApprovalSeat) -> String {
        let standing = seat.standing.map { " (\($0))" } ?? ""
        return seat.person.label + standing + (seat.vacantSince == nil ? "" : ", who can decide no more")
    }
}
