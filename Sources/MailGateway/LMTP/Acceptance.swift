public import InternetMessage

/// What RCPT is told about one forward-path.
///
/// An unknown recipient is refused here and nowhere later: a refusal after DATA becomes a bounce to a forged sender.
public enum RecipientVerdict: Sendable, Hashable {
    case accepted
    /// 550 5.1.1.
    case unknown
    /// 451 4.3.0: our own trouble; the client tries again.
    case temporaryFailure
    /// 550 5.7.1 with a short text for the sender.
    case refused(String)
}

/// What became of a message for one forward-path. `stored` may be said only when the bytes are on disk.
public enum AcceptanceOutcome: Sendable, Hashable {
    /// - id: what the ledger calls it; it stands in the reply.
    case stored(id: String)
    case temporaryFailure
    case refused(String)
}

/// One finished mail transaction on its way to whoever stores it.
public typealias AcceptMessage = @Sendable (Envelope, RawMessage) async -> [AcceptanceOutcome]
/// Asked at each RCPT, on the event loop: it must be quick and do no I/O.
public typealias RecipientQuestion = @Sendable (ForwardPath) -> RecipientVerdict
