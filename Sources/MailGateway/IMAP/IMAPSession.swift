import CChildProcess
import InternetMessage

/// A mailbox's session that speaks IMAP.
struct IMAPSession: Sendable {
    /// What a SELECT told.
    struct Selection: Sendable, Hashable {
        var uidValidity: UInt32
        var exists: Int
        var offersIdle: Bool
    }

    struct List: Sendable, Hashable {
        var entries: [IMAPListing] = []
        /// How many more the server has listed already.
        var remaining = 0
    }

    static let listingLimit = 1_000

    let session: MailboxSession
    private var timeout: Duration { session.configuration.timeout }

    /// Connects, signs in and selects.
    func open(_ credential: MailboxCredential) async throws(MailboxFailure) -> Selection {
        var reader = try await session.open(credential)
        do throws(ByteCodingError) {
            let uidValidity = try reader.count(limit: Int(UInt32.max))
            let exists = try reader.count(limit: Int(UInt32.max))
            let offersIdle = try reader.byte() != 0
            try reader.finish()
            return Selection(uidValidity: UInt32(clamping: uidValidity), exists: exists, offersIdle: offersIdle)
        } catch {
            throw .child(.malformedAnswer)
        }
    }

    /// The next messages after a UID, at most a thousand.
    func list(after uid: UInt32, limit: Int) async throws(MailboxFailure) -> List {
        var writer = ByteWriter()
        writer.count(Int(uid))
        writer.count(min(limit, Self.listingLimit))
        var reader = ByteReader(try await session.ask(MARTLET_FRAME_LIST, writer.bytes, limit: timeout * 2))
        do throws(ByteCodingError) {
            var list = List()
            for _ in 0..<(try reader.count(limit: Self.listingLimit)) {
                let uid = try reader.count(limit: Int(UInt32.max))
                list.entries.append(
                    IMAPListing(uid: UInt32(clamping: uid), size: try reader.count(limit: Int(UInt32.max))))
            }
            list.remaining = try reader.count(limit: Int(UInt32.max))
            try reader.finish()
            return list
        } catch {
            throw .child(.malformedAnswer)
        }
    }

    /// Marks, moves or deletes a message that is safely ours.
    func finish(uid: UInt32) async throws(MailboxFailure) {
        var writer = ByteWriter()
        writer.count(Int(uid))
        switch session.configuration.after {
        case .keep: return
        case .seen: writer.byte(MailboxSession.code(MARTLET_AFTER_SEEN))
        case .move: writer.byte(MailboxSession.code(MARTLET_AFTER_MOVE))
        case .delete: writer.byte(MailboxSession.code(MARTLET_AFTER_DELETE))
        }
        if case .move(let folder) = session.configuration.after {
            writer.string(ModifiedUTF7.encode(folder))
        } else {
            writer.string("")
        }
        _ = try await session.ask(MARTLET_FRAME_FINISH, writer.bytes, limit: timeout * 4)
    }

    /// Waits at most so long for the server's word that something changed. True when it came.
    func idle(for duration: Duration) async throws(MailboxFailure) -> Bool {
        var writer = ByteWriter()
        writer.count(Int(duration.milliseconds))
        return try await session.ask(MARTLET_FRAME_IDLE, writer.bytes, limit: duration + timeout * 3) == [1]
    }
}
