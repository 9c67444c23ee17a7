import InternetMessage
import Ticketing

/// A person with what is kept about them beside tickets and mails.
struct PersonalProfileReader {
    let connection: any Connection

    func find(_ address: MailAddress) throws(StoreError) -> PersonalProfile? {
        guard let person = try PersonRows(connection: connection).find(address),
            let row = try connection.first(
                "SELECT created_at, password_hash FROM person WHERE id = $1", [SQLValue(person.id)])
        else { return nil }
        return PersonalProfile(
            person: person, createdAt: try row.date(0), hasPassword: !row.isNull(1), held: try held(by: person.id),
            delegations: try DelegationRows(connection: connection)
                .find("approver = $1 OR substitute = $1 ORDER BY id", [SQLValue(person.id)]),
            surveys: try surveys(of: person.id))
    }

    private func held(by person: PersonID) throws(StoreError) -> [PersonalProfile.Held] {
        try connection.query(
            """
            SELECT kind, label, created_at, expires_at, absolute_expiry FROM credential WHERE person = $1
            ORDER BY created_at, kind
            """, [SQLValue(person)]
        ).map { row throws(StoreError) in
            PersonalProfile.Held(
                credential: Credential(
                    kind: try row.word(0, Credential.Kind.self), person: person, label: try row.text(1),
                    expiresAt: try row.optionalDate(3), absoluteExpiry: try row.optionalDate(4)),
                createdAt: try row.date(2))
        }
    }

    private func surveys(of person: PersonID) throws(StoreError) -> [PersonalProfile.Asked] {
        let rows = try connection.query(
            """
            SELECT s.ticket, s.asked_at, t.prefix, t.sequence FROM survey s JOIN ticket t ON t.id = s.ticket
            WHERE s.person = $1 ORDER BY s.ticket
            """, [SQLValue(person)])
        let ratings = RatingRows(connection: connection)
        return try rows.map { row throws(StoreError) in
            PersonalProfile.Asked(
                ticket: TicketNumber(prefix: try row.text(2), sequence: try row.integer(3)), askedAt: try row.date(1),
                rating: try ratings.find([row.values[0]])[try row.integer(0)])
        }
    }
}
