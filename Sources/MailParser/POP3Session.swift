import CChildProcess
import CVerifiedStream

/// A POP3 session, signed in, over a verified stream.
///
/// Written here and not left to the library, whose reading of LIST writes where the server says.
///
/// Security: lines, lists and messages have limits; numbers are read with checks.
/// - Standard: RFC 1939, RFC 2595 §4 (STLS), RFC 5034 (AUTH)
final class POP3Session {
    struct Entry {
        var number: UInt32
        var size: UInt32
        /// 1 to 70 visible characters.
        var uniqueID: [UInt8]
    }

    /// A maildrop with more is read from its end.
    static let listLimit = 100_000
    private static let listAllowance = 32 << 20
    private static let commandAllowance = 1 << 20

    let stream: VerifiedStream
    private let lines: StreamLines

    init(_ settings: MailboxSettings) throws(MailboxFailure) {
        stream = try VerifiedStream(connecting: settings)
        lines = StreamLines(stream)
        try accept(MARTLET_MAILBOX_CONNECT)
        try secure(settings)
        try login(settings)
    }

    /// What the maildrop holds, by number; the newest ones where there are too many.
    func list() throws(MailboxFailure) -> [Entry] {
        stream.allow(Self.listAllowance)
        var sizes: [UInt32: UInt32] = [:]
        try listing("LIST") { number, word in sizes[number] = Self.number(word) }
        var entries: [Entry] = []
        try listing("UIDL") { number, word in
            guard let size = sizes.removeValue(forKey: number), Self.isUniqueID(word) else { return }
            entries.append(Entry(number: number, size: size, uniqueID: Array(word)))
            if entries.count == 2 * Self.listLimit { entries.removeFirst(Self.listLimit) }
        }
        return entries.suffix(Self.listLimit)
    }

    /// A message's bytes.
    func fetch(number: UInt32, limit: Int) throws(MailboxFailure) -> [UInt8] {
        stream.allow(limit + limit / 4 + Self.commandAllowance)
        try command("RETR \(number)", MARTLET_MAILBOX_GONE)
        var message: [UInt8] = []
        var isAtStart = true
        while true {
            let piece = try lines.piece()
            if isAtStart, piece.elementsEqual(".\r\n".utf8) { return message }
            // A dot that was doubled so that it does not end the message.
            message.append(contentsOf: isAtStart && piece.first == UInt8(ascii: ".") ? piece.dropFirst() : piece)
            // Of the message, not the piece: a long line may come in two between CR and LF.
            isAtStart = message.suffix(2).elementsEqual("\r\n".utf8)
            guard message.count <= limit else {
                throw MailboxFailure(code: MARTLET_MAILBOX_TOO_LARGE, reason: "")
            }
        }
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
        while true {
            let line = try lines.line()
            if line.starts(with: "+OK".utf8) { return }
            guard line.first == UInt8(ascii: "+") else { throw Self.refusal(line, MARTLET_MAILBOX_LOGIN) }
            // A second challenge is the server's reason, to be answered with nothing.
            try lines.send(response + "\r\n")
            response = ""
        }
    }
}

extension POP3Session {
    private func command(_ text: String, _ refusal: martlet_mailbox_failure) throws(MailboxFailure) {
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

    /// Lines of a number and a word, up to the dot.
    private func listing(_ name: String, _ body: (UInt32, ArraySlice<UInt8>) -> Void) throws(MailboxFailure) {
        try command(name, MARTLET_MAILBOX_COMMAND)
        while true {
            let line = try lines.line()
            if line == [UInt8(ascii: ".")] { return }
            let words = line.split(separator: 0x20, maxSplits: 2)
            guard words.count >= 2, let number = Self.number(words[0]), number > 0 else {
                throw MailboxFailure(code: MARTLET_MAILBOX_PROTOCOL, reason: "answer to \(name) not understood")
            }
            body(number, words[1])
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt32? {
        guard digits.count <= 10, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self))
    }

    private static func isUniqueID(_ word: ArraySlice<UInt8>) -> Bool {
        (1...70).contains(word.count) && word.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
