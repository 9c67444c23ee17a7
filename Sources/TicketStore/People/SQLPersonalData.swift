import Foundation
import InternetMessage
import Ticketing

/// Everything about one person, in the database.
struct SQLPersonalData: PersonalData {
    let core: StoreCore

    func profile(of address: MailAddress) async throws(StoreError) -> PersonalProfile? {
        try await core.database.read { connection throws(StoreError) in
            try PersonalProfileReader(connection: connection).find(address)
        }
    }

    func tickets(of person: PersonID, after last: Int64, limit: Int) async throws(StoreError) -> [TicketID] {
        let scope = ErasureScope(address: MailAddress(localPart: "", domain: ""), person: person.rawValue)
        return try await list("SELECT id FROM ticket WHERE id IN (\(scope.all)) AND id > $1", [], last, limit)
            .map { TicketID(rawValue: $0) }
    }

    func approvals(of person: PersonID, after last: Int64, limit: Int) async throws(StoreError) -> [ApprovalID] {
        let id = person.rawValue
        return try await list(
            """
            SELECT id FROM approval WHERE id > $1 AND (author = \(id)
                OR EXISTS (SELECT 1 FROM approval_approver p WHERE p.approval = approval.id AND p.person = \(id))
                OR EXISTS (SELECT 1 FROM approval_decision d WHERE d.approval = approval.id AND d.author = \(id)))
            """, [], last, limit
        ).map { ApprovalID(rawValue: $0) }
    }

    func mails(from address: MailAddress, after last: Int64, limit: Int) async throws(StoreError) -> [MailID] {
        let scope = try await scope(of: address)
        return try await list("SELECT id FROM incoming WHERE \(scope.mails) AND id > $2", scope.values, last, limit)
            .map { MailID(rawValue: $0) }
    }

    func messages(to address: MailAddress, after last: Int64, limit: Int) async throws(StoreError) -> [OutgoingID] {
        let scope = ErasureScope(address: address, person: 0)
        return try await list("SELECT id FROM outgoing WHERE \(scope.messages) AND id > $2", scope.values, last, limit)
            .map { OutgoingID(rawValue: $0) }
    }

    func pendingApprovals(onTicketsOf person: PersonID) async throws(StoreError) -> [ApprovalID] {
        try await core.database.read { connection throws(StoreError) in
            try connection.query(
                """
                SELECT a.id FROM approval a JOIN ticket t ON t.id = a.ticket
                WHERE a.state = 'pending' AND t.requester = $1 ORDER BY a.id
                """, [SQLValue(person)]
            ).map { row throws(StoreError) in try row.id(0, ApprovalID.self) }
        }
    }

    func summary(of address: MailAddress) async throws(StoreError) -> ErasureSummary {
        try await core.database.read { connection throws(StoreError) in
            try ErasureCount(connection: connection, scope: try Self.scope(of: address, connection)).summary()
        }
    }

    func erase(_ erasure: Erasure, desks: DeskDirectory, at now: Date) async throws(StoreError) -> ErasureSummary {
        try await core.database.write { connection throws(StoreError) in
            let scope = try Self.scope(of: erasure.address, connection)
            var summary = try ErasureCount(connection: connection, scope: scope).summary()
            guard summary.refusal == nil else { return summary }
            summary.credentials = max(summary.credentials, erasure.credentials)
            try ErasureWriter(
                connection: connection, scope: scope, keepsWords: erasure.keepsWords, desks: desks, now: now
            ).run()
            let counts = Dictionary(summary.counts.map { ($0.name, $0.count) }, uniquingKeysWith: { first, _ in first })
            try connection.execute(
                """
                INSERT INTO erasure (person, address_code, keeps_words, author, summary, at)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                [
                    scope.person > 0 ? .integer(scope.person) : .null, .blob(erasure.addressCode),
                    .integer(erasure.keepsWords ? 1 : 0), SQLValue(erasure.author?.rawValue),
                    .text(try JSONText.encode(counts)), SQLValue(now),
                ])
            return summary
        }
    }

    /// A batch of each column is one transaction; columns in which nothing is found are only read.
    func sweep(_ address: MailAddress, to mark: MailAddress) async throws(StoreError) -> Int {
        let redaction = Redaction(of: address, names: [], to: mark)
        var count = 0
        for column in PersonalColumn.swept {
            let isWorthwhile = try await core.database.read { connection throws(StoreError) in
                try TextRedaction(connection: connection, redaction: redaction).hasCandidates(in: column)
            }
            guard isWorthwhile else { continue }
            var last: SQLValue? = core.database.dialect.beforeRows
            while let after = last {
                let (changed, end) = try await core.database.write { connection throws(StoreError) in
                    try TextRedaction(connection: connection, redaction: redaction)
                        .batch(of: column, after: after, where: "1 = 1")
                }
                count += changed
                last = end
            }
        }
        return count
    }

    func removeFiles(untouchedSince moment: Date) async throws(StoreError) -> Int {
        let files = StrayFiles(files: core.blobs.files, moment: moment)
        var (last, left): ([UInt8], Int) = ([], 0)
        while true {
            let batch = try await core.database.read { [last] connection throws(StoreError) in
                try connection.query(
                    """
                    SELECT l.sha256 FROM loose_file l WHERE l.sha256 > $1
                        AND NOT EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = l.sha256) ORDER BY l.sha256 LIMIT 100
                    """, [.blob(last)]
                ).map { row throws(StoreError) in try row.blob(0) }
            }
            guard let end = batch.last else { return left }
            last = end
            let gone = try await core.blobs.onDisk { () throws(StoreError) in files.remove(batch) }
            left += batch.count - gone.count
        }
    }

    /// - Parameter sql: Ends with the condition that the number is greater than the next parameter.
    private func list(
        _ sql: String, _ values: [SQLValue], _ last: Int64, _ limit: Int
    ) async throws(StoreError) -> [Int64] {
        try await core.database.read { connection throws(StoreError) in
            try connection.query(
                "\(sql) ORDER BY id LIMIT \(min(max(limit, 1), 500))", values + [.integer(last)]
            ).map { row throws(StoreError) in try row.integer(0) }
        }
    }

    private func scope(of address: MailAddress) async throws(StoreError) -> ErasureScope {
        try await core.database.read { connection throws(StoreError) in try Self.scope(of: address, connection) }
    }

    private static func scope(
        of address: MailAddress, _ connection: any Connection
    ) throws(StoreError) -> ErasureScope {
        let person = try PersonRows(connection: connection).find(address)
        return ErasureScope(address: address, person: person?.id.rawValue ?? 0)
    }
}
