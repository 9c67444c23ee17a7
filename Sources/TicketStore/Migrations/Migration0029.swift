extension Migration {
    /// Which reports went to whom by themselves.
    static let reportDeliveries = Migration(
        version: 29, name: "report deliveries",
        script: """
            CREATE TABLE report_delivery (
                desk TEXT NOT NULL,
                cycle TEXT NOT NULL,
                -- Of the period, as a day of the calendar: another time zone does not make another period of it.
                first_day TEXT NOT NULL,
                -- The address's key.
                reader TEXT NOT NULL,
                -- Of the mail; NULL where the reader begins after this period.
                message_id TEXT,
                created_at BIGINT NOT NULL,
                PRIMARY KEY (desk, cycle, reader, first_day)
            );

            """)
}
