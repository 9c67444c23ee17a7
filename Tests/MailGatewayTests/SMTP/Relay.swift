import InternetMessage
import NIOCore
import Testing

@testable import MailGateway

/// The server's side of a transcript against an `SMTPSession`, without a socket.
///
/// `S:` lines are what the server says (a `+` at the end: and more behind it), `F:` is a failure of the connection,
/// `C:` what the client must have said by then.
struct Relay {
    private(set) var result: SMTPResult?
    private(set) var isClosed = false
    private var session: SMTPSession
    private var parser = SMTPReplyParser()
    private var said: [Substring] = []
    private let envelope: Envelope
    private let message: RawMessage

    init(
        host: String = "mx.example", security: SMTPRoute.Security = .off, credentials: Bool = false,
        recipients: [String] = ["a@x.example"], content: String = "s: x\r\n\r"
    ) {
        session = SMTPSession(
            route: SMTPRoute(
                host: host, port: 25, security: security,
                credentials: credentials ? SMTPCredentials(user: "u", password: "päß") : nil,
                heloName: "desk.example.com"))
        envelope = Envelope(
            reversePath: .mailbox(MailAddress(localPart: "desk", domain: "example.com")),
            forwardPaths: recipients.map { text in
                let at = text.lastIndex(of: "@") ?? text.endIndex
                return ForwardPath(MailAddress(localPart: String(text[..<at]), domain: String(text[at...].dropFirst())))
            })
        message = RawMessage(Array(content.utf8))
        begin()
    }

    var outcomes: [DeliveryOutcome] { result?.outcomes ?? [] }

    mutating func begin() {
        result = nil
        perform(session.receive(.begin(envelope, message)))
    }

    /// - Parameter strict: Whether each `C:` line must have been said when its turn comes.
    mutating func play(_ text: String, strict: Bool = true, location: SourceLocation = #_sourceLocation) {
        for line in text.split(separator: "\n") {
            let rest = line.dropFirst(3)
            switch line.prefix(2) {
            case "S:": hear(rest)
            case "F:": perform(session.receive(.failed(String(rest))))
            default:
                let next = said.isEmpty ? "(nothing)" : said.removeFirst()
                #expect(!strict || next == rest, sourceLocation: location)
            }
        }
        #expect(!strict || said.isEmpty, "said, and not in the transcript: \(said)", sourceLocation: location)
    }

    private mutating func hear(_ line: Substring) {
        let hasMore = line.hasSuffix("+")
        var buffer = ByteBuffer(string: (hasMore ? line.dropLast() : line) + "\r\n")
        guard let reply = try? parser.next(&buffer) else { return }
        perform(session.receive(.reply(reply, buffered: hasMore ? 1 : 0)))
    }

    private mutating func perform(_ actions: [SMTPSession.Action]) {
        for action in actions {
            switch action {
            case .send(let text): said += text.split(separator: "\r\n")
            case .startTLS:
                said.append("(TLS)")
                perform(session.receive(.secured))
            case .sendContent:
                said.append("(content)")
                perform(session.receive(.contentSent))
            case .finish(let result): self.result = result
            case .close: isClosed = true
            }
        }
    }
}
