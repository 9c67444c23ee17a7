extension Migration {
    /// The times that promises are measured by, since when a desk makes them, and what was told of missed ones.
    static let servicePromises = Migration(
        version: 26, name: "service promises",
        script: """
            -- When the requester was first answered, or the ticket settled without an answer.
            ALTER TABLE ticket ADD COLUMN responded_at BIGINT;
            -- Since when the clock of its resolution stands still; NULL while it runs.
            ALTER TABLE ticket ADD COLUMN stopped_at BIGINT;
            -- Microseconds for which it stood still before.
            ALTER TABLE ticket ADD COLUMN stopped_for BIGINT NOT NULL DEFAULT 0;
            UPDATE ticket SET responded_at = (
                SELECT MIN(e.created_at) FROM entry e WHERE e.ticket = ticket.id
                    AND ((e.kind = 'message' AND e.direction = 'out')
                        OR (e.kind = 'change' AND e.field = 'status' AND e.value_to IN ('resolved', 'closed'))));
            UPDATE ticket SET stopped_at = (
                SELECT MAX(e.created_at) FROM entry e
                WHERE e.ticket = ticket.id AND e.kind = 'change' AND e.field = 'status'
                    AND e.value_from IN ('new', 'in_progress') AND e.value_to NOT IN ('new', 'in_progress'))
                WHERE state NOT IN ('new', 'in_progress');
            -- What ended less what began, and what has begun and not ended.
            UPDATE ticket SET stopped_for = COALESCE(stopped_at - created_at, 0) + COALESCE((
                SELECT SUM(CASE
                    WHEN e.value_from NOT IN ('new', 'in_progress') AND e.value_to IN ('new', 'in_progress')
                        THEN e.created_at - ticket.created_at
                    WHEN e.value_from IN ('new', 'in_progress') AND e.value_to NOT IN ('new', 'in_progress')
                        THEN ticket.created_at - e.created_at
                    ELSE 0 END)
                FROM entry e WHERE e.ticket = ticket.id AND e.kind = 'change' AND e.field = 'status'), 0);
            UPDATE ticket SET stopped_at = updated_at
                WHERE stopped_at IS NULL AND state NOT IN ('new', 'in_progress');
            -- Since when a desk has these targets.
            CREATE TABLE service_promise (desk TEXT PRIMARY KEY, targets TEXT NOT NULL, since BIGINT NOT NULL);
            -- Each reason once for each ticket.
            CREATE TABLE escalation (
                ticket BIGINT NOT NULL REFERENCES ticket, reason TEXT NOT NULL, at BIGINT NOT NULL,
                PRIMARY KEY (ticket, reason));

            """)
}
