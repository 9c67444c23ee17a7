extension Migration {
    /// Requests for approval that desks' rules make.
    static let ruleRequests = Migration(
        version: 34, name: "rule requests",
        script: """
            -- The rule that asked; null: somebody did.
            ALTER TABLE approval ADD COLUMN desk_rule TEXT;
            CREATE INDEX approval_by_rule ON approval (created_at) WHERE desk_rule IS NOT NULL;
            CREATE INDEX approval_pending ON approval (ticket) WHERE state = 'pending';
            -- Still to be made: noted with the ticket, deleted with the request or with the word that there is none.
            CREATE TABLE rule_request (
                ticket BIGINT PRIMARY KEY REFERENCES ticket, rule TEXT NOT NULL, created_at BIGINT NOT NULL);

            """)
}
