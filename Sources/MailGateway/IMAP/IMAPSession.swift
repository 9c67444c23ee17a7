import CChildProcess
import InternetMessage

/// A mailbox's session that speaks IMAP.
struct IMAPSession: Sendable {
    let session: MailboxSession
    private var timeout: Duration { session.configuration.timeout }

    /// Connects, signs in and selects.
    func open(_ credential: MailboxCredential) async throws(MailboxFailure) -> IMAPSelection {
        var reader = try await session.open(credential)
        do throws(ByteCodingError) {
            return try IMAPSelection(from: &reader)
        } catch {
            throw .child(.malformedAnswer)
        }
    }

    /// The next messages after a UID, at most a thousand.
    func list(after uid: UInt32, limit: Int) async throws(MailboxFailure) -> IMAPList {
        var writer = ByteWriter()
        writer.count(Int(uid))
        writer.count(min(limit, IMAPList.limit))
        var reader = ByteReader(try await session.ask(MARTLET_FRAME_LIST, writer.bytes, limit: timeout * 2))
        do throws(ByteCodingError) {
            return try IMAPList(from: &reader)
        } catch {
            throw .child(.malformedAnswer)
        }
    }

    /// The last UID that a first visit passes over.
    func lastUID(before start: MailboxStart) async throws(MailboxFailure) -> UInt32 {
        var writer = ByteWriter()
        let day: MailboxStart.Day? = if case .since(let day) = start { day } else { nil }
        for number in [day?.year, day?.month, day?.day] { writer.count(number ?? 0) }
        var reader = ByteReader(try await session.ask(MARTLET_FRAME_BOUNDARY, writer.bytes, limit: timeout * 4))
        do throws(ByteCodingError) {
            let uid = try reader.count(limit: Int(UInt32.max))
            try reader.finish()
            return UInt32(clamping: uid)
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
