extension Migration {
    /// What an installation has written beside the shipped templates.
    static let templates = Migration(
        version: 17, name: "templates",
        script: """
            -- One row a language; rows are added and never changed.
            CREATE TABLE template_edition (
                key TEXT NOT NULL, version BIGINT NOT NULL, language TEXT NOT NULL,
                subject TEXT NOT NULL, body TEXT NOT NULL, html TEXT,
                PRIMARY KEY (key, version, language));
            -- The newest row of a key and desk says which version counts; an empty desk is all desks, and no version
            -- means none of its own.
            CREATE TABLE template_release (
                id {lasting identity}, key TEXT NOT NULL, desk TEXT NOT NULL, kind TEXT NOT NULL, version BIGINT,
                changed TEXT NOT NULL, author TEXT NOT NULL, at BIGINT NOT NULL);
            CREATE INDEX template_release_of ON template_release (key, desk, id);
            CREATE TABLE template_draft (
                key TEXT NOT NULL, desk TEXT NOT NULL, language TEXT NOT NULL,
                subject TEXT NOT NULL, body TEXT NOT NULL, html TEXT,
                author TEXT NOT NULL, saved_at BIGINT NOT NULL,
                PRIMARY KEY (key, desk, language));

            """)
}
