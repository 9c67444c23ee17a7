import InternetMessage
import Ticketing

extension SQLApprovals {
    func misplaced(_ query: MisplacedSeats) async throws(StoreError) -> [ApprovalID] {
        try await core.database.read { connection throws(StoreError) in
            try connection.query(MisplacedSeatRows(query).statement).map { row throws(StoreError) in
                try row.id(0, ApprovalID.self)
            }
        }
    }
}

/// The question which approvals have somebody who can decide no more.
struct MisplacedSeatRows {
    private(set) var statement = SQLText(
        """
        SELECT DISTINCT a.id FROM approval a JOIN ticket t ON t.id = a.ticket JOIN person r ON r.id = t.requester
        JOIN approval_step s ON s.approval = a.id JOIN approval_approver p ON p.approval = a.id AND p.position = s.position
        JOIN person h ON h.id = p.person LEFT JOIN person e ON e.id = s.escalates_to
        WHERE a.state = 'pending' AND s.state IN ('open', 'waiting')
        """)

    init(_ query: MisplacedSeats) {
        statement.add(" AND t.desk = " + statement.bind(.text(query.desk)))
        if let after = query.after { statement.add(" AND a.id > " + statement.bind(SQLValue(after))) }
        // One list serves both questions: of what a group has, who is in it.
        let members = query.groups.flatMap { name, addresses in
            addresses.map { SQLValue.text("\(ApproverStanding.group(name)) \($0.key)") }
        }
        let list = statement.list(members)
        let seat = Self.isLost("p.standing", "h", list)
        let undecided = """
            NOT EXISTS (SELECT 1 FROM approval_decision d WHERE d.approval = a.id AND d.position = p.position
                AND d.content_version = a.content_version AND d.approver = p.person)
            """
        if query.includesVacant {
            let latecomer = "s.escalates_as IS NOT NULL AND \(Self.isLost("s.escalates_as", "e", list))"
            statement.add(" AND ((\(undecided) AND (p.vacant_since IS NOT NULL OR \(seat))) OR (\(latecomer)))")
        } else {
            statement.add(" AND p.vacant_since IS NULL AND \(undecided) AND \(seat)")
        }
        statement.add(" ORDER BY a.id LIMIT " + statement.bind(SQLValue(max(query.limit, 1))))
    }

    /// As `ApprovalCase.counts` has it, the other way round.
    private static func isLost(_ standing: String, _ person: String, _ members: String) -> String {
        let role = "CASE \(standing) WHEN 'lead' THEN 'lead' ELSE substr(\(standing), 6) END"
        return """
            (\(person).is_active = 0
                OR (\(standing) = 'manager' AND (r.manager IS NULL OR r.manager <> \(person).id))
                OR ((\(standing) = 'lead' OR \(standing) LIKE 'role:%') AND NOT EXISTS (
                    SELECT 1 FROM membership m WHERE m.person = \(person).id AND m.desk IN ('', t.desk)
                        AND m.role = \(role)))
                OR (\(standing) LIKE 'group:%'
                    AND COALESCE(\(standing) || ' ' || \(person).address_key NOT IN \(members), TRUE)))
            """
    }
}
