import Cryptography
import Foundation
import InternetMessage
import Ticketing

/// Writes an approval as it is to be, inside a transaction. Of two changes at once one is first, and the other is told.
struct ApprovalWriter {
    let connection: any Connection
    let now: Date

    /// Number of the approval. `entries` has those of the plan's events.
    func write(_ change: ApprovalChange, ticket: Int64, entries: [Int: Int64]) throws(StoreError) -> Int64 {
        let after = change.after
        let id = if let before = change.before { try update(before, to: after) } else { try insert(after) }
        if change.before?.content.version != after.content.version { try add(after.content, id) }
        for step in after.steps {
            try write(step, id)
            let seated = change.before?.steps.first { $0.position == step.position }?.seats ?? []
            if step.seats != seated { try write(step.seats, in: step, instead: seated, id) }
        }
        try addDecisions(change, id)
        let note = change.commentEvent.flatMap { entries[$0] }
        try ApprovalCommentRows(connection: connection).add(change, id, note: note, at: now)
        if let key = change.misusedKey {
            try connection.execute(
                "UPDATE approval_invitation SET misuses = misuses + 1 WHERE key_digest = $1", [.blob(key)])
        }
        for invitation in change.invitations { try add(invitation, id) }
        let chain = EvidenceChain(connection: connection, now: now)
        for evidence in change.evidence {
            try chain.append(try withDigests(evidence), approval: id, ticket: ticket)
        }
        return id
    }

    /// What only the store knows: the digests of the mail that decided, and of the mail that it answers.
    private func withDigests(_ evidence: ApprovalEvidence) throws(StoreError) -> ApprovalEvidence {
        var evidence = evidence
        func value(_ name: String) -> String? { evidence.facts.first { $0.name == name }?.value }
        if let mail = value("mail").flatMap({ Int64($0) }),
            let row = try connection.first("SELECT raw FROM incoming WHERE id = $1", [.integer(mail)])
        {
            evidence.facts.append(.init("mail-sha256", Hex.encode(try row.blob(0))))
        }
        if let key = value("key").flatMap({ Hex.decode($0) }),
            let row = try connection.first(
                """
                SELECT o.composed FROM approval_invitation i JOIN outgoing o ON o.message_id = i.message_id
                WHERE i.key_digest = $1
                """, [.blob(key)]), let shown = try row.optionalBlob(0)
        {
            evidence.facts.append(.init("shown-sha256", Hex.encode(shown)))
        }
        return evidence
    }

    private func insert(_ approval: Approval) throws(StoreError) -> Int64 {
        // The desk itself may ask, from the command line, and is nobody yet.
        let author = try PersonRows(connection: connection).upsert(approval.author.mailbox, at: now)
        let row = try connection.first(
            """
            INSERT INTO approval (ticket, author, content_version, state, expires_at, default_verdict, created_at,
                settled_at, desk_rule, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0) RETURNING id
            """,
            [
                SQLValue(approval.ticket), .integer(author), .integer(approval.content.version),
                SQLValue(approval.state), SQLValue(approval.expiresAt), SQLValue(approval.defaultVerdict?.rawValue),
                SQLValue(approval.createdAt), SQLValue(approval.settledAt), SQLValue(approval.deskRule),
            ])
        guard let row else { throw .corrupt("an approval was not written") }
        return try row.integer(0)
    }

    /// The one statement that decides who is first.
    private func update(_ before: Approval, to after: Approval) throws(StoreError) -> Int64 {
        let count = try connection.execute(
            """
            UPDATE approval SET content_version = $1, state = $2, settled_at = $3, expires_at = $4,
                revision = revision + 1
            WHERE id = $5 AND revision = $6 AND state = $7
            """,
            [
                .integer(after.content.version), SQLValue(after.state), SQLValue(after.settledAt),
                SQLValue(after.expiresAt), SQLValue(before.id), .integer(before.revision), SQLValue(before.state),
            ])
        guard count == 1 else { throw .unavailable("the approval has changed meanwhile") }
        return before.id.rawValue
    }

    private func add(_ content: ApprovalContent, _ id: Int64) throws(StoreError) {
        try connection.execute(
            """
            INSERT INTO approval_content (approval, version, subject, text, fields, files, digest)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .integer(id), .integer(content.version), .text(content.subject), .text(content.text),
                .text(try ContentText.encode(content.fields)), .text(try ContentText.encode(content.files)),
                .text(content.digest),
            ])
        try ApprovalFileRows(connection: connection).add(content, id)
    }

    private func write(_ step: ApprovalStep, _ id: Int64) throws(StoreError) {
        try connection.execute(
            """
            INSERT INTO approval_step (approval, position, rule, is_passive, state, opened_at, due_after, escalates_to,
                escalated_at, reminded_at, reminders, escalates_as)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (approval, position) DO UPDATE SET state = excluded.state, opened_at = excluded.opened_at,
                escalates_to = excluded.escalates_to, escalated_at = excluded.escalated_at, reminded_at = excluded.reminded_at, reminders = excluded.reminders
            """,
            [
                .integer(id), .integer(step.position), .text(step.rule.description), .integer(step.isPassive ? 1 : 0),
                SQLValue(step.state), SQLValue(step.openedAt), SQLValue(step.dueAfter.map { Int64($0) }),
                SQLValue(step.escalatesTo?.id.rawValue), SQLValue(step.escalatedAt), SQLValue(step.remindedAt),
                .integer(step.reminders), SQLValue(step.escalatesAs?.description),
            ])
    }

    private func write(
        _ seats: [ApprovalSeat], in step: ApprovalStep, instead before: [ApprovalSeat], _ id: Int64
    ) throws(StoreError) {
        for seat in before where !seats.contains(where: { $0.person.id == seat.person.id }) {
            try connection.execute(
                "DELETE FROM approval_approver WHERE approval = $1 AND position = $2 AND person = $3",
                [.integer(id), .integer(step.position), SQLValue(seat.person.id)])
        }
        for seat in seats where !before.contains(seat) {
            try connection.execute(
                """
                INSERT INTO approval_approver (approval, position, person, standing, vacant_since)
                VALUES ($1, $2, $3, $4, $5) ON CONFLICT (approval, position, person)
                DO UPDATE SET standing = excluded.standing, vacant_since = excluded.vacant_since
                """,
                [
                    .integer(id), .integer(step.position), SQLValue(seat.person.id),
                    SQLValue(seat.standing?.description), SQLValue(seat.vacantSince),
                ])
        }
    }

    private func addDecisions(_ change: ApprovalChange, _ id: Int64) throws(StoreError) {
        for step in change.after.steps {
            let known = change.before?.steps.first { $0.position == step.position }?.decisions ?? []
            for decision in step.decisions where !known.contains(decision) {
                try connection.execute(
                    """
                    INSERT INTO approval_decision (approval, position, content_version, approver, author, verdict,
                        reason, channel, mail, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                    """,
                    [
                        .integer(id), .integer(step.position), .integer(change.after.content.version),
                        SQLValue(decision.approver.id), SQLValue(decision.author.id), SQLValue(decision.verdict),
                        .text(decision.reason), SQLValue(decision.channel), SQLValue(decision.mail?.rawValue),
                        SQLValue(decision.at),
                    ])
            }
        }
    }

    private func add(_ invitation: ApprovalInvitation, _ id: Int64) throws(StoreError) {
        try connection.execute(
            """
            INSERT INTO approval_invitation (key_digest, approval, position, approver, holder, content_version,
                message_id, issued_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .blob(invitation.digest), .integer(id), .integer(invitation.position), SQLValue(invitation.approver),
                SQLValue(invitation.holder), .integer(invitation.contentVersion), .text(invitation.messageID.value),
                SQLValue(invitation.issuedAt),
            ])
    }
}
