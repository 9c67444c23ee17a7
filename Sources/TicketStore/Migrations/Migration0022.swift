extension Migration {
    /// Copies of one message, and the conversations that Outlook knows.
    static let copies = Migration(
        version: 22, name: "copies",
        script: """
            -- The Message-ID that all copies of one answer bear; NULL: the row's own.
            ALTER TABLE outgoing ADD COLUMN copy_of TEXT;
            -- To and Cc as the header names them, in JSON; NULL: the recipient alone.
            ALTER TABLE outgoing ADD COLUMN destinations TEXT;
            -- Thread-Index of the mail that opened it.
            ALTER TABLE ticket ADD COLUMN thread_index TEXT;

            """)
}
