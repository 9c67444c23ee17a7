import Foundation
import InternetMessage
import Ticketing

/// People in the database.
struct SQLPeople: People {
    let core: StoreCore

    func person(_ address: MailAddress) async throws(StoreError) -> Person? {
        try await core.database.read { connection throws(StoreError) in
            try PersonRows(connection: connection).find(address)
        }
    }

    func person(_ id: PersonID) async throws(StoreError) -> Person? {
        try await core.database.read { connection throws(StoreError) in
            try PersonRows(connection: connection).find(id)
        }
    }

    func agents(desk: String?) async throws(StoreError) -> [Person] {
        try await core.database.read { connection throws(StoreError) in
            try PersonRows(connection: connection).agents(of: desk)
        }
    }

    func list(cursor: String?, limit: Int) async throws(StoreError) -> Page<Person> {
        let limit = Cursor.limit(limit)
        let people = try await core.database.read { connection throws(StoreError) in
            let rows = try connection.query(
                "SELECT \(PersonRows.columns) FROM person p WHERE p.id > $1 ORDER BY p.id LIMIT $2",
                [.integer(Cursor(cursor)?.first ?? 0), SQLValue(limit + 1)])
            return try PersonRows(connection: connection).people(rows)
        }
        return Page(people, limit: limit) { Cursor($0.id.rawValue) }
    }

    func add(_ mailbox: Mailbox, membership: Membership?, at now: Date) async throws(StoreError) -> Person {
        try await core.database.write { connection throws(StoreError) in
            let rows = PersonRows(connection: connection)
            let id = try rows.upsert(mailbox, at: now)
            if let name = mailbox.displayName, !name.isEmpty {
                try connection.execute(
                    "UPDATE person SET name = $1 WHERE id = $2",
                    [.text(name.capped(PersonRows.longestName)), .integer(id)])
            }
            if let membership, membership.role != .requester {
                try connection.execute(
                    "INSERT INTO membership (person, role, desk) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                    [.integer(id), SQLValue(membership.role), .text(membership.desk ?? "")])
            }
            guard let person = try rows.find(PersonID(rawValue: id)) else { throw .notFound }
            return person
        }
    }

    func setLanguage(_ language: String?, of id: PersonID) async throws(StoreError) {
        try await update("language", SQLValue(language), of: id, ending: "")
    }

    func setActive(_ isActive: Bool, of id: PersonID) async throws(StoreError) {
        guard !isActive else { return try await update("is_active", .integer(1), of: id, ending: "") }
        try await core.database.write { connection throws(StoreError) in
            let rows = PersonRows(connection: connection)
            let administrators = try rows.lockedAdministrators()
            guard administrators != [id.rawValue] else {
                throw .conflict("nobody else administers all desks: make somebody else administrator first")
            }
            let count = try connection.execute("UPDATE person SET is_active = 0 WHERE id = $1", [SQLValue(id)])
            guard count == 1 else { throw .notFound }
            try connection.execute(
                """
                DELETE FROM credential
                WHERE person = $1 AND kind IN ('session', 'sign-in-link', 'token', 'approval-visit')
                """, [SQLValue(id)])
        }
    }

    func setManager(_ manager: PersonID?, of id: PersonID) async throws(StoreError) {
        guard manager != id else { throw .conflict("nobody is their own manager") }
        try await update("manager", manager.map { SQLValue($0) } ?? .null, of: id, ending: "")
    }

    func passwordHash(of id: PersonID) async throws(StoreError) -> String? {
        try await core.database.read { connection throws(StoreError) in
            guard let row = try connection.first("SELECT password_hash FROM person WHERE id = $1", [SQLValue(id)])
            else { throw .notFound }
            return try row.optionalText(0)
        }
    }

    func setPasswordHash(_ hash: String?, of id: PersonID) async throws(StoreError) {
        try await update(
            "password_hash", SQLValue(hash), of: id, ending: "('session', 'sign-in-link', 'approval-visit')")
    }

    func addCredential(_ credential: Credential, hash: [UInt8], at now: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try CredentialRows(connection: connection).add(credential, hash: hash, at: now)
        }
    }

    func credential(
        _ kind: Credential.Kind, hash: [UInt8], at now: Date
    ) async throws(StoreError) -> (credential: Credential, person: Person)? {
        let found = try await core.database.read { connection throws(StoreError) in
            try CredentialRows(connection: connection).find(kind, hash: hash, at: now)
        }
        return found.map { ($0.credential, $0.person) }
    }

    func redeem(_ kind: Credential.Kind, hash: [UInt8], at now: Date) async throws(StoreError) -> Person? {
        try await core.database.write { connection throws(StoreError) in
            try CredentialRows(connection: connection).redeem(kind, hash: hash, at: now)
        }
    }

    func touch(hash: [UInt8], expiresAt: Date) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            try CredentialRows(connection: connection).touch(hash: hash, expiresAt: expiresAt)
        }
    }

    func removeCredential(hash: [UInt8]) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            _ = try connection.execute("DELETE FROM credential WHERE hash = $1", [.blob(hash)])
        }
    }

    func removeCredentials(_ kind: Credential.Kind, of id: PersonID) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            _ = try connection.execute(
                "DELETE FROM credential WHERE kind = $1 AND person = $2", [SQLValue(kind), SQLValue(id)])
        }
    }

    /// Sets one column and ends the person's credentials of these kinds, an SQL list.
    private func update(
        _ column: String, _ value: SQLValue, of id: PersonID, ending kinds: String
    ) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            let count = try connection.execute(
                "UPDATE person SET \(column) = $1 WHERE id = $2", [value, SQLValue(id)])
            guard count == 1 else { throw .notFound }
            guard !kinds.isEmpty else { return }
            try connection.execute(
                "DELETE FROM credential WHERE person = $1 AND kind IN \(kinds)", [SQLValue(id)])
        }
    }
}
