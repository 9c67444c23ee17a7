extension Migration {
    /// When something was erased, and by whom, without saying of whom.
    static let erasures = Migration(
        version: 35, name: "erasures",
        script: """
            ALTER TABLE person ADD COLUMN erased_at BIGINT;
            -- The bytes went with a person, not by retention.
            ALTER TABLE incoming ADD COLUMN erased_at BIGINT;
            ALTER TABLE outgoing ADD COLUMN erased_at BIGINT;
            -- Only the digest still says what stood there.
            ALTER TABLE approval_content ADD COLUMN erased_at BIGINT;
            CREATE INDEX entry_author ON entry (author, ticket);
            -- The code is an HMAC of the address under the installation's secret; the summary has numbers only.
            CREATE TABLE erasure (
                id {lasting identity}, person BIGINT REFERENCES person, address_code {bytes} NOT NULL,
                keeps_words BIGINT NOT NULL, author BIGINT REFERENCES person, summary TEXT NOT NULL, at BIGINT NOT NULL);

            """)
}
