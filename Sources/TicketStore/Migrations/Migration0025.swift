extension Migration {
    /// When a ticket's assignee was last reminded of it.
    static let reminders = Migration(
        version: 25, name: "reminders",
        script: """
            -- Later than all that the desk did on it: its assignee knows.
            ALTER TABLE ticket ADD COLUMN reminded_at BIGINT;

            """)
}
