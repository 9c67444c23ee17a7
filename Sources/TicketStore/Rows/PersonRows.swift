import Foundation
import InternetMessage
import Ticketing

/// People in the database: found by address key, made when first met.
struct PersonRows {
    let connection: any Connection

    /// Longest name and address that are kept, in bytes.
    static let longestName = 250
    static let columns = """
        p.id, p.address, p.name, p.language, p.is_active,
        (SELECT s.reason FROM suppression s WHERE s.address_key = p.address_key), p.time_zone, p.quiet_from, p.quiet_to,
        p.digest_days, p.digest_minute, p.manager
        """

    func find(_ address: MailAddress) throws(StoreError) -> Person? {
        try people(
            try connection.query(
                "SELECT \(Self.columns) FROM person p WHERE p.address_key = $1", [.text(address.key)])
        ).first
    }

    func find(_ id: PersonID) throws(StoreError) -> Person? {
        try people(try connection.query("SELECT \(Self.columns) FROM person p WHERE p.id = $1", [SQLValue(id)])).first
    }

    func find(_ ids: Set<Int64>) throws(StoreError) -> [Int64: Person] {
        guard !ids.isEmpty else { return [:] }
        var statement = SQLText("SELECT \(Self.columns) FROM person p WHERE p.id IN ")
        statement.add(statement.list(ids.sorted().map(SQLValue.integer)))
        let found = try people(try connection.query(statement))
        return Dictionary(found.map { ($0.id.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Everybody with a role beyond requester on the desk (nil: any), by name.
    func agents(of desk: String?) throws(StoreError) -> [Person] {
        var statement = SQLText(
            """
            SELECT \(Self.columns) FROM person p WHERE EXISTS
                (SELECT 1 FROM membership m WHERE m.person = p.id AND m.role <> 'requester'
            """)
        if let desk { statement.add(" AND m.desk IN ('', " + statement.bind(.text(desk)) + ")") }
        statement.add(") ORDER BY p.name, p.id")
        return try people(try connection.query(statement))
    }

    /// Who is active and administers all desks. They stay so until the transaction ends: of two who disable each other
    /// at once one is told.
    func lockedAdministrators() throws(StoreError) -> [Int64] {
        try connection.query(
            """
            SELECT p.id FROM person p WHERE p.is_active = 1 AND EXISTS
                (SELECT 1 FROM membership m WHERE m.person = p.id AND m.role = 'administrator' AND m.desk = '')
            ORDER BY p.id\(connection.dialect.forUpdate)
            """, []
        ).map { row throws(StoreError) in try row.integer(0) }
    }

    /// People of these rows, with their memberships and preferences.
    func people(_ rows: [Row]) throws(StoreError) -> [Person] {
        guard !rows.isEmpty else { return [] }
        var statement = SQLText("SELECT person, role, desk FROM membership WHERE person IN ")
        let ids = try rows.map { row throws(StoreError) in SQLValue.integer(try row.integer(0)) }
        statement.add(statement.list(ids) + " ORDER BY person, role, desk")
        var memberships: [Int64: [Membership]] = [:]
        for row in try connection.query(statement) {
            let desk = try row.text(2)
            memberships[try row.integer(0), default: []]
                .append(Membership(role: try row.word(1, Role.self), desk: desk.isEmpty ? nil : desk))
        }
        let preferences = try preferences(of: ids)
        return try rows.map { row throws(StoreError) in
            let id = try row.integer(0)
            var person = Person(
                id: PersonID(rawValue: id), address: try row.address(1), name: try row.text(2),
                language: try row.optionalText(3), isActive: try row.integer(4) != 0,
                memberships: memberships[id] ?? [])
            person.suppression = try row.optionalText(5)
            person.preferences = preferences[id] ?? []
            person.timeZone = try row.optionalText(6)
            if let from = try row.optionalInteger(7), let to = try row.optionalInteger(8) {
                person.quietHours = QuietHours(from: Int(clamping: from), to: Int(clamping: to))
            }
            person.digest = try DigestRows.schedule(row, from: 9)
            person.manager = try row.optionalInteger(11).map { PersonID(rawValue: $0) }
            return person
        }
    }

    /// The person with this address, made if need be. A name that is known is kept; an empty one is filled.
    func upsert(_ mailbox: Mailbox, at now: Date) throws(StoreError) -> Int64 {
        let name = (mailbox.displayName ?? "").capped(Self.longestName)
        if let row = try connection.first(
            "SELECT id, name FROM person WHERE address_key = $1", [.text(mailbox.address.key)])
        {
            let id = try row.integer(0)
            if try row.text(1).isEmpty, !name.isEmpty {
                try connection.execute("UPDATE person SET name = $1 WHERE id = $2", [.text(name), .integer(id)])
            }
            return id
        }
        // Another node may have made the same person meanwhile: then its row is taken.
        let row = try connection.first(
            """
            INSERT INTO person (address_key, address, name, created_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (address_key) DO UPDATE SET address_key = excluded.address_key RETURNING id
            """,
            [
                .text(mailbox.address.key), .text(AddressText.encode(mailbox.address)), .text(name),
                SQLValue(now),
            ])
        guard let row else { throw .corrupt("a person was neither found nor made") }
        return try row.integer(0)
    }
}
