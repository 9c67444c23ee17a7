import NIOCore

/// Everything an LMTP client is ever told: short, without internals, with an enhanced status code.
///
/// - Standard: RFC 5321 §4.2 (replies), RFC 3463 and RFC 2034 (enhanced status codes)
struct LMTPReply: Hashable {
    let code: Int
    /// Nil where RFC 2034 §3 wants none: greetings, the answer to LHLO, 354.
    let enhanced: String?
    /// At least one line of printable ASCII.
    let lines: [String]

    private init(_ code: Int, _ enhanced: String?, _ lines: String...) {
        self.init(code, enhanced, lines: lines)
    }

    private init(_ code: Int, _ enhanced: String?, lines: [String]) {
        self.code = code
        self.enhanced = enhanced
        self.lines = lines
    }

    func write(to buffer: inout ByteBuffer) {
        let prefix = enhanced.map { $0 + " " } ?? ""
        for (index, line) in lines.enumerated() {
            let separator = index == lines.count - 1 ? " " : "-"
            buffer.writeString("\(code)\(separator)\(prefix)\(line)\r\n")
        }
    }
}

extension LMTPReply {
    static func greeting(_ hostName: String) -> LMTPReply { .init(220, nil, "\(hostName) LMTP ready") }

    /// - Standard: RFC 2920, RFC 1870, RFC 6152, RFC 6531, RFC 2034
    static func capabilities(_ hostName: String, size: Int) -> LMTPReply {
        .init(250, nil, hostName, "PIPELINING", "SIZE \(size)", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES")
    }

    static let senderOK = LMTPReply(250, "2.1.0", "Sender OK")
    static let recipientOK = LMTPReply(250, "2.1.5", "Recipient OK")
    static let ok = LMTPReply(250, "2.0.0", "OK")
    static let startContent = LMTPReply(354, nil, "Start mail input; end with <CRLF>.<CRLF>")
    static let cannotVerify = LMTPReply(252, "2.1.5", "Cannot verify; RCPT tells")
    static let bye = LMTPReply(221, "2.0.0", "Bye")

    static let tooManyConnections = LMTPReply(421, "4.3.2", "Too many connections")
    static let shuttingDown = LMTPReply(421, "4.3.2", "Shutting down")
    static let idle = LMTPReply(421, "4.4.2", "Idle for too long")
    static let tooManyErrors = LMTPReply(421, "4.7.0", "Too many errors")

    static let unknownRecipient = LMTPReply(550, "5.1.1", "No such recipient here")
    static let tooManyRecipients = LMTPReply(452, "4.5.3", "Too many recipients")
    static let tooBig = LMTPReply(552, "5.3.4", "Message too big")
    static let noRoom = LMTPReply(452, "4.3.1", "Too much mail at once; try again")
    static let temporaryFailure = LMTPReply(451, "4.3.0", "Temporary failure; try again")

    static func stored(_ id: String) -> LMTPReply { .init(250, "2.1.5", "Stored as \(printable(id))") }
    static func refused(_ text: String) -> LMTPReply { .init(550, "5.7.1", printable(text)) }

    static let notSMTP = LMTPReply(500, "5.5.1", "This is LMTP: LHLO, please")
    static let sequence = LMTPReply(503, "5.5.1", "Commands out of order")
    static let noRecipients = LMTPReply(503, "5.5.1", "No valid recipients")

    init(_ error: LMTPSyntaxError) {
        self =
            switch error {
            case .illegalBytes: .init(500, "5.5.2", "Illegal bytes in command")
            case .bareLineFeed: .init(500, "5.5.2", "Lines end with <CRLF>")
            case .lineTooLong: .init(500, "5.5.2", "Line too long")
            case .unknownVerb: .init(500, "5.5.2", "Unknown command")
            case .arguments: .init(501, "5.5.4", "Syntax error in arguments")
            case .reversePath: .init(501, "5.1.7", "Bad sender address")
            case .forwardPath: .init(501, "5.1.3", "Bad recipient address")
            case .unknownParameter: .init(555, "5.5.4", "Unknown parameter")
            }
    }

    /// At most 200 characters of printable ASCII: what comes from elsewhere cannot end a line.
    private static func printable(_ text: String) -> String {
        String(decoding: text.utf8.lazy.map { (0x20...0x7E).contains($0) ? $0 : 0x3F }.prefix(200), as: UTF8.self)
    }
}
