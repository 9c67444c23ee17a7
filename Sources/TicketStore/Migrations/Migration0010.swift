extension Migration {
    /// What pollers remember beside their cursors.
    static let mailboxes = Migration(
        version: 10, name: "mailboxes",
        script: """
            CREATE TABLE seen_message (maildrop TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (maildrop, message));
            -- The origin is the digest of the configured token that this one descends from.
            CREATE TABLE refresh_token (mailbox TEXT PRIMARY KEY, origin {bytes} NOT NULL, token TEXT NOT NULL);

            """)
}
