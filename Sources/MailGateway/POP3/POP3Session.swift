import CChildProcess
import InternetMessage

/// A mailbox's session that speaks POP3.
struct POP3Session: Sendable {
    /// Two numbers and a unique-id with its length.
    private static let entryBytes = 96

    let session: MailboxSession
    private var timeout: Duration { session.configuration.timeout }

    func open(_ credential: MailboxCredential) async throws(MailboxFailure) {
        _ = try await session.open(credential)
    }

    func list() async throws(MailboxFailure) -> POP3List {
        var reader = ByteReader(
            try await session.ask(
                MARTLET_FRAME_UIDL, [], limit: timeout * 4, answerLimit: (POP3List.limit + 1) * Self.entryBytes))
        do throws(ByteCodingError) {
            return try POP3List(from: &reader)
        } catch {
            throw .child(.malformedAnswer)
        }
    }

    /// Marks a message for deletion at the end of the session.
    func delete(_ number: UInt32) async throws(MailboxFailure) {
        var writer = ByteWriter()
        writer.count(Int(number))
        _ = try await session.ask(MARTLET_FRAME_FINISH, writer.bytes, limit: timeout * 2)
    }
}
