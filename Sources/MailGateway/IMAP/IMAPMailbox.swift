import CChildProcess
import InternetMessage

/// A session with one mailbox, held by a child process.
///
/// Security: the server's bytes meet C in the child alone; what comes back is read with limits.
/// Failure: every error is an `IMAPFailure`; after `.child` the session is gone.
struct IMAPMailbox: Sendable {
    /// What a SELECT told.
    struct Selection: Sendable, Hashable {
        var uidValidity: UInt32
        var exists: Int
    }

    private static let listingLimit = 1_000
    private let configuration: IMAPMailboxConfiguration
    private let line: ChildLine

    init(_ configuration: IMAPMailboxConfiguration, program: ChildProgram) {
        self.configuration = configuration
        line = ChildLine(ChildLine.Configuration(program: program, isSession: true))
    }

    /// Connects, signs in and selects.
    func open() async throws(IMAPFailure) -> Selection {
        var writer = ByteWriter()
        writer.string(configuration.host)
        writer.count(Int(configuration.port))
        writer.byte(securityCode)
        writer.string(configuration.tlsCAFile ?? "")
        writer.count(Int(configuration.timeout.milliseconds))
        writer.string(configuration.user)
        writer.string(configuration.password.revealed)
        writer.string(ModifiedUTF7.encode(configuration.mailbox))
        // Several waits make one opening: look-up, connection, handshake, sign-in, selection.
        var reader = ByteReader(try await ask(MARTLET_FRAME_OPEN, writer.bytes, waits: 4))
        do throws(ByteCodingError) {
            let uidValidity = try reader.count(limit: Int(UInt32.max))
            let exists = try reader.count(limit: Int(UInt32.max))
            try reader.finish()
            return Selection(uidValidity: UInt32(clamping: uidValidity), exists: exists)
        } catch {
            throw .child(.malformedAnswer)
        }
    }

    /// The next messages after a UID, at most a thousand.
    func list(after uid: UInt32) async throws(IMAPFailure) -> [IMAPListing] {
        var writer = ByteWriter()
        writer.count(Int(uid))
        writer.count(Self.listingLimit)
        var reader = ByteReader(try await ask(MARTLET_FRAME_LIST, writer.bytes, waits: 2))
        do throws(ByteCodingError) {
            var listing: [IMAPListing] = []
            for _ in 0..<(try reader.count(limit: Self.listingLimit)) {
                let uid = try reader.count(limit: Int(UInt32.max))
                listing.append(
                    IMAPListing(uid: UInt32(clamping: uid), size: try reader.count(limit: Int(UInt32.max))))
            }
            try reader.finish()
            return listing
        } catch {
            throw .child(.malformedAnswer)
        }
    }

    /// One message, without marking it.
    func fetch(uid: UInt32) async throws(IMAPFailure) -> RawMessage {
        var writer = ByteWriter()
        writer.count(Int(uid))
        writer.count(configuration.messageBytes)
        return RawMessage(
            try await ask(
                MARTLET_FRAME_FETCH, writer.bytes, waits: 5, answerLimit: configuration.messageBytes))
    }

    /// Marks, moves or deletes a message that is safely ours.
    func finish(uid: UInt32) async throws(IMAPFailure) {
        var writer = ByteWriter()
        writer.count(Int(uid))
        switch configuration.after {
        case .keep: return
        case .seen: writer.byte(Self.code(MARTLET_AFTER_SEEN))
        case .move: writer.byte(Self.code(MARTLET_AFTER_MOVE))
        case .delete: writer.byte(Self.code(MARTLET_AFTER_DELETE))
        }
        if case .move(let folder) = configuration.after {
            writer.string(ModifiedUTF7.encode(folder))
        } else {
            writer.string("")
        }
        _ = try await ask(MARTLET_FRAME_FINISH, writer.bytes, waits: 4)
    }

    /// Signs out, within a moment, and ends the child.
    func close() async {
        // The server's goodbye changes nothing.
        _ = try? await line.exchange(
            ChildLine.Job(
                kind: Self.code(MARTLET_FRAME_CLOSE), pieces: [], answerLimit: 1 << 10, limit: .seconds(2)))
        line.end()
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

    private func ask(
        _ kind: martlet_frame_kind, _ body: [UInt8], waits: Int, answerLimit: Int = 64 << 10
    ) async throws(IMAPFailure) -> [UInt8] {
        let answer: ChildFrame
        do throws(ChildFailure) {
            answer = try await line.exchange(
                ChildLine.Job(
                    kind: Self.code(kind), pieces: [body], answerLimit: answerLimit,
                    limit: configuration.timeout * waits))
        } catch {
            throw .child(error)
        }
        if answer.isKind(MARTLET_FRAME_ANSWER) { return answer.body }
        guard answer.isKind(MARTLET_FRAME_FAILED), let code = answer.body.first,
            let stage = IMAPFailure.Stage(rawValue: code)
        else {
            line.end()
            throw .child(.malformedAnswer)
        }
        throw .session(stage, Self.printable(answer.body.dropFirst()))
    }

    private static func code<Code: RawRepresentable>(_ value: Code) -> UInt8 where Code.RawValue == UInt32 {
        UInt8(truncatingIfNeeded: value.rawValue)
    }

    /// A server's words, fit for one line of a log.
    private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix(200).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
}
