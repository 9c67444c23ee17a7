extension Migration {
    /// Files that perhaps nothing names, since when: those whose row retention took out, and from now on those that are
    /// being written and have no row yet.
    static let looseFiles = Migration(
        version: 14, name: "loose files",
        script: """
            ALTER TABLE removed_blob RENAME TO loose_file;
            ALTER TABLE loose_file ADD COLUMN since BIGINT NOT NULL DEFAULT 0;

            """)
}
