extension Migration {
    /// Bytes that retention took out, until their files are gone: no other file is ever removed.
    static let removedBytes = Migration(
        version: 11, name: "removed bytes",
        script: """
            CREATE TABLE removed_blob (sha256 {bytes} PRIMARY KEY);

            """)
}
