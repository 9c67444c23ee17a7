extension Migration {
    /// A mailbox without a cursor has never been visited; those that have get one that says no more than that.
    static let mailboxStarts = Migration(
        version: 19, name: "mailbox-starts",
        script: """
            -- Messages of which nobody knows what became of them.
            ALTER TABLE mailbox_state ADD COLUMN unaccounted BIGINT NOT NULL DEFAULT 0;
            INSERT INTO poll_cursor (mailbox, position)
                SELECT mailbox, '0:0' FROM mailbox_state
                WHERE succeeded_at IS NOT NULL AND mailbox NOT IN (SELECT mailbox FROM poll_cursor);
            INSERT INTO poll_cursor (mailbox, position)
                SELECT DISTINCT maildrop, '0:0' FROM seen_message
                WHERE maildrop NOT IN (SELECT mailbox FROM poll_cursor);

            """)
}
