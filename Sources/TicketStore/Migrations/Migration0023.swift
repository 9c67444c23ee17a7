extension Migration {
    /// By which clock a person lives, and when no notices come.
    static let quietHours = Migration(
        version: 23, name: "quiet hours",
        script: """
            ALTER TABLE person ADD COLUMN time_zone TEXT;
            -- Minutes of the day.
            ALTER TABLE person ADD COLUMN quiet_from BIGINT;
            ALTER TABLE person ADD COLUMN quiet_to BIGINT;

            """)
}
