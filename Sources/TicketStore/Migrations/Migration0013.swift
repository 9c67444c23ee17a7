extension Migration {
    /// How the visits to mailboxes went, and what is known of the refresh tokens in use.
    static let mailboxStates = Migration(
        version: 13, name: "mailbox states",
        script: """
            CREATE TABLE mailbox_state (
                mailbox TEXT PRIMARY KEY, succeeded_at BIGINT,
                trouble TEXT, words TEXT, failed_at BIGINT, failing_since BIGINT, failures BIGINT NOT NULL,
                taken BIGINT NOT NULL, taken_at BIGINT, remaining BIGINT NOT NULL,
                too_large BIGINT NOT NULL, unreadable BIGINT NOT NULL);
            -- Of the token with this digest, which may be the configured one and then stands nowhere else.
            CREATE TABLE refresh_token_fact (
                mailbox TEXT PRIMARY KEY, token {bytes} NOT NULL, obtained_at BIGINT, ends_at BIGINT,
                refused_at BIGINT);

            """)
}
