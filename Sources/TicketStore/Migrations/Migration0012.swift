extension Migration {
    /// Who reads a mailbox, and which mails of the ledger stand for messages that are still there.
    static let mailboxLeases = Migration(
        version: 12, name: "mailbox leases",
        script: """
            CREATE TABLE mailbox_lease (mailbox TEXT PRIMARY KEY, holder TEXT NOT NULL, held_until BIGINT NOT NULL);
            -- The mailbox in which the message itself lies; NULL for a mail whose bytes we have.
            ALTER TABLE incoming ADD COLUMN left_in TEXT;
            CREATE INDEX incoming_left ON incoming (left_in, state) WHERE left_in IS NOT NULL;

            """)
}
