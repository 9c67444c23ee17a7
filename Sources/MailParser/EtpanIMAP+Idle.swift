import CChildProcess
import CEtpan

extension EtpanIMAP {
    /// Waits until the server tells of a change, at most so long. True when it did.
    ///
    /// ```
    /// C: idle IDLE
    /// S: + idling
    /// S: * 4 EXISTS
    /// C: DONE
    /// S: idle OK done
    /// ```
    ///
    /// A server that refuses throws `MARTLET_MAILBOX_COMMAND`; the session goes on.
    /// - Standard: RFC 2177 §3
    func idle(milliseconds: Int32) throws(MailboxFailure) -> Bool {
        // What was said beside the answers to other commands is not said again.
        guard existsNow == existedAtSearch else { return true }
        bytes.allow(Self.idleAllowance)
        let lines = StreamLines(bytes)
        try lines.send("idle IDLE\r\n")
        var hasNews = try awaitContinuation(lines)
        let end = martlet_monotonic_milliseconds() + Int64(milliseconds)
        while !hasNews {
            let left = end - martlet_monotonic_milliseconds()
            guard left > 0, let line = try lines.line(within: Int32(clamping: left)) else { break }
            hasNews = try tells(line)
        }
        try lines.send("DONE\r\n")
        while true {
            let line = try lines.line()
            if line.starts(with: "idle ".utf8) { break }
            hasNews = try tells(line) || hasNews
        }
        try lines.giveBack()
        return hasNews
    }

    private static let idleAllowance = 256 << 10

    /// True when the server already told of a change.
    private func awaitContinuation(_ lines: StreamLines) throws(MailboxFailure) -> Bool {
        var hasNews = false
        while true {
            let line = try lines.line()
            if line.first == UInt8(ascii: "+") { return hasNews }
            guard !line.starts(with: "idle ".utf8) else {
                try lines.giveBack()
                throw MailboxFailure(code: MARTLET_MAILBOX_COMMAND, reason: String(decoding: line, as: UTF8.self))
            }
            hasNews = try tells(line) || hasNews
        }
    }

    /// Whether the line says that messages came: `* 4 EXISTS`, `* 1 RECENT`.
    private func tells(_ line: [UInt8]) throws(MailboxFailure) -> Bool {
        guard line.starts(with: "* ".utf8) else {
            throw MailboxFailure(code: MARTLET_MAILBOX_PROTOCOL, reason: "not an answer while idle")
        }
        let words = line.split(separator: 0x20, maxSplits: 3)
        guard words.count >= 2 else { return false }
        if words[1].lowercasedASCII == Array("bye".utf8) {
            throw MailboxFailure(code: MARTLET_MAILBOX_CONNECT, reason: String(decoding: line, as: UTF8.self))
        }
        guard words.count >= 3, words[1].allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        return [Array("exists".utf8), Array("recent".utf8)].contains(words[2].lowercasedASCII)
    }
}

extension Sequence<UInt8> {
    /// With A to Z as a to z.
    var lowercasedASCII: [UInt8] { map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
}
