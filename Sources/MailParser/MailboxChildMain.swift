import CChildProcess
import CEtpan
import InternetMessage

/// The mailbox's child process: one IMAP session, told by the daemon what to do next.
///
/// Security: libetpan's reading of IMAP has known faults, so a server's bytes meet it here and nowhere else. The
/// process may connect out and read files; it starts no program, writes no file, listens to nothing and ends with
/// the daemon. It holds this mailbox's password and no other secret.
public enum MailboxChildMain {
    /// A message of 50 MiB is held three times while it passes: line buffer, literal, frame.
    static let addressSpaceHeadroom: UInt64 = 512 << 20

    /// Serves until the daemon hangs up. The exit status.
    public static func run() -> Int32 {
        // Strings beyond 8 MiB would go to a temporary file, which the child may not write.
        mmap_string_set_ceil(1 << 30)
        guard martlet_child_confine(addressSpaceHeadroom) == 0 else { return 70 }
        return martlet_child_run(ChildMain.stackBytes, { MailboxChildMain.serve() }) == 0 ? 0 : 71
    }

    private static func serve() {
        let isFiltered = martlet_child_filter_mailbox() == 0
        let flags = isFiltered ? UInt8(truncatingIfNeeded: MARTLET_FLAG_FILTERED.rawValue) : 0
        guard ChildChannel.send(MARTLET_FRAME_HELLO, flags: flags) else { return }
        var session: EtpanIMAP?
        while let request = ChildChannel.receive() {
            guard reply(to: request, &session) else { break }
        }
        session?.end()
    }

    private static func reply(to request: ChildRequest, _ session: inout EtpanIMAP?) -> Bool {
        do throws(MailboxFailure) {
            return try perform(request, &session)
        } catch {
            var body = [UInt8(truncatingIfNeeded: error.code.rawValue)]
            body.append(contentsOf: error.reason.utf8.prefix(200))
            return ChildChannel.send(MARTLET_FRAME_FAILED, body)
        }
    }

    private static func perform(
        _ request: ChildRequest, _ session: inout EtpanIMAP?
    ) throws(MailboxFailure) -> Bool {
        if UInt32(request.kind) == MARTLET_FRAME_OPEN.rawValue {
            guard session == nil, let settings = MailboxSettings(request.body) else { throw .badRequest }
            let opened = try EtpanIMAP(settings)
            session = opened
            var writer = ByteWriter()
            writer.count(Int(opened.uidValidity))
            writer.count(opened.exists)
            return ChildChannel.send(MARTLET_FRAME_ANSWER, writer.bytes)
        }
        guard let session else { throw .badRequest }
        var reader = ByteReader(request.body)
        switch UInt32(request.kind) {
        case MARTLET_FRAME_LIST.rawValue:
            let after = try number(&reader)
            let limit = try number(&reader)
            return ChildChannel.send(MARTLET_FRAME_ANSWER, try list(session, after: after, limit: Int(limit)))
        case MARTLET_FRAME_FETCH.rawValue:
            let uid = try number(&reader)
            let limit = try number(&reader)
            return try session.fetch(uid: uid, limit: Int(limit)) { ChildChannel.send(MARTLET_FRAME_ANSWER, $0) }
        case MARTLET_FRAME_FINISH.rawValue:
            let uid = try number(&reader)
            guard let after = try? reader.byte(), let folder = try? reader.string(limit: 4096) else {
                throw .badRequest
            }
            try session.finish(uid: uid, after: UInt32(after), folder: folder)
            return ChildChannel.send(MARTLET_FRAME_ANSWER)
        case MARTLET_FRAME_CLOSE.rawValue:
            session.logout()
            _ = ChildChannel.send(MARTLET_FRAME_ANSWER)
            return false
        default:
            throw .badRequest
        }
    }

    private static func list(
        _ session: EtpanIMAP, after: UInt32, limit: Int
    ) throws(MailboxFailure) -> [UInt8] {
        let entries = try session.list(after: after, limit: limit)
        var writer = ByteWriter(capacity: entries.count * 8)
        writer.count(entries.count)
        for entry in entries {
            writer.count(Int(entry.uid))
            writer.count(Int(entry.size))
        }
        return writer.bytes
    }

    private static func number(_ reader: inout ByteReader) throws(MailboxFailure) -> UInt32 {
        guard let count = try? reader.count(limit: Int(UInt32.max)) else { throw .badRequest }
        return UInt32(clamping: count)
    }
}

/// What the daemon tells about the mailbox.
struct MailboxSettings {
    var host: String
    var port: UInt16
    var security: UInt32
    var authorities: String
    var timeoutMilliseconds: Int32
    var user: String
    var password: String
    var mailbox: String

    init?(_ body: [UInt8]) {
        var reader = ByteReader(body)
        do throws(ByteCodingError) {
            host = try reader.string(limit: 255)
            port = UInt16(clamping: try reader.count(limit: Int(UInt16.max)))
            security = UInt32(try reader.byte())
            authorities = try reader.string(limit: 4096)
            timeoutMilliseconds = Int32(clamping: try reader.count(limit: Int(Int32.max)))
            user = try reader.string(limit: 1024)
            password = try reader.string(limit: 64 << 10)
            mailbox = try reader.string(limit: 4096)
            try reader.finish()
        } catch {
            return nil
        }
    }
}

/// Why the session could not do what it was asked.
struct MailboxFailure: Error {
    var code: martlet_mailbox_failure
    var reason: String

    static let badRequest = MailboxFailure(code: MARTLET_MAILBOX_PROTOCOL, reason: "unknown request")
}
