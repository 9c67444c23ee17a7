/// The argument of MAIL: a mailbox, or the null reverse-path of reports.
///
/// - Standard: RFC 5321 §4.1.1.2, §4.5.5
public enum ReversePath: Sendable, Hashable {
    case null
    case mailbox(MailAddress)
}

/// The argument of one RCPT.
///
/// - Standard: RFC 5321 §4.1.1.3
public struct ForwardPath: Sendable, Hashable {
    public let address: MailAddress

    public init(_ address: MailAddress) {
        self.address = address
    }
}

/// What the transport said about a message: where failures go, and who gets it.
///
/// - Standard: RFC 5321 §2.3.1
public struct Envelope: Sendable, Hashable {
    public var reversePath: ReversePath
    public var forwardPaths: [ForwardPath]

    public init(reversePath: ReversePath, forwardPaths: [ForwardPath]) {
        self.reversePath = reversePath
        self.forwardPaths = forwardPaths
    }
}
