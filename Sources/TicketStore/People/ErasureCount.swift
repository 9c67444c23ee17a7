import Ticketing

/// How much there is about a person, inside a transaction.
struct ErasureCount {
    let connection: any Connection
    let scope: ErasureScope

    func summary() throws(StoreError) -> ErasureSummary {
        var summary = ErasureSummary()
        let rows = PersonRows(connection: connection)
        summary.person = try rows.find(scope.address)
        let person = scope.person
        summary.ticketsAskedFor = try count("ticket WHERE requester = \(person)")
        summary.openTickets = try count("ticket WHERE requester = \(person) AND state NOT IN ('closed', 'cancelled')")
        summary.otherTickets = try count("ticket WHERE requester <> \(person) AND id IN (\(scope.all))")
        summary.entries = try count("entry WHERE author = \(person)")
        summary.mails = try count("incoming WHERE erased_at IS NULL AND \(scope.mails)", scope.values)
        summary.messages = try count("outgoing WHERE \(scope.messages)", scope.values)
        summary.decisions = try count("approval_decision WHERE author = \(person)")
        summary.awaited = try count(
            """
            approval a WHERE a.state = 'pending' AND EXISTS (
                SELECT 1 FROM approval_approver p JOIN approval_step s ON s.approval = p.approval AND s.position = p.position
                WHERE p.approval = a.id AND p.person = \(person) AND s.state IN ('open', 'waiting')
                    AND NOT EXISTS (SELECT 1 FROM approval_decision d WHERE d.approval = a.id AND d.position = p.position
                        AND d.content_version = a.content_version AND d.approver = p.person))
            """)
        summary.assigned = try count("ticket WHERE assignee = \(person) AND state NOT IN ('closed', 'cancelled')")
        summary.credentials = try count("credential WHERE person = \(person)")
        summary.delegations = try count("delegation WHERE approver = \(person) OR substitute = \(person)")
        summary.ratings = try count("survey WHERE person = \(person) AND score IS NOT NULL")
        summary.refusal = try refusal(of: summary)
        return summary
    }

    private func refusal(of summary: ErasureSummary) throws(StoreError) -> ErasureRefusal? {
        if let person = summary.person, AccessPolicy.isAdministrator(person) {
            let others = try PersonRows(connection: connection).agents(of: nil)
                .filter { $0.id != person.id && AccessPolicy.isAdministrator($0) }
            if others.isEmpty { return .lastAdministrator }
        }
        let waiting = try count(
            "incoming WHERE state = 'received' AND left_in IS NULL AND lower(reverse_path) = lower($1)", scope.values)
        if waiting > 0 { return .isBeingRead(waiting) }
        let suppressed = try count("suppression WHERE address_key = $1", scope.values)
        return summary.isEmpty && suppressed == 0 ? .unknown : nil
    }

    private func count(_ from: String, _ values: [SQLValue] = []) throws(StoreError) -> Int {
        Int(try connection.first("SELECT COUNT(*) FROM \(from)", values)?.integer(0) ?? 0)
    }
}
