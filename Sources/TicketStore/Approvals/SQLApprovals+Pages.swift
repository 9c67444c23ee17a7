import Ticketing

/// The pages that decisions came from.
extension SQLApprovals {
    func pages(of id: ApprovalID) async throws(StoreError) -> [KeptPage] {
        try await core.database.read { connection throws(StoreError) in
            try connection.query(
                """
                SELECT p.sequence, p.bytes FROM evidence_page p JOIN evidence e ON e.sequence = p.sequence
                WHERE e.approval = $1 ORDER BY p.sequence
                """, [SQLValue(id)]
            ).map { row throws(StoreError) in KeptPage(sequence: try row.integer(0), bytes: try row.blob(1)) }
        }
    }
}
