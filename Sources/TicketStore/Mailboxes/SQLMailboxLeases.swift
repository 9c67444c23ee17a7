import Foundation
import Ticketing

/// One row for each mailbox that a daemon reads.
struct SQLMailboxLeases: MailboxLeases {
    let core: StoreCore

    func hold(_ mailbox: String, by holder: String, until end: Date, at now: Date) async throws(StoreError) -> Bool {
        try await core.database.write { connection throws(StoreError) in
            let count = try connection.execute(
                """
                INSERT INTO mailbox_lease (mailbox, holder, held_until) VALUES ($1, $2, $3)
                ON CONFLICT (mailbox) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
                WHERE mailbox_lease.holder = excluded.holder OR mailbox_lease.held_until <= $4
                """, [.text(mailbox), .text(holder), SQLValue(end), SQLValue(now)])
            return count == 1
        }
    }

    func release(_ mailbox: String, by holder: String) async throws(StoreError) {
        try await core.database.write { connection throws(StoreError) in
            _ = try connection.execute(
                "DELETE FROM mailbox_lease WHERE mailbox = $1 AND holder = $2", [.text(mailbox), .text(holder)])
        }
    }
}
