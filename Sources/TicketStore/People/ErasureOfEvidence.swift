import Foundation
import InternetMessage
import Ticketing

/// What an erasure takes from approvals. Records stay as they are, and with them the chain; salts and values go.
struct ErasureOfEvidence {
    let connection: any Connection
    let scope: ErasureScope
    let keepsWords: Bool
    let redaction: Redaction
    let now: Date

    /// Digests of files that perhaps nothing needs any more.
    func run() throws(StoreError) -> [[UInt8]] {
        try eraseFacts()
        let files = try eraseContents()
        try erasePages()
        guard !keepsWords else { return files }
        try connection.execute(
            "UPDATE approval_decision SET reason = '' WHERE author = \(scope.person) OR approval IN (\(ownApprovals))")
        try ErasedWords(connection: connection, now: now).replace(
            "text", of: "approval_comment", where: "author = \(scope.person) OR approval IN (\(ownApprovals))",
            ticket: "(SELECT a.ticket FROM approval a WHERE a.id = approval)")
        return files
    }

    private var ownApprovals: String { "SELECT id FROM approval WHERE ticket IN (\(scope.own))" }

    /// Where decisions came from: they show who asked, and the content.
    private func erasePages() throws(StoreError) {
        let rows = try connection.query(
            """
            SELECT p.sequence, p.bytes, CASE WHEN a.author = \(scope.person) OR EXISTS (
                SELECT 1 FROM approval_content c WHERE c.approval = a.id AND c.erased_at IS NOT NULL) THEN 1 ELSE 0 END
            FROM evidence_page p JOIN evidence e ON e.sequence = p.sequence JOIN approval a ON a.id = e.approval
            WHERE a.ticket IN (\(scope.all)) OR EXISTS (
                SELECT 1 FROM approval_content c WHERE c.approval = a.id AND c.erased_at IS NOT NULL)
            """)
        for row in rows {
            let page = String(decoding: try row.blob(1), as: UTF8.self)
            guard try row.integer(2) == 1 || redaction.applied(to: page) != nil else { continue }
            try connection.execute("DELETE FROM evidence_page WHERE sequence = $1", [row.values[0]])
        }
    }

    private struct Fact: Hashable {
        var sequence: Int64
        var name: String
    }

    /// Those that name them, of what they did all that they said, and on their own tickets what anybody said.
    private func eraseFacts() throws(StoreError) {
        var facts: Set<Fact> = []
        for row in try connection.query(
            """
            SELECT f.sequence, f.name, f.value FROM evidence_fact f JOIN evidence e ON e.sequence = f.sequence
            JOIN approval a ON a.id = e.approval
            WHERE f.value IS NOT NULL AND (a.ticket IN (\(scope.all)) OR \(found("f.value")))
            """, parts)
        where redaction.applied(to: try row.text(2)) != nil {
            facts.insert(Fact(sequence: try row.integer(0), name: try row.text(1)))
        }
        // In whose place they decided, and whom they asked, is said of others.
        let others = "('approver', 'to'" + (keepsWords ? ", 'reason')" : ")")
        for row in try connection.query(
            """
            SELECT f.sequence, f.name FROM evidence_fact f JOIN evidence_fact b ON b.sequence = f.sequence
            WHERE b.name = 'by' AND lower(b.value) = lower($1) AND f.value IS NOT NULL AND f.name NOT IN \(others)
            """, scope.values)
        {
            facts.insert(Fact(sequence: try row.integer(0), name: try row.text(1)))
        }
        if !keepsWords {
            for row in try connection.query(
                """
                SELECT f.sequence, f.name FROM evidence_fact f JOIN evidence e ON e.sequence = f.sequence
                WHERE f.name IN ('text', 'reason') AND f.value IS NOT NULL AND e.approval IN (\(ownApprovals))
                """)
            {
                facts.insert(Fact(sequence: try row.integer(0), name: try row.text(1)))
            }
        }
        for fact in facts {
            try connection.execute(
                "UPDATE evidence_fact SET value = NULL, salt = NULL WHERE sequence = $1 AND name = $2",
                [.integer(fact.sequence), .text(fact.name)])
        }
    }

    /// A content is erased as a whole: part of it would not have its digest.
    private func eraseContents() throws(StoreError) -> [[UInt8]] {
        var files: [[UInt8]] = []
        let rows = try connection.query(
            """
            SELECT c.approval, c.version, a.ticket, c.subject, c.text, c.fields, c.files FROM approval_content c
            JOIN approval a ON a.id = c.approval WHERE c.erased_at IS NULL AND (a.ticket IN (\(scope.all))
                OR \(["subject", "text", "fields", "files"].map { found("c.\($0)") }.joined(separator: " OR ")))
            """, parts)
        let own = Set(
            try connection.query(scope.own).map { row throws(StoreError) in try row.integer(0) })
        for row in rows {
            var named = false
            for column in 3...6 where redaction.applied(to: try row.text(column)) != nil { named = true }
            let isTheirs = try own.contains(row.integer(2))
            guard named || (!keepsWords && isTheirs) else { continue }
            try connection.execute(
                """
                UPDATE approval_content SET subject = '', text = '', fields = '[]', files = '[]', erased_at = $1
                WHERE approval = $2 AND version = $3
                """, [SQLValue(now), row.values[0], row.values[1]])
            files += try connection.query(
                "DELETE FROM approval_file WHERE approval = $1 AND version = $2 RETURNING sha256",
                [row.values[0], row.values[1]]
            ).map { row throws(StoreError) in try row.blob(0) }
        }
        return files
    }

    private var parts: [SQLValue] { redaction.addressForms.map(SQLValue.text) }

    /// The column may hold the address, in one of its forms; these are the parameters.
    private func found(_ column: String) -> String {
        let position = connection.dialect.position
        let conditions = redaction.addressForms.indices.map { "\(position)(lower(\(column)), lower($\($0 + 1))) > 0" }
        return conditions.isEmpty ? "1 = 0" : "(" + conditions.joined(separator: " OR ") + ")"
    }
}
