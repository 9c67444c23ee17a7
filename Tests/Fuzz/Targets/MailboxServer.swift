import CChildProcess
import Glibc
import Guard
import InternetMessage

@testable import MailParser

/// What a mailbox's server says, from its greeting on, to the session that a child holds.
///
/// The library numbers its commands from 1, so that a server can be written down beforehand. Where it dies, as the
/// child then does, the run goes on: what is looked for are faults of ours.
enum MailboxServer {
    private static let limit = 4_000

    /// The first byte says what the client wants; the server's words follow.
    static func imap(_ bytes: [UInt8]) {
        meet(bytes, isPOP3: false) { wish, settings, stream throws(MailboxFailure) in
            let session = try EtpanIMAP(settings, over: stream)
            let entries = try session.list(after: 3, limit: 10)
            precondition(entries.allSatisfy { $0.uid > 3 }, "nothing is listed that is done with")
            _ = try session.fetch(uid: entries.first?.uid ?? 4, limit: limit) { message in
                precondition(message.count <= limit, "a message is bounded")
                return message.allSatisfy { $0 <= 0xFF }
            }
            if wish & 0x20 != 0 { _ = try session.idle(milliseconds: 0) }
            try session.finish(uid: 4, after: UInt32(wish & 3), folder: "Done")
            _ = try session.list(after: 4, limit: 10)
            session.logout()
        }
    }

    static func pop3(_ bytes: [UInt8]) {
        meet(bytes, isPOP3: true) { _, settings, stream throws(MailboxFailure) in
            let session = try POP3Session(settings, over: stream)
            let entries = try session.list().entries
            precondition(entries.count <= bytes.count, "nothing is invented")
            precondition(entries.allSatisfy { $0.uniqueID.count <= 70 }, "a name is bounded")
            let head = try session.header(number: entries.first?.number ?? 1, limit: limit)
            precondition(head.count <= limit, "a header is bounded")
            let message = try session.fetch(number: entries.first?.number ?? 1, limit: limit)
            precondition(message.count <= limit, "a message is bounded")
            try session.delete(number: 1)
            try session.quit()
        }
    }

    private static func meet(
        _ bytes: [UInt8], isPOP3: Bool,
        _ talk: @escaping (UInt8, MailboxSettings, VerifiedStream) throws(MailboxFailure) -> Void
    ) {
        guard let wish = bytes.first, let settings = MailboxSettings(opening(wish, isPOP3: isPOP3)),
            let connection = Connection(saying: bytes.dropFirst())
        else { return }
        defer { connection.end() }
        let meeting = Meeting {
            do throws(MailboxFailure) {
                try talk(wish, settings, try VerifiedStream(adopting: connection.near, settings))
            } catch {
                precondition(error.code != MARTLET_MAILBOX_TIMEOUT, "a server that has hung up is not waited for")
            }
        }
        let hasDied = guard_from_bad_addresses(
            { context in
                guard let context else { return }
                Unmanaged<Meeting>.fromOpaque(context).takeUnretainedValue().body()
            }, Unmanaged.passUnretained(meeting).toOpaque())
        withExtendedLifetime(meeting) { if hasDied != 0 { close(connection.near) } }
    }

    private final class Meeting {
        let body: () -> Void

        init(_ body: @escaping () -> Void) { self.body = body }
    }

    private static func opening(_ wish: UInt8, isPOP3: Bool) -> [UInt8] {
        var writer = ByteWriter()
        writer.string("desk.example")
        writer.count(143)
        let security = wish & 0x80 == 0 ? MARTLET_SECURITY_NONE : MARTLET_SECURITY_STARTTLS
        writer.byte(UInt8(truncatingIfNeeded: security.rawValue))
        writer.string("")
        writer.count(1_000)
        writer.string("support")
        writer.string("secret")
        let credential = wish & 0x40 == 0 ? MARTLET_CREDENTIAL_PASSWORD : MARTLET_CREDENTIAL_BEARER
        writer.byte(UInt8(truncatingIfNeeded: credential.rawValue))
        writer.string("INBOX")
        let speech = isPOP3 ? MARTLET_PROTOCOL_POP3 : MARTLET_PROTOCOL_IMAP
        writer.byte(UInt8(truncatingIfNeeded: speech.rawValue))
        return writer.bytes
    }
}
