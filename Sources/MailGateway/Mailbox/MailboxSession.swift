import CChildProcess
import InternetMessage

/// A session with one mailbox, held by a child process.
///
/// Security: the server's bytes meet C in the child alone; what comes back is read with limits.
/// Failure: every error is an `MailboxFailure`; after `.child` the session is gone.
struct MailboxSession: Sendable {
    let configuration: MailboxConfiguration
    private let line: ChildLine

    init(_ configuration: MailboxConfiguration, program: ChildProgram) {
        self.configuration = configuration
        line = ChildLine(ChildLine.Configuration(program: program, isSession: true))
    }

    /// Connects and signs in; selects the mailbox where there are several. The answer is the protocol's own.
    func open(_ credential: MailboxCredential) async throws(MailboxFailure) -> ByteReader {
        var writer = ByteWriter()
        writer.string(configuration.host)
        writer.count(Int(configuration.port))
        writer.byte(securityCode)
        writer.string(configuration.tlsCAFile ?? "")
        writer.count(Int(configuration.timeout.milliseconds))
        writer.string(configuration.user)
        switch credential {
        case .password(let password):
            writer.string(password.revealed)
            writer.byte(Self.code(MARTLET_CREDENTIAL_PASSWORD))
        case .accessToken(let token):
            writer.string(token.revealed)
            writer.byte(Self.code(MARTLET_CREDENTIAL_BEARER))
        }
        writer.string(ModifiedUTF7.encode(configuration.mailbox))
        writer.byte(Self.code(configuration.access == .imap ? MARTLET_PROTOCOL_IMAP : MARTLET_PROTOCOL_POP3))
        // Several waits make one opening: look-up, connection, handshake, sign-in, selection.
        return ByteReader(try await ask(MARTLET_FRAME_OPEN, writer.bytes, limit: configuration.timeout * 4))
    }

    /// One message, by UID or number, without marking it.
    func fetch(_ number: UInt32) async throws(MailboxFailure) -> RawMessage {
        var writer = ByteWriter()
        writer.count(Int(number))
        writer.count(configuration.messageBytes)
        return RawMessage(
            try await ask(
                MARTLET_FRAME_FETCH, writer.bytes, limit: configuration.timeout * 5,
                answerLimit: configuration.messageBytes))
    }

    /// The fields that say what a message is, or the beginning of them; empty where the server shows none.
    func header(_ number: UInt32, limit: Int) async throws(MailboxFailure) -> [UInt8] {
        var writer = ByteWriter()
        writer.count(Int(number))
        writer.count(limit)
        return try await ask(MARTLET_FRAME_HEADER, writer.bytes, limit: configuration.timeout * 2, answerLimit: limit)
    }

    /// Signs out, within a moment, and ends the child.
    ///
    /// Throws what the server said against it: POP3 deletes only with its consent.
    func close() async throws(MailboxFailure) {
        defer { line.end() }
        _ = try await ask(MARTLET_FRAME_CLOSE, [], limit: .seconds(5), answerLimit: 1 << 10)
    }

    /// Ends the child now.
    func abort() {
        line.end()
    }

    private var securityCode: UInt8 {
        switch configuration.security {
        case .implicitTLS: Self.code(MARTLET_SECURITY_TLS)
        case .startTLS: Self.code(MARTLET_SECURITY_STARTTLS)
        case .loopbackPlaintext: Self.code(MARTLET_SECURITY_NONE)
        }
    }

    func ask(
        _ kind: martlet_frame_kind, _ body: [UInt8], limit: Duration, answerLimit: Int = 64 << 10
    ) async throws(MailboxFailure) -> [UInt8] {
        let answer: ChildFrame
        do throws(ChildFailure) {
            answer = try await line.exchange(
                ChildLine.Job(
                    kind: Self.code(kind), pieces: [body], answerLimit: answerLimit, limit: limit))
        } catch {
            throw .child(error)
        }
        if answer.isKind(MARTLET_FRAME_ANSWER) { return answer.body }
        guard answer.isKind(MARTLET_FRAME_FAILED), let code = answer.body.first,
            let stage = MailboxFailure.Stage(rawValue: code)
        else {
            line.end()
            throw .child(.malformedAnswer)
        }
        throw .session(stage, Self.printable(answer.body.dropFirst()))
    }

    static func code<Code: RawRepresentable>(_ value: Code) -> UInt8 where Code.RawValue == UInt32 {
        UInt8(truncatingIfNeeded: value.rawValue)
    }

    /// A server's words, fit for one line of a log.
    private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
        let visible = bytes.prefix(200).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
        return visible.allSatisfy { $0 == 0x20 } ? "" : String(decoding: visible, as: UTF8.self)
    }
}

/// What opens a mailbox.
enum MailboxCredential: Sendable, Hashable {
    case password(MailboxPassword)
    case accessToken(MailboxPassword)
}
