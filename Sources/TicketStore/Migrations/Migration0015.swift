extension Migration {
    /// Priorities, numbered claims and addresses that get no mail.
    static let outgoingQueue = Migration(
        version: 15, name: "outgoing queue",
        script: """
            ALTER TABLE outgoing ADD COLUMN priority BIGINT NOT NULL DEFAULT 1;
            -- Grows with each claim and each settlement: who holds an older number has nothing to say any more.
            ALTER TABLE outgoing ADD COLUMN claims BIGINT NOT NULL DEFAULT 0;
            UPDATE outgoing SET priority = 0 WHERE nature = 'personal' OR template IN ('sign-in-link', 'invitation');
            DROP INDEX outgoing_due;
            CREATE INDEX outgoing_ready ON outgoing (priority, next_at, id, state)
                WHERE state IN ('queued', 'deferred');
            CREATE TABLE suppression (
                id {identity}, address_key TEXT NOT NULL UNIQUE, address TEXT NOT NULL, reason TEXT NOT NULL,
                source TEXT NOT NULL, outgoing BIGINT, since BIGINT NOT NULL);

            """)
}
