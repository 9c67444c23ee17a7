extension Migration {
    /// What is said about an approval without deciding, the files that it is about, and how often a key was misused.
    static let approvalComments = Migration(
        version: 33, name: "approval comments",
        script: """
            CREATE TABLE approval_comment (
                id {lasting identity}, approval BIGINT NOT NULL REFERENCES approval,
                author BIGINT NOT NULL REFERENCES person, text TEXT NOT NULL, channel TEXT NOT NULL,
                at BIGINT NOT NULL, content_version BIGINT NOT NULL, mail BIGINT,
                -- The note that it stands on the ticket as.
                entry BIGINT REFERENCES entry);
            CREATE INDEX approval_comment_of ON approval_comment (approval, id);
            CREATE INDEX approval_comment_entry ON approval_comment (entry);
            -- The bytes stay as long as the approval does, whatever becomes of the entry that they came with.
            CREATE TABLE approval_file (
                approval BIGINT NOT NULL REFERENCES approval, version BIGINT NOT NULL, position BIGINT NOT NULL,
                sha256 {bytes} NOT NULL, PRIMARY KEY (approval, version, position));
            CREATE INDEX approval_file_bytes ON approval_file (sha256);
            ALTER TABLE approval_invitation ADD COLUMN misuses BIGINT NOT NULL DEFAULT 0;

            """)
}
