/// Why a mailbox could not be read this time. Every case is tried again, later.
public enum MailboxFailure: Error, Sendable, Hashable {
    public enum Stage: UInt8, Sendable, Hashable {
        case resolve = 1
        case connect = 2
        case timeout = 3
        case tls = 4
        /// Chain, host name or dates of the certificate. No password was sent.
        case certificate = 5
        /// STARTTLS is not offered, or the session was authenticated before it.
        case noStartTLS = 6
        case login = 7
        case select = 8
        /// The server said no to one command; the session goes on.
        case command = 9
        case `protocol` = 10
        /// The message is no longer there.
        case gone = 11
        case tooLarge = 12
        /// The server sent far more than was asked for.
        case flooded = 13
    }

    /// What the child reports, with the server's or the system's words for the log.
    case session(Stage, String)
    /// No access token: the endpoint's or the system's words, never a secret.
    case token(String)
    /// The refresh token is refused, or there is none: somebody has to consent.
    case consent(String)
    /// The child itself failed.
    case child(ChildFailure)
}

extension MailboxFailure: CustomStringConvertible {
    /// For the log.
    public var description: String {
        switch self {
        case .session(let stage, let words): words.isEmpty ? "\(stage)" : "\(stage): \(words)"
        case .token(let words), .consent(let words): words.isEmpty ? "no access token" : "no access token: \(words)"
        case .child(let failure): "the mailbox's process failed: \(failure)"
        }
    }
}
