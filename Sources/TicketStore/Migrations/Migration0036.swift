extension Migration {
    /// The pages that decisions came from, and what approvals are looked up by.
    static let shownPages = Migration(
        version: 36, name: "shown pages",
        script: """
            -- By the record of the decision, which holds the digest.
            CREATE TABLE evidence_page (sequence BIGINT PRIMARY KEY REFERENCES evidence, bytes {bytes} NOT NULL);
            CREATE INDEX approval_by ON approval (author, id);
            CREATE INDEX approval_state ON approval (state, id);
            -- What time alone makes due, without looking at all that waits.
            CREATE INDEX approval_step_asked ON approval_step (reminders, COALESCE(reminded_at, opened_at))
                WHERE state = 'open';
            CREATE INDEX approval_step_late ON approval_step ((opened_at + due_after * 1000000))
                WHERE state = 'open' AND escalates_to IS NOT NULL AND escalated_at IS NULL;
            CREATE INDEX approval_step_passed_on ON approval_step (escalates_to) WHERE escalated_at IS NOT NULL;

            """)
}
