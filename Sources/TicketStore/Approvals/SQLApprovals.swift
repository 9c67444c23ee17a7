import Cryptography
import Foundation
import InternetMessage
import Ticketing

/// The desk's approvals in the database.
struct SQLApprovals: Approvals {
    let core: StoreCore

    private enum Outcome: Sendable {
        case refused(ApprovalRefusal)
        case written(ApprovalCase)
    }

    func request(
        _ number: TicketNumber, at now: Date,
        _ decide: @escaping @Sendable (Ticket, [Delegation]) throws(ApprovalRefusal) -> TicketPlan
    ) async throws(ApprovalError) -> ApprovalCase {
        try await write(at: now) { connection throws(StoreError) in
            let rows = TicketRows(connection: connection)
            guard let id = try rows.id(of: number) else { throw .notFound }
            try Self.lock("ticket", id, connection)
            let (ticket, delegations) = (
                try rows.find(id), try DelegationRows(connection: connection).active(at: now)
            )
            return { () throws(ApprovalRefusal) in try decide(ticket, delegations) }
        }
    }

    func change(
        _ id: ApprovalID, at now: Date,
        _ decide: @escaping @Sendable (ApprovalCase) throws(ApprovalRefusal) -> TicketPlan
    ) async throws(ApprovalError) -> ApprovalCase {
        try await write(at: now) { connection throws(StoreError) in
            // The ticket first, as whoever writes to a ticket does.
            guard let row = try connection.first("SELECT ticket FROM approval WHERE id = $1", [SQLValue(id)]) else {
                throw .notFound
            }
            try Self.lock("ticket", try row.integer(0), connection)
            try Self.lock("approval", id.rawValue, connection)
            let item = try ApprovalReader(connection: connection).find(id.rawValue, at: now)
            return { () throws(ApprovalRefusal) in try decide(item) }
        }
    }

    private func write(
        at now: Date,
        _ read: @escaping @Sendable (any Connection) throws(StoreError) -> (() throws(ApprovalRefusal) -> TicketPlan)
    ) async throws(ApprovalError) -> ApprovalCase {
        let outcome: Outcome
        do throws(StoreError) {
            outcome = try await core.database.write { connection throws(StoreError) in
                let decide = try read(connection)
                let plan: TicketPlan
                do throws(ApprovalRefusal) {
                    plan = try decide()
                } catch {
                    return .refused(error)
                }
                let ticket = try PlanWriter(connection: connection, blobs: PreparedBlobs(), now: now).write(plan)
                return .written(try Self.written(plan, ticket, connection, now))
            }
        } catch {
            throw .store(error)
        }
        switch outcome {
        case .refused(let refusal): throw .refused(refusal)
        case .written(let item):
            core.departures.raise()
            return item
        }
    }

    private static func written(
        _ plan: TicketPlan, _ ticket: Int64, _ connection: any Connection, _ now: Date
    ) throws(StoreError) -> ApprovalCase {
        let reader = ApprovalReader(connection: connection)
        if let known = plan.approval?.before?.id.rawValue { return try reader.find(known, at: now) }
        let newest = try connection.first("SELECT MAX(id) FROM approval WHERE ticket = $1", [.integer(ticket)])
        guard let id = try newest?.optionalInteger(0) else { throw .notFound }
        return try reader.find(id, at: now)
    }

    private static func lock(_ table: StaticString, _ id: Int64, _ connection: any Connection) throws(StoreError) {
        let sql = "SELECT id FROM \(table) WHERE id = $1\(connection.dialect.forUpdate)"
        guard try connection.first(sql, [.integer(id)]) != nil else { throw .notFound }
    }

    func find(_ id: ApprovalID, at now: Date) async throws(StoreError) -> ApprovalCase {
        try await core.database.read { connection throws(StoreError) in
            try ApprovalReader(connection: connection).find(id.rawValue, at: now)
        }
    }

    func list(_ query: ApprovalQuery, at now: Date) async throws(StoreError) -> Page<ApprovalCase> {
        try await core.database.read { connection throws(StoreError) in
            try ApprovalReader(connection: connection).page(query, at: now)
        }
    }

    func count(_ query: ApprovalQuery, at now: Date) async throws(StoreError) -> Int {
        try await core.database.read { connection throws(StoreError) in
            try ApprovalReader(connection: connection).count(query, at: now)
        }
    }

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

    func delegate(
        from approver: PersonID, to substitute: PersonID, from start: Date, until end: Date,
        telling messages: [Ticketing.Notification], at now: Date
    ) async throws(StoreError) -> Delegation {
        let delegation = try await core.database.write { connection throws(StoreError) in
            let row = try connection.first(
                """
                INSERT INTO delegation (approver, substitute, starts_at, ends_at, created_at)
                VALUES ($1, $2, $3, $4, $5) RETURNING id
                """, [SQLValue(approver), SQLValue(substitute), SQLValue(start), SQLValue(end), SQLValue(now)])
            let rows = DelegationRows(connection: connection)
            guard let row, let delegation = try rows.find("id = $1", [.integer(try row.integer(0))]).first else {
                throw .corrupt("a delegation was not written")
            }
            for message in messages {
                _ = try OutgoingDraft(notification: message, ticket: nil, entry: nil).insert(connection, at: now)
            }
            return delegation
        }
        if !messages.isEmpty { core.departures.raise() }
        return delegation
    }

    func revoke(_ id: DelegationID, of approver: PersonID, at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            let count = try connection.execute(
                "UPDATE delegation SET revoked_at = $1 WHERE id = $2 AND approver = $3 AND revoked_at IS NULL",
                [SQLValue(now), SQLValue(id), SQLValue(approver)])
            guard count == 1 else { throw .notFound }
        }
    }

    func delegations(of person: PersonID?, at now: Date) async throws(StoreError) -> [Delegation] {
        try await core.database.read { connection throws(StoreError) in
            let rows = DelegationRows(connection: connection)
            let current = "revoked_at IS NULL AND ends_at > $1"
            guard let person else { return try rows.find("\(current) ORDER BY starts_at, id", [SQLValue(now)]) }
            return try rows.find(
                "\(current) AND (approver = $2 OR substitute = $2) ORDER BY starts_at, id",
                [SQLValue(now), SQLValue(person)])
        }
    }
}
