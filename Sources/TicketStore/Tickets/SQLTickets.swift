import Foundation
import InternetMessage
import Ticketing

/// The desk's tickets in the database.
struct SQLTickets: Tickets {
    let core: StoreCore

    func context(for correlation: Correlation, at now: Date) async throws(StoreError) -> IntakeContext {
        try await core.database.read { connection throws(StoreError) in
            try IntakeReader(connection: connection).context(for: correlation, at: now)
        }
    }

    func commit(_ plan: IntakePlan, settling id: MailID, at now: Date) async throws(StoreError) -> TicketNumber? {
        let blobs = try await PreparedBlobs(plan.ticket, core)
        let number = try await core.database.write { connection throws(StoreError) in
            let mail = SettlingMail(connection: connection, id: id)
            let standing = try mail.standing()
            let ticket: Int64?
            if standing.isSettled {
                ticket = standing.ticket
            } else {
                try mail.check(plan.ticket, digest: standing.digest)
                ticket = try Self.write(plan, connection, blobs, now)
                for notification in plan.notifications {
                    _ = try OutgoingDraft(notification: notification, ticket: nil, entry: nil).insert(
                        connection, at: now)
                }
                try mail.settle(plan, ticket: ticket, after: standing.trace, at: now)
                try Self.writeDelivery(plan, connection, now)
            }
            return try ticket.map { id throws(StoreError) in try TicketRows(connection: connection).number(of: id) }
        }
        raise(plan.ticket)
        if !plan.notifications.isEmpty { core.departures.raise() }
        return number ?? nil
    }

    func open(_ plan: TicketPlan, at now: Date) async throws(StoreError) -> TicketRecord {
        let blobs = try await PreparedBlobs(plan, core)
        let record = try await core.database.write { connection throws(StoreError) in
            let id = try PlanWriter(connection: connection, blobs: blobs, now: now).write(plan)
            return try Self.record(id, connection)
        }
        raise(plan)
        return record
    }

    func change(
        _ number: TicketNumber, at now: Date,
        _ decide: @escaping @Sendable (TicketRecord) throws(TicketRefusal) -> TicketPlan
    ) async throws(CommandError) -> TicketRecord {
        var blobs = PreparedBlobs()
        while true {
            let outcome: ChangeOutcome
            do throws(StoreError) {
                outcome = try await core.database.write { [blobs] connection throws(StoreError) in
                    try Self.change(number, connection, blobs, now, decide)
                }
                // What is decided shows which files there are to write, and they are written beside the writer.
                if case .unprepared(let plan) = outcome { blobs = try await PreparedBlobs(plan, core) }
            } catch {
                throw .store(error)
            }
            switch outcome {
            case .unprepared: continue
            case .refused(let refusal): throw .refused(refusal)
            case .changed(let record):
                core.departures.raise()
                return record
            }
        }
    }

    private enum ChangeOutcome: Sendable {
        case changed(TicketRecord)
        case refused(TicketRefusal)
        /// Files come before their rows.
        case unprepared(TicketPlan)
    }

    private static func change(
        _ number: TicketNumber, _ connection: any Connection, _ blobs: PreparedBlobs, _ now: Date,
        _ decide: (TicketRecord) throws(TicketRefusal) -> TicketPlan
    ) throws(StoreError) -> ChangeOutcome {
        let record = try locked(number, connection)
        let plan: TicketPlan
        do throws(TicketRefusal) {
            plan = try decide(record)
        } catch {
            return .refused(error)
        }
        guard blobs.suffice(for: plan) else { return .unprepared(plan) }
        let id = try PlanWriter(connection: connection, blobs: blobs, now: now).write(plan)
        return .changed(try Self.record(id, connection))
    }

    func record(_ number: TicketNumber) async throws(StoreError) -> TicketRecord {
        try await core.database.read { connection throws(StoreError) in
            guard let id = try TicketRows(connection: connection).id(of: number) else { throw .notFound }
            return try Self.record(id, connection)
        }
    }

    func list(_ query: TicketQuery) async throws(StoreError) -> Page<Ticket> {
        try await core.database.read { connection throws(StoreError) in
            try TicketSearch(connection: connection, query: query).page()
        }
    }

    func counts(desks: [String]?, participant: PersonID?) async throws(StoreError) -> [TicketState: Int] {
        try await core.database.read { connection throws(StoreError) in
            try TicketSearch.counts(desks: desks, participant: participant, connection)
        }
    }

    func record(_ id: TicketID) async throws(StoreError) -> TicketRecord {
        try await core.database.read { connection throws(StoreError) in try Self.record(id.rawValue, connection) }
    }

    func closeResolved(
        of desk: Desk, untouchedSince moment: Date, limit: Int, at now: Date,
        _ ask: @escaping @Sendable (Ticket, [TicketEvent]) -> SurveyRequest?
    ) async throws(StoreError) -> Int {
        guard let address = desk.addresses.first else { return 0 }
        let event = TicketEvent.stateChanged(
            from: .resolved, to: .closed,
            by: Mailbox(displayName: desk.title(in: desk.language), address: address), via: .system)
        let (count, isMail) = try await core.database.write { connection throws(StoreError) in
            let rows = try connection.query(
                """
                SELECT id FROM ticket WHERE state = 'resolved' AND desk = $1 AND updated_at < $2
                ORDER BY updated_at, id LIMIT $3\(connection.dialect.forUpdate)
                """, [.text(desk.name), SQLValue(moment), SQLValue(max(limit, 1))])
            var isMail = false
            for row in rows {
                let id = try row.id(0, TicketID.self)
                var plan = TicketPlan(target: .existing(id), events: [event])
                if desk.asksHowItWas {
                    plan.survey = ask(try TicketRows(connection: connection).find(id.rawValue), plan.events)
                }
                _ = try PlanWriter(connection: connection, blobs: PreparedBlobs(), now: now).write(plan)
                if plan.survey != nil { isMail = true }
            }
            return (rows.count, isMail)
        }
        if isMail { core.departures.raise() }
        return count
    }

    func attachment(_ id: AttachmentID) async throws(StoreError) -> AttachmentContent {
        try await core.database.read { [blobs = core.blobs] connection throws(StoreError) in
            let row = try connection.first(
                """
                SELECT \(AttachmentRows.columns), e.kind, t.prefix, t.sequence FROM attachment a
                JOIN entry e ON e.id = a.entry JOIN ticket t ON t.id = e.ticket WHERE a.id = $1
                """, [SQLValue(id)])
            guard let row else { throw .notFound }
            return AttachmentContent(
                attachment: try AttachmentRows.attachment(row, from: 0),
                bytes: try blobs.bytes(try row.blob(4), connection),
                ticket: TicketNumber(prefix: try row.text(7), sequence: try row.integer(8)),
                entryKind: try row.word(6, EntryKind.self))
        }
    }

    func events(after sequence: Int64, limit: Int) async throws(StoreError) -> [RecordedEvent] {
        try await core.database.read { connection throws(StoreError) in
            try EventLog(connection: connection).events(after: sequence, limit: limit)
        }
    }

    private static func write(
        _ plan: IntakePlan, _ connection: any Connection, _ blobs: PreparedBlobs, _ now: Date
    ) throws(StoreError) -> Int64? {
        guard let ticketPlan = plan.ticket else { return nil }
        let ticket = try PlanWriter(connection: connection, blobs: blobs, now: now).write(ticketPlan)
        // The mail's own identifier comes first; then those it answers, seen or not.
        try MessageReferences(connection: connection)
            .add((plan.messageID.map { [$0] } ?? []) + plan.references, ticket: ticket)
        return ticket
    }

    /// What the mail says about addresses that we write to.
    private static func writeDelivery(
        _ plan: IntakePlan, _ connection: any Connection, _ now: Date
    ) throws(StoreError) {
        if let report = plan.report {
            try OutgoingSettling(connection: connection, id: report.message, now: now).report(report)
        }
        if let address = plan.provenAddress { try SuppressionRows(connection: connection).remove(address) }
    }

    private static func record(_ id: Int64, _ connection: any Connection) throws(StoreError) -> TicketRecord {
        TicketRecord(
            ticket: try TicketRows(connection: connection).find(id),
            entries: try EntryRows(connection: connection).find(ticket: id))
    }

    /// The record, which no other change can come between until the transaction ends.
    private static func locked(
        _ number: TicketNumber, _ connection: any Connection
    ) throws(StoreError) -> TicketRecord {
        let sql = "SELECT id FROM ticket WHERE prefix = $1 AND sequence = $2\(connection.dialect.forUpdate)"
        guard let row = try connection.first(sql, [.text(number.prefix), .integer(number.sequence)]) else {
            throw .notFound
        }
        return try record(try row.integer(0), connection)
    }

    private func raise(_ plan: TicketPlan?) {
        if plan?.notifications.isEmpty == false { core.departures.raise() }
    }
}
