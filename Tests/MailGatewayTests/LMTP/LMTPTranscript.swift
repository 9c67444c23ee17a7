import InternetMessage
import NIOCore
import Testing

@testable import MailGateway

/// Plays `C:` and `S:` lines against an LMTP session without a socket.
///
/// Everything the client says up to the next `S:` line arrives in one piece, as pipelining does. `…` at the end of an
/// `S:` line stands for anything.
struct LMTPTranscript {
    var hostName = "desk.example.com"
    var limits = LMTPLimits()
    var verdict: RecipientQuestion = { path in
        switch path.address.localPart {
        case "nobody": .unknown
        case "later": .temporaryFailure
        case "barred": .refused("Not from you")
        default: .accepted
        }
    }
    var accept: @Sendable (Envelope, RawMessage) -> [AcceptanceOutcome] = { envelope, _ in
        envelope.forwardPaths.indices.map { .stored(id: "m\($0 + 1)") }
    }

    /// What was taken, and whether the session was closed.
    struct Record {
        var taken: [(envelope: Envelope, message: RawMessage)] = []
        var isClosed = false
        fileprivate var said: [Substring] = []
    }

    /// - Parameter pieceBytes: How much of what the client says arrives at once; 0 is all.
    @discardableResult
    func play(_ text: String, pieceBytes: Int = 0, location: SourceLocation = #_sourceLocation) -> Record {
        var session = LMTPSession(hostName: hostName, limits: limits, verdict: verdict)
        var input = LMTPInput(limits: limits)
        var record = Record()
        var heard: [UInt8] = []
        perform(session.receive(.connected), &session, &input, &record)
        func hear() {
            var rest = heard[...]
            while !rest.isEmpty {
                let piece = rest.prefix(pieceBytes == 0 ? rest.count : pieceBytes)
                rest = rest.dropFirst(piece.count)
                input.append(ByteBuffer(bytes: piece))
                while !record.isClosed, let unit = input.next() {
                    perform(session.receive(.input(unit)), &session, &input, &record)
                }
            }
            heard = []
        }
        for line in text.split(separator: "\n") {
            if line.hasPrefix("C:") {
                heard += Array(line.dropFirst(3).utf8) + [0x0D, 0x0A]
            } else {
                hear()
                check(line.dropFirst(3), &record, location)
            }
        }
        hear()
        #expect(record.said.isEmpty, "said, and not in the transcript", sourceLocation: location)
        return record
    }

    private func check(_ wanted: Substring, _ record: inout Record, _ location: SourceLocation) {
        let line = record.said.isEmpty ? "(nothing)" : record.said.removeFirst()
        let matches = wanted.hasSuffix("…") ? line.hasPrefix(wanted.dropLast()) : line == wanted
        #expect(matches, "wanted \(wanted), got \(line)", sourceLocation: location)
    }

    private func perform(
        _ action: LMTPSession.Action, _ session: inout LMTPSession, _ input: inout LMTPInput, _ record: inout Record
    ) {
        switch action {
        case .nothing: break
        case .reply(let replies): say(replies, &record)
        case .receiveContent(let reply, let size):
            say([reply], &record)
            input.expectContent(declared: size)
        case .accept(let envelope, let message):
            record.taken.append((envelope, message))
            let outcomes = accept(envelope, message)
            perform(session.receive(.accepted(outcomes)), &session, &input, &record)
        case .close(let replies):
            say(replies, &record)
            record.isClosed = true
        }
    }

    private func say(_ replies: [LMTPReply], _ record: inout Record) {
        var buffer = ByteBuffer()
        for reply in replies { reply.write(to: &buffer) }
        record.said += String(buffer: buffer).split(separator: "\r\n")
    }
}

extension RawMessage {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
