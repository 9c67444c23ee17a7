import Foundation
import Ticketing

/// Digests in the database.
struct SQLDigests: Digests {
    let core: StoreCore

    func standings() async throws(StoreError) -> [DigestStanding] {
        try await core.database.read { connection throws(StoreError) in
            try DigestRows(connection: connection).standings()
        }
    }

    func material(for person: Person, desks: [String], at now: Date) async throws(StoreError) -> DigestMaterial {
        try await core.database.read { connection throws(StoreError) in
            guard let standing = try DigestRows(connection: connection).glance(at: person.id) else { throw .notFound }
            return try DigestReader(connection: connection).material(
                for: person.id, desks: desks, from: DigestPlan.start(standing, at: now), to: now
            ).material
        }
    }

    func settle(
        _ person: Person, desks: [String], at now: Date, _ plan: DigestMaking
    ) async throws(StoreError) -> DigestOutcome {
        let outcome = try await core.database.write { connection throws(StoreError) in
            try Self.settle(person.id, desks, now, plan, connection)
        }
        if outcome == .queued { core.departures.raise() }
        return outcome
    }

    private static func settle(
        _ person: PersonID, _ desks: [String], _ now: Date, _ plan: DigestMaking, _ connection: any Connection
    ) throws(StoreError) -> DigestOutcome {
        let rows = DigestRows(connection: connection)
        guard let standing = try rows.standing(of: person) else { throw .notFound }
        guard plan.isWanted(standing) else { return .unwanted }
        let (material, last) = try DigestReader(connection: connection).material(
            for: person, desks: desks, from: DigestPlan.start(standing, at: now), to: now)
        try rows.made(for: person, at: now)
        if let last { try rows.forget(upTo: last, of: person) }
        guard let message = plan.message(material) else { return .nothing }
        _ = try OutgoingDraft(
            notification: message, ticket: nil, entry: nil, due: message.hold.end(from: now)
        ).insert(connection, at: now)
        return .queued
    }
}
