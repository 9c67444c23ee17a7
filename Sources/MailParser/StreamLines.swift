import CChildProcess
import CVerifiedStream

/// The lines of a server, read beside the library, each of bounded length.
///
/// What it has read ahead goes back by `giveBack`.
final class StreamLines {
    /// Longer than anything an honest server says in one line outside a message.
    static let lineLimit = 16 << 10
    private static let chunk = 16 << 10

    private let stream: VerifiedStream
    private var buffer: [UInt8] = []
    private var start = 0

    init(_ stream: VerifiedStream) {
        self.stream = stream
    }

    var isEmpty: Bool { start == buffer.count }

    func send(_ text: String) throws(MailboxFailure) {
        let bytes = Array(text.utf8)
        guard martlet_stream_send(stream.stream, bytes, bytes.count) == 0 else { throw broken() }
    }

    /// The next line without its end.
    func line() throws(MailboxFailure) -> [UInt8] {
        guard let line = try next(-1) else { throw timeout }
        return line
    }

    /// The next line, or nil when the server is silent for so long.
    func line(within milliseconds: Int32) throws(MailboxFailure) -> [UInt8]? {
        try next(milliseconds)
    }

    /// What comes next up to a line feed and with it, or a piece of a line that is too long to be kept.
    func piece() throws(MailboxFailure) -> ArraySlice<UInt8> {
        var scanned = start
        while true {
            if let feed = buffer[scanned...].firstIndex(of: 0x0A) {
                defer { start = feed + 1 }
                return buffer[start...feed]
            }
            if buffer.count - start >= Self.lineLimit {
                defer { start = buffer.count }
                return buffer[start...]
            }
            let held = buffer.count - start
            guard try fill(-1) else { throw timeout }
            scanned = start + held
        }
    }

    /// Leaves what was read ahead to the library.
    func giveBack() throws(MailboxFailure) {
        let rest = Array(buffer[start...])
        (buffer, start) = ([], 0)
        guard rest.isEmpty || martlet_stream_give_back(stream.stream, rest, rest.count) == 0 else {
            throw MailboxFailure(code: MARTLET_MAILBOX_FLOODED, reason: "the server speaks out of turn")
        }
    }

    private func next(_ milliseconds: Int32) throws(MailboxFailure) -> [UInt8]? {
        var scanned = start
        while true {
            if let feed = buffer[scanned...].firstIndex(of: 0x0A) {
                let line = buffer[start..<feed]
                start = feed + 1
                return Array(line.last == 0x0D ? line.dropLast() : line)
            }
            guard buffer.count - start < Self.lineLimit else {
                throw MailboxFailure(code: MARTLET_MAILBOX_FLOODED, reason: "a line has no end")
            }
            let held = buffer.count - start
            guard try fill(milliseconds) else { return nil }
            scanned = start + held
        }
    }

    /// Receives once; false when the time is over.
    private func fill(_ milliseconds: Int32) throws(MailboxFailure) -> Bool {
        buffer.removeFirst(start)
        start = 0
        let held = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: Self.chunk))
        let received = buffer.withUnsafeMutableBytes { bytes in
            martlet_stream_receive(stream.stream, bytes.baseAddress?.advanced(by: held), Self.chunk, milliseconds)
        }
        buffer.removeLast(Self.chunk - max(0, received))
        if received > 0 { return true }
        if received < 0, stream.lastError == MARTLET_STREAM_TIMEOUT.rawValue { return false }
        throw broken()
    }

    private func broken() -> MailboxFailure {
        switch stream.lastError {
        case MARTLET_STREAM_FLOODED.rawValue:
            MailboxFailure(code: MARTLET_MAILBOX_FLOODED, reason: "the server sends more than was asked for")
        case MARTLET_STREAM_TIMEOUT.rawValue: timeout
        default: MailboxFailure(code: MARTLET_MAILBOX_CONNECT, reason: "the connection broke")
        }
    }

    private var timeout: MailboxFailure {
        MailboxFailure(code: MARTLET_MAILBOX_TIMEOUT, reason: "the server does not answer")
    }
}
