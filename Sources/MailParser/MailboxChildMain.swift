import CChildProcess
import CEtpan
import InternetMessage

/// The mailbox's child process: one IMAP or POP3 session, told by the daemon what to do next.
///
/// Security: libetpan's reading of IMAP has known faults, so a server's bytes meet it here and nowhere else. The
/// process may connect out and read files; it starts no program, writes no file, listens to nothing and ends with
/// the daemon. It holds this mailbox's password or token and no other secret.
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
        var session: Session?
        while let request = ChildChannel.receive() {
            guard reply(to: request, &session) else { break }
        }
    }

    private enum Session {
        case imap(EtpanIMAP)
        case pop3(POP3Session)
    }

    private static func reply(to request: ChildRequest, _ session: inout Session?) -> Bool {
        do throws(MailboxFailure) {
            switch session {
            case nil: return try open(request, &session)
            case .imap(let imap): return try perform(request, imap)
            case .pop3(let pop3): return try perform(request, pop3)
            }
        } catch {
            var body = [UInt8(truncatingIfNeeded: error.code.rawValue)]
            body.append(contentsOf: error.reason.utf8.prefix(200))
            return ChildChannel.send(MARTLET_FRAME_FAILED, body)
        }
    }

    private static func open(_ request: ChildRequest, _ session: inout Session?) throws(MailboxFailure) -> Bool {
        guard UInt32(request.kind) == MARTLET_FRAME_OPEN.rawValue, let settings = MailboxSettings(request.body) else {
            throw .badRequest
        }
        var writer = ByteWriter()
        if settings.isPOP3 {
            session = .pop3(try POP3Session(settings))
        } else {
            let imap = try EtpanIMAP(settings)
            session = .imap(imap)
            writer.count(Int(imap.uidValidity))
            writer.count(imap.exists)
            writer.byte(imap.offers("IDLE") ? 1 : 0)
        }
        return ChildChannel.send(MARTLET_FRAME_ANSWER, writer.bytes)
    }

    private static func perform(_ request: ChildRequest, _ session: EtpanIMAP) throws(MailboxFailure) -> Bool {
        var reader = ByteReader(request.body)
        switch UInt32(request.kind) {
        case MARTLET_FRAME_LIST.rawValue:
            let after = try number(&reader)
            let limit = try number(&reader)
            return ChildChannel.send(MARTLET_FRAME_ANSWER, try list(session, after: after, limit: Int(limit)))
        case MARTLET_FRAME_BOUNDARY.rawValue:
            let day = (try number(&reader), try number(&reader), try number(&reader))
            var writer = ByteWriter()
            writer.count(Int(try session.lastUID(before: day.0 == 0 ? nil : day)))
            return ChildChannel.send(MARTLET_FRAME_ANSWER, writer.bytes)
        case MARTLET_FRAME_FETCH.rawValue:
            let uid = try number(&reader)
            let limit = try number(&reader)
            return try session.fetch(uid: uid, limit: Int(limit)) { ChildChannel.send(MARTLET_FRAME_ANSWER, $0) }
        case MARTLET_FRAME_HEADER.rawValue:
            let uid = try number(&reader)
            let limit = try number(&reader)
            return ChildChannel.send(MARTLET_FRAME_ANSWER, try session.header(uid: uid, limit: Int(limit)))
        case MARTLET_FRAME_FINISH.rawValue:
            let uid = try number(&reader)
            guard let after = try? reader.byte(), let folder = try? reader.string(limit: 4096) else {
                throw .badRequest
            }
            try session.finish(uid: uid, after: UInt32(after), folder: folder)
            return ChildChannel.send(MARTLET_FRAME_ANSWER)
        case MARTLET_FRAME_IDLE.rawValue:
            let milliseconds = Int32(clamping: try number(&reader))
            let hasNews = try session.idle(milliseconds: milliseconds)
            return ChildChannel.send(MARTLET_FRAME_ANSWER, [hasNews ? 1 : 0])
        case MARTLET_FRAME_CLOSE.rawValue:
            session.logout()
            _ = ChildChannel.send(MARTLET_FRAME_ANSWER)
            return false
        default:
            throw .badRequest
        }
    }

    private static func perform(_ request: ChildRequest, _ session: POP3Session) throws(MailboxFailure) -> Bool {
        var reader = ByteReader(request.body)
        switch UInt32(request.kind) {
        case MARTLET_FRAME_UIDL.rawValue:
            return ChildChannel.send(MARTLET_FRAME_ANSWER, list(try session.list()))
        case MARTLET_FRAME_FETCH.rawValue:
            let message = try number(&reader)
            let limit = try number(&reader)
            return ChildChannel.send(MARTLET_FRAME_ANSWER, try session.fetch(number: message, limit: Int(limit)))
        case MARTLET_FRAME_HEADER.rawValue:
            let message = try number(&reader)
            let limit = try number(&reader)
            return ChildChannel.send(MARTLET_FRAME_ANSWER, try session.header(number: message, limit: Int(limit)))
        case MARTLET_FRAME_FINISH.rawValue:
            try session.delete(number: try number(&reader))
            return ChildChannel.send(MARTLET_FRAME_ANSWER)
        case MARTLET_FRAME_CLOSE.rawValue:
            try session.quit()
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
        writer.count(session.pending.count)
        return writer.bytes
    }

    private static func list(_ listing: POP3Session.Listing) -> [UInt8] {
        var writer = ByteWriter(capacity: listing.entries.count * 32)
        writer.count(listing.entries.count)
        for entry in listing.entries {
            writer.count(Int(entry.number))
            writer.count(Int(entry.size))
            writer.string(entry.uniqueID)
        }
        writer.count(listing.total)
        writer.count(listing.hashed)
        writer.byte(listing.knowsUniqueIDs ? 1 : 0)
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
    /// A password, or an access token.
    var password: String
    var isBearer: Bool
    var mailbox: String
    var isPOP3: Bool

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
            isBearer = UInt32(try reader.byte()) == MARTLET_CREDENTIAL_BEARER.rawValue
            mailbox = try reader.string(limit: 4096)
            isPOP3 = UInt32(try reader.byte()) == MARTLET_PROTOCOL_POP3.rawValue
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
