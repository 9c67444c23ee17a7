extension Migration {
    /// What people settled about the notices they get. A kind or manner that this program does not know is left alone.
    static let notificationPreferences = Migration(
        version: 16, name: "notification preferences",
        script: """
            CREATE TABLE notification_preference (
                person BIGINT NOT NULL REFERENCES person, kind TEXT NOT NULL, channel TEXT NOT NULL,
                manner TEXT NOT NULL, changed_at BIGINT NOT NULL, PRIMARY KEY (person, kind, channel));

            """)
}
