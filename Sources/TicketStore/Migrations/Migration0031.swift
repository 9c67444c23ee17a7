extension Migration {
    /// Codes that let approvers in without a session.
    static let approvalCodes = Migration(
        version: 31, name: "approval codes",
        script: """
            -- By the digest of what the browser holds that asked. Short-lived: rows whose time is over go with the next.
            CREATE TABLE approval_code (
                browser {bytes} PRIMARY KEY, approval BIGINT NOT NULL REFERENCES approval,
                person BIGINT NOT NULL REFERENCES person, digest {bytes} NOT NULL, tries BIGINT NOT NULL,
                expires_at BIGINT NOT NULL);
            CREATE INDEX approval_code_end ON approval_code (expires_at);

            """)
}
