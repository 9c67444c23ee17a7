extension Migration {
    /// Who was asked how it was, about which ticket, and what they said.
    static let surveys = Migration(
        version: 27, name: "surveys",
        script: """
            CREATE TABLE survey (
                ticket BIGINT PRIMARY KEY REFERENCES ticket,
                person BIGINT NOT NULL REFERENCES person,
                asked_at BIGINT NOT NULL,
                -- The answer; the words that go with it are those of the entry.
                score BIGINT,
                answered_at BIGINT,
                entry BIGINT REFERENCES entry,
                answers BIGINT NOT NULL DEFAULT 0);
            CREATE INDEX survey_person ON survey (person, asked_at);
            CREATE INDEX survey_answered ON survey (answered_at) WHERE answered_at IS NOT NULL;
            CREATE INDEX survey_entry ON survey (entry);

            """)
}
