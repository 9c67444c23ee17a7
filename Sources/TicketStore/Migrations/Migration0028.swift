extension Migration {
    /// When people get digests, and what waits to be told in them.
    static let digests = Migration(
        version: 28, name: "digests",
        script: """
            -- NULL: no digest. The minute is one of the person's day.
            ALTER TABLE person ADD COLUMN digest_days TEXT;
            ALTER TABLE person ADD COLUMN digest_minute BIGINT;
            -- When this was chosen, and when the last digest was made.
            ALTER TABLE person ADD COLUMN digest_chosen_at BIGINT;
            ALTER TABLE person ADD COLUMN digested_at BIGINT;
            CREATE INDEX person_digest ON person (id) WHERE digest_days IS NOT NULL;
            -- In place of notices; gone when a digest has told them.
            CREATE TABLE digest_item (
                id {identity}, person BIGINT NOT NULL REFERENCES person, ticket BIGINT NOT NULL REFERENCES ticket,
                what TEXT NOT NULL, author TEXT, text TEXT, status TEXT, at BIGINT NOT NULL);
            CREATE INDEX digest_item_of ON digest_item (person, id);
            -- What one person's figures are read by.
            CREATE INDEX ticket_opened ON ticket (desk, created_at);
            CREATE INDEX ticket_in_hand ON ticket (assignee) WHERE state IN ('new', 'in_progress');
            CREATE INDEX ticket_asked ON ticket (requester) WHERE state = 'pending';
            CREATE INDEX entry_resolved ON entry (created_at, ticket)
                WHERE kind = 'change' AND field = 'status' AND value_to = 'resolved';

            """)
}
