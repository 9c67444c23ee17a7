extension Migration {
    /// A place in a mailbox identifies no mail: after a restore the same place may hold another one, and both are kept.
    static let provenanceLookup = Migration(
        version: 2, name: "provenance lookup",
        script: """
            DROP INDEX incoming_provenance;
            CREATE INDEX incoming_provenance ON incoming (provenance, desk) WHERE provenance IS NOT NULL;
            """)
}
