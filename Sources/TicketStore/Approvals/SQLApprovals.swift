import Foundation
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
}
