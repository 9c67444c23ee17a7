import Cryptography
import Foundation
import Ticketing

/// The chain of records that prove what was decided. One chain for all approvals: a record that is taken out is missed.
///
/// A record is text, a line for each fact, `name: value`; a fact about a person is `name: sha256:` and the digest of its
/// salt and value. The digest of the whole text stands in the next record's line `previous`.
struct EvidenceChain {
    let connection: any Connection
    let now: Date

    private static let saltLength = 16
    private static let lock: Int64 = 0x6d61_7274_6c65_7403

    func append(_ evidence: ApprovalEvidence, approval: Int64, ticket: Int64) throws(StoreError) {
        if let lock = connection.dialect.lock(Self.lock) { try connection.execute(lock) }
        let head = try connection.first("SELECT sequence, digest FROM evidence_head WHERE id = 1", [])
        let sequence = (try head?.integer(0) ?? 0) + 1
        let previous = try head.map { row throws(StoreError) in Hex.encode(try row.blob(1)) }
        guard let number = try TicketRows(connection: connection).number(of: ticket) else { throw .notFound }
        var lines = [
            "martlet-evidence/1", "previous: \(previous ?? "none")", "sequence: \(sequence)", "approval: \(approval)",
            "ticket: \(number)", "at: \(now.microseconds)", "kind: \(evidence.kind.rawValue)",
        ]
        var kept: [(name: String, salt: [UInt8], value: String)] = []
        for fact in evidence.facts {
            if fact.isPersonal {
                let salt = SecureRandom.bytes(Self.saltLength)
                let value = fact.value.storable
                kept.append((fact.name, salt, value))
                lines.append("\(fact.name): sha256:\(Hex.encode(SHA256.digest(of: salt + Array(value.utf8))))")
            } else {
                lines.append("\(fact.name): \(fact.value.replacing("\n", with: " "))")
            }
        }
        let record = lines.joined(separator: "\n") + "\n"
        let digest = SHA256.digest(of: Array(record.utf8))
        try connection.execute(
            "INSERT INTO evidence (sequence, approval, record, digest) VALUES ($1, $2, $3, $4)",
            [.integer(sequence), .integer(approval), .text(record), .blob(digest)])
        if let shown = evidence.shown {
            try connection.execute(
                "INSERT INTO evidence_page (sequence, bytes) VALUES ($1, $2)", [.integer(sequence), .blob(shown)])
        }
        for fact in kept {
            try connection.execute(
                "INSERT INTO evidence_fact (sequence, name, salt, value) VALUES ($1, $2, $3, $4)",
                [.integer(sequence), .text(fact.name), .blob(fact.salt), .text(fact.value)])
        }
        try connection.execute(
            """
            INSERT INTO evidence_head (id, sequence, digest) VALUES (1, $1, $2)
            ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, digest = excluded.digest
            """, [.integer(sequence), .blob(digest)])
    }

    func records(_ condition: String, _ values: [SQLValue]) throws(StoreError) -> [EvidenceRecord] {
        let rows = try connection.query(
            "SELECT e.sequence, e.record, e.digest, e.approval FROM evidence e WHERE \(condition) ", values)
        let facts = try facts(of: try rows.map { row throws(StoreError) in try row.integer(0) })
        return try rows.map { row throws(StoreError) in
            let sequence = try row.integer(0)
            var record = EvidenceRecord(
                sequence: sequence, record: try row.text(1), digest: Hex.encode(try row.blob(2)),
                facts: facts[sequence] ?? [])
            record.approval = try row.id(3, ApprovalID.self)
            return record
        }
    }

    /// Records whose facts are read at once.
    private static let batch = 500

    /// By the record's sequence, in the order of their names.
    private func facts(of sequences: [Int64]) throws(StoreError) -> [Int64: [EvidenceRecord.Fact]] {
        var found: [Int64: [EvidenceRecord.Fact]] = [:]
        for start in stride(from: 0, to: sequences.count, by: Self.batch) {
            let some = sequences[start..<min(start + Self.batch, sequences.count)]
            var statement = SQLText("SELECT sequence, name, salt, value FROM evidence_fact WHERE sequence IN ")
            statement.add(statement.list(some.map(SQLValue.integer)) + " ORDER BY name")
            for row in try connection.query(statement) {
                let fact = EvidenceRecord.Fact(
                    name: try row.text(1), value: try row.optionalText(3),
                    salt: try row.optionalBlob(2).map { Hex.encode($0) })
                found[try row.integer(0), default: []].append(fact)
            }
        }
        return found
    }
}
