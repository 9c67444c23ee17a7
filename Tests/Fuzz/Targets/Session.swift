import InternetMessage
import NIOCore

@testable import MailGateway

/// A client of the LMTP server.
enum Session {
    /// The first byte says in what pieces the others arrive.
    static func lmtp(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        var limits = LMTPLimits()
        limits.messageBytes = 1_000
        limits.recipients = 10
        var client = Client(limits)
        var rest = bytes.dropFirst()
        while !rest.isEmpty, !client.isClosed {
            let piece = rest.prefix(Int(first) + 1)
            rest = rest.dropFirst(piece.count)
            client.say(piece)
        }
    }

    private struct Client {
        var isClosed = false
        private let limits: LMTPLimits
        private var session: LMTPSession
        private var input: LMTPInput

        init(_ limits: LMTPLimits) {
            self.limits = limits
            session = LMTPSession(hostName: "desk.example", limits: limits) { path in
                path.address.localPart.utf8.count > 8 ? .unknown : .accepted
            }
            input = LMTPInput(limits: limits)
            perform(session.receive(.connected))
        }

        mutating func say(_ piece: ArraySlice<UInt8>) {
            input.append(ByteBuffer(bytes: piece))
            while !isClosed, let unit = input.next() { perform(session.receive(.input(unit))) }
        }

        private mutating func perform(_ action: LMTPSession.Action) {
            switch action {
            case .nothing: break
            case .reply(let replies): check(replies)
            case .receiveContent(let reply, let declaredSize):
                check([reply])
                input.expectContent(declared: declaredSize)
            case .accept(let envelope, let message):
                precondition(message.bytes.count <= limits.messageBytes, "a message is bounded")
                precondition((1...limits.recipients).contains(envelope.forwardPaths.count), "recipients are counted")
                perform(session.receive(.accepted(envelope.forwardPaths.map { _ in .stored(id: "1") })))
            case .close(let replies):
                check(replies)
                isClosed = true
            }
        }

        /// A reply holds nothing of the client's that could end its line.
        private func check(_ replies: [LMTPReply]) {
            for reply in replies {
                var buffer = ByteBuffer()
                reply.write(to: &buffer)
                for line in buffer.readableBytesView.split(separator: 0x0A) {
                    precondition(line.last == 0x0D && !line.dropLast().contains { $0 < 0x20 }, "a reply is lines")
                }
            }
        }
    }
}
