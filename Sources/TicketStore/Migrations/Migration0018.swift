extension Migration {
    /// What intake remembers of its mails: copies, whom a person vouched for, who joined when, what follows what.
    static let intake = Migration(
        version: 18, name: "intake",
        script: """
            -- Somebody looked at an ignored mail and found a person's.
            ALTER TABLE incoming ADD COLUMN is_person BIGINT NOT NULL DEFAULT 0;
            -- How often the same mail came again, when and by which way for the last time.
            ALTER TABLE incoming ADD COLUMN copies BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE incoming ADD COLUMN copied_at BIGINT;
            ALTER TABLE incoming ADD COLUMN copied_by TEXT;
            -- In which words our mail system vouches for the author of a copy.
            ALTER TABLE incoming ADD COLUMN aligned_by TEXT;
            -- Addresses that a mail asks for its answers at, where they are not the author's.
            ALTER TABLE entry ADD COLUMN reply_to TEXT;
            -- Whom a later mail brought in sees what came from then on; NULL is everything.
            ALTER TABLE participant ADD COLUMN since BIGINT;
            -- The ticket in which a closed one goes on.
            ALTER TABLE ticket ADD COLUMN successor BIGINT;
            -- The recipient's key without the detail of the address.
            ALTER TABLE outgoing ADD COLUMN plain_key TEXT;
            UPDATE outgoing SET plain_key = recipient_key WHERE nature = 'auto-replied';
            DROP INDEX outgoing_answered;
            CREATE INDEX outgoing_answered ON outgoing (plain_key, created_at) WHERE nature = 'auto-replied';
            CREATE INDEX ticket_resolved ON ticket (desk, updated_at) WHERE state = 'resolved';
            -- Every identifier that mails of a ticket bear or name; several tickets may.
            CREATE TABLE message_reference_of (
                message_id TEXT NOT NULL, ticket BIGINT NOT NULL REFERENCES ticket, PRIMARY KEY (message_id, ticket));
            INSERT INTO message_reference_of (message_id, ticket) SELECT message_id, ticket FROM message_reference;
            DROP TABLE message_reference;
            ALTER TABLE message_reference_of RENAME TO message_reference;

            """)
}
