import Ticketing

/// How far each mailbox has been read.
struct SQLPollCursors: PollCursors {
    let core: StoreCore

    func cursor(of mailbox: String) async throws(StoreError) -> String? {
        try await core.database.read { connection throws(StoreError) in
            try connection.first("SELECT position FROM poll_cursor WHERE mailbox = $1", [.text(mailbox)])?.text(0)
        }
    }

    func save(_ position: String, of mailbox: String) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            _ = try connection.execute(
                """
                INSERT INTO poll_cursor (mailbox, position) VALUES ($1, $2)
                ON CONFLICT (mailbox) DO UPDATE SET position = excluded.position
                """, [.text(mailbox), .text(position)])
        }
    }

    func seen(in maildrop: String) async throws(StoreError) -> Set<String> {
        try await core.database.read { connection throws(StoreError) in
            let rows = try connection.query("SELECT message FROM seen_message WHERE maildrop = $1", [.text(maildrop)])
            var seen: Set<String> = []
            for row in rows { seen.insert(try row.text(0)) }
            return seen
        }
    }

    func remember(_ messages: [String], in maildrop: String) async throws(StoreError) {
        try await each(
            messages, in: maildrop,
            "INSERT INTO seen_message (maildrop, message) VALUES ($1, $2) ON CONFLICT DO NOTHING")
    }

    func forget(_ messages: [String], in maildrop: String) async throws(StoreError) {
        try await each(messages, in: maildrop, "DELETE FROM seen_message WHERE maildrop = $1 AND message = $2")
    }

    private func each(_ messages: [String], in maildrop: String, _ statement: String) async throws(StoreError) {
        // In pieces: others wait for the writer too.
        var rest = messages[...]
        while !rest.isEmpty {
            let piece = rest.prefix(200)
            rest = rest.dropFirst(piece.count)
            try await core.database.write { connection throws(StoreError) in
                for message in piece {
                    _ = try connection.execute(statement, [.text(maildrop), .text(message)])
                }
            }
        }
    }
}
