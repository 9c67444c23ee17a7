import CChildProcess
import InternetMessage

/// A mailbox's session that speaks POP3.
struct POP3Session: Sendable {
    struct List: Sendable, Hashable {
        var entries: [POP3Listing]
        /// How many messages there are, listed or not.
        var total: Int
        /// How many unique-ids are hashes of what the server said.
        var hashed = 0
        var knowsUniqueIDs = true
    }

    /// As many as the child lists.
    private static let listingLimit = 100_000
    /// Two numbers and a unique-id with its length.
    private static let entryBytes = 96

    let session: MailboxSession
    private var timeout: Duration { session.configuration.timeout }

    func open(_ credential: MailboxCredential) async throws(MailboxFailure) {
        _ = try await session.open(credential)
    }

    func list() async throws(MailboxFailure) -> List {
        var reader = ByteReader(
            try await session.ask(
                MARTLET_FRAME_UIDL, [], limit: timeout * 4, answerLimit: (Self.listingLimit + 1) * Self.entryBytes))
        do throws(ByteCodingError) {
            var entries: [POP3Listing] = []
            for _ in 0..<(try reader.count(limit: Self.listingLimit)) {
                let number = try reader.count(limit: Int(UInt32.max))
                let size = try reader.count(limit: Int(UInt32.max))
                let uniqueID = try reader.string(limit: 70)
                entries.append(
                    POP3Listing(
                        number: UInt32(clamping: number), size: size, uniqueID: uniqueID.isEmpty ? nil : uniqueID))
            }
            let list = List(
                entries: entries, total: try reader.count(limit: Int(UInt32.max)),
                hashed: try reader.count(limit: Self.listingLimit), knowsUniqueIDs: try reader.byte() == 1)
            try reader.finish()
            return list
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
