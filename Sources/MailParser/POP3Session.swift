import CChildProcess
import CVerifiedStream

/// A POP3 session, signed in, over a verified stream.
///
/// Written here and not left to the library, whose reading of LIST writes where the server says.
///
/// Security: lines, lists and messages have limits; numbers are read with checks.
/// - Standard: RFC 1939, RFC 2595 §4 (STLS), RFC 5034 (AUTH)
final class POP3Session {
    private static let commandAllowance = 1 << 20

    let stream: VerifiedStream
    let lines: StreamLines

    convenience init(_ settings: MailboxSettings) throws(MailboxFailure) {
        try self.init(settings, over: try VerifiedStream(connecting: settings))
    }

    /// - Parameter stream: Closed by this session, whatever becomes of it.
    init(_ settings: MailboxSettings, over stream: VerifiedStream) throws(MailboxFailure) {
        self.stream = stream
        lines = StreamLines(stream)
        try accept(MARTLET_MAILBOX_CONNECT)
        try secure(settings)
        try login(settings)
    }

    deinit { stream.close() }

    /// A message's bytes. In a session no message goes away: a refusal is the server's trouble with this one.
    func fetch(number: UInt32, limit: Int) throws(MailboxFailure) -> [UInt8] {
        stream.allow(limit + limit / 4 + Self.commandAllowance)
        try command("RETR \(number)", MARTLET_MAILBOX_COMMAND)
        let message = try content(keeping: limit + 1) { $0 <= limit }
        guard message.count <= limit else { throw MailboxFailure(code: MARTLET_MAILBOX_TOO_LARGE, reason: "") }
        return message
    }

    /// Its header section, or the beginning of that.
    ///
    /// - Standard: RFC 1939 §7 (TOP, which is optional)
    func header(number: UInt32, limit: Int) throws(MailboxFailure) -> [UInt8] {
        stream.allow(limit + Self.commandAllowance)
        try command("TOP \(number) 0", MARTLET_MAILBOX_COMMAND)
        return Array(try content(keeping: limit) { _ in true }.prefix(limit))
    }

    /// Lines up to the dot, unstuffed. What is beyond the first so many bytes is read and dropped, for as long as
    /// `goesOn` says so of what came.
    private func content(keeping kept: Int, while goesOn: (Int) -> Bool) throws(MailboxFailure) -> [UInt8] {
        var content: [UInt8] = []
        var received = 0
        var isAtStart = true
        // The last two bytes of the message, not of the piece: a long line may come in two between CR and LF.
        var ending: [UInt8] = []
        while goesOn(received) {
            var piece = try lines.piece()
            if isAtStart, piece.elementsEqual(".\r\n".utf8) { break }
            // A dot that was doubled so that it does not end the message.
            if isAtStart, piece.first == UInt8(ascii: ".") { piece = piece.dropFirst() }
            received += piece.count
            ending = Array((ending + piece.suffix(2)).suffix(2))
            isAtStart = ending.elementsEqual("\r\n".utf8)
            content.append(contentsOf: piece.prefix(max(0, kept - content.count)))
        }
        return content
    }

    /// Marks a message for deletion, which happens when the session ends well.
    func delete(number: UInt32) throws(MailboxFailure) {
        stream.allow(Self.commandAllowance)
        try command("DELE \(number)", MARTLET_MAILBOX_COMMAND)
    }

    func quit() throws(MailboxFailure) {
        stream.allow(Self.commandAllowance)
        try command("QUIT", MARTLET_MAILBOX_COMMAND)
    }

    private func secure(_ settings: MailboxSettings) throws(MailboxFailure) {
        switch settings.security {
        case MARTLET_SECURITY_TLS.rawValue: return
        case MARTLET_SECURITY_STARTTLS.rawValue:
            try command("STLS", MARTLET_MAILBOX_NO_STARTTLS)
            guard lines.isEmpty else {
                throw MailboxFailure(
                    code: MARTLET_MAILBOX_TLS, reason: "the server spoke before the TLS handshake")
            }
            try stream.startTLS()
        default:
            guard stream.isLoopback else {
                throw MailboxFailure(code: MARTLET_MAILBOX_TLS, reason: "plain text is for loopback addresses")
            }
        }
    }

    private func login(_ settings: MailboxSettings) throws(MailboxFailure) {
        let words = [settings.user, settings.password]
        guard words.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }) else {
            throw MailboxFailure(code: MARTLET_MAILBOX_LOGIN, reason: "user or password hold control characters")
        }
        guard settings.isBearer else {
            try command("USER \(settings.user)", MARTLET_MAILBOX_LOGIN)
            return try command("PASS \(settings.password)", MARTLET_MAILBOX_LOGIN)
        }
        try lines.send("AUTH XOAUTH2\r\n")
        var response = XOAUTH2.initialResponse(user: settings.user, token: settings.password)
        for _ in 0...XOAUTH2.challengeLimit {
            let line = try lines.line()
            if line.starts(with: "+OK".utf8) { return }
            guard line.first == UInt8(ascii: "+") else { throw Self.refusal(line, MARTLET_MAILBOX_LOGIN) }
            // A second challenge is the server's reason, to be answered with nothing.
            try lines.send(response + "\r\n")
            response = ""
        }
        throw XOAUTH2.noEnd
    }
}

extension POP3Session {
    func command(_ text: String, _ refusal: martlet_mailbox_failure) throws(MailboxFailure) {
        try lines.send(text + "\r\n")
        try accept(refusal)
    }

    private func accept(_ refusal: martlet_mailbox_failure) throws(MailboxFailure) {
        let line = try lines.line()
        guard line.starts(with: "+OK".utf8) else { throw Self.refusal(line, refusal) }
    }

    private static func refusal(_ line: [UInt8], _ code: martlet_mailbox_failure) -> MailboxFailure {
        let isRefusal = line.starts(with: "-ERR".utf8)
        return MailboxFailure(
            code: isRefusal ? code : MARTLET_MAILBOX_PROTOCOL, reason: String(decoding: line, as: UTF8.self))
    }
}
