import InternetMessage
import Ticketing

/// Which tickets a message identifier belongs to, in the order in which they began.
struct MessageReferences {
    let connection: any Connection

    /// Longer ones are no line of a message, and nobody's to answer.
    ///
    /// - Standard: RFC 5322 §2.1.1
    private static let longest = 998
    /// Tickets that are looked at for one mail: the oldest, whatever was made to cite the same identifiers since.
    private static let mostTickets = 200

    func add(_ identifiers: [MessageID], ticket: Int64) throws(StoreError) {
        for identifier in identifiers where Self.isKept(identifier) {
            try connection.execute(
                "INSERT INTO message_reference (message_id, ticket) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                [.text(identifier.value), .integer(ticket)])
        }
    }

    func tickets(of identifiers: [MessageID]) throws(StoreError) -> [MessageID: [TicketID]] {
        let values = identifiers.filter(Self.isKept).prefix(1_000).map { SQLValue.text($0.value) }
        guard !values.isEmpty else { return [:] }
        var statement = SQLText("SELECT message_id, ticket FROM message_reference WHERE message_id IN ")
        statement.add(statement.list(Array(values)))
        statement.add(" ORDER BY ticket LIMIT " + statement.bind(SQLValue(Self.mostTickets)))
        var tickets: [MessageID: [TicketID]] = [:]
        for row in try connection.query(statement) {
            tickets[MessageID(try row.text(0)), default: []].append(try row.id(1, TicketID.self))
        }
        return tickets
    }

    private static func isKept(_ identifier: MessageID) -> Bool {
        !identifier.value.isEmpty && identifier.value.utf8.count <= longest
    }
}
