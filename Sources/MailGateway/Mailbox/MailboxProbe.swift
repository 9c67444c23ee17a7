/// One look at a mailbox, for an operator: connects, signs in, selects the folder, and leaves everything as it is.
public enum MailboxProbe {
    /// Throws what keeps a poller out.
    public static func look(
        at configuration: MailboxConfiguration, program: ChildProgram, credentials: MailboxCredentials
    ) async throws(MailboxFailure) {
        let session = MailboxSession(configuration, program: program)
        do throws(MailboxFailure) {
            try await credentials.use { credential throws(MailboxFailure) in
                _ = try await session.open(credential)
            }
        } catch {
            session.abort()
            throw error
        }
        // The server's goodbye changes nothing.
        try? await session.close()
    }
}
