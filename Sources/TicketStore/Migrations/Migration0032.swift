extension Migration {
    /// Whom people answer to, and as what approvers are asked.
    static let approverStandings = Migration(
        version: 32, name: "approver standings",
        script: """
            ALTER TABLE person ADD COLUMN manager BIGINT REFERENCES person;
            -- NULL: by their own address, as all were until now.
            ALTER TABLE approval_approver ADD COLUMN standing TEXT;
            ALTER TABLE approval_approver ADD COLUMN vacant_since BIGINT;
            ALTER TABLE approval_step ADD COLUMN escalates_as TEXT;
            -- Looked through every few seconds.
            CREATE INDEX approval_by_pending ON approval (id) WHERE state = 'pending';

            """)
}
