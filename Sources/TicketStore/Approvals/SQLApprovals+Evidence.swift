import Cryptography
import Foundation
import InternetMessage
import Ticketing

/// What proves decisions: the chain, the mails that asked, and all that was asked.
extension SQLApprovals {
    func evidence(of id: ApprovalID) async throws(StoreError) -> [EvidenceRecord] {
        try await records("e.approval = $1 ORDER BY e.sequence", [SQLValue(id)])
    }

    func evidence(after sequence: Int64, limit: Int) async throws(StoreError) -> [EvidenceRecord] {
        try await records(
            "e.sequence > $1 ORDER BY e.sequence LIMIT $2", [.integer(sequence), SQLValue(max(limit, 1))])
    }

    private func records(_ condition: String, _ values: [SQLValue]) async throws(StoreError) -> [EvidenceRecord] {
        try await core.database.read { connection throws(StoreError) in
            try EvidenceChain(connection: connection, now: Date()).records(condition, values)
        }
    }

    func evidenceHead() async throws(StoreError) -> EvidenceHead? {
        try await core.database.read { connection throws(StoreError) in
            try connection.first("SELECT sequence, digest FROM evidence_head WHERE id = 1", []).map {
                row throws(StoreError) in
                EvidenceHead(sequence: try row.integer(0), digest: Hex.encode(try row.blob(1)))
            }
        }
    }

    func asked(of id: ApprovalID) async throws(StoreError) -> [AskedMail] {
        try await core.database.read { [blobs = core.blobs] connection throws(StoreError) in
            try connection.query(
                """
                SELECT o.id, i.key_digest, o.composed, o.erased_at FROM approval_invitation i
                JOIN outgoing o ON o.message_id = i.message_id JOIN approval a ON a.id = i.approval
                WHERE i.approval = $1 AND i.approver <> a.author ORDER BY o.id
                """, [SQLValue(id)]
            ).map { row throws(StoreError) in
                var mail = AskedMail(
                    message: try row.id(0, OutgoingID.self), keyDigest: Hex.encode(try row.blob(1)),
                    composed: try row.optionalBlob(2).map { digest throws(StoreError) in
                        RawMessage(try blobs.bytes(digest, connection))
                    })
                mail.isErased = !row.isNull(3)
                return mail
            }
        }
    }

    func contents(of id: ApprovalID) async throws(StoreError) -> [ApprovalContent] {
        try await core.database.read { connection throws(StoreError) in
            try connection.query(
                """
                SELECT version, subject, text, fields, files, erased_at, digest FROM approval_content
                WHERE approval = $1 ORDER BY version
                """, [SQLValue(id)]
            ).map { row throws(StoreError) in try ContentText.content(row, from: 0) }
        }
    }
}
