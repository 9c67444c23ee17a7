extension Migration {
    /// What retention asks: which mails still have their bytes, and whether anything else needs the same bytes.
    static let retention = Migration(
        version: 3, name: "retention",
        script: """
            ALTER TABLE incoming ADD COLUMN raw_removed_at BIGINT;
            CREATE INDEX incoming_kept ON incoming (settled_at, id)
                WHERE settled_at IS NOT NULL AND raw_removed_at IS NULL;
            CREATE INDEX incoming_raw ON incoming (raw) WHERE raw_removed_at IS NULL;
            CREATE INDEX attachment_bytes ON attachment (sha256);
            CREATE INDEX outgoing_composed ON outgoing (composed) WHERE composed IS NOT NULL;

            """)
}
