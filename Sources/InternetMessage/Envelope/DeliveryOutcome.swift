/// What the next hop said about one recipient.
///
/// Whatever is not understood is transient: nothing is given up for a reason nobody can name.
///
/// - Standard: RFC 5321 §4.2.1 (reply codes), RFC 3463 §2 (classes)
public enum DeliveryOutcome: Sendable, Hashable {
    /// The hop took responsibility; its reply, for the ledger.
    case delivered(reply: String)
    /// A persistent transient failure: try again later. Connection trouble is one too.
    case transientFailure(reply: String)
    /// A permanent failure: the same attempt will not succeed.
    case permanentFailure(reply: String)
    /// A permanent failure in answer to this recipient's own RCPT, so that it may be about the address.
    case refusedRecipient(reply: String)

    public var reply: String {
        switch self {
        case .delivered(let reply), .transientFailure(let reply), .permanentFailure(let reply),
            .refusedRecipient(let reply):
            reply
        }
    }
}

/// One recipient of one attempt, with its outcome.
public struct RecipientOutcome: Sendable, Hashable {
    public var recipient: ForwardPath
    public var outcome: DeliveryOutcome
    /// False where the next hop was asked nothing: it could not be reached, or did not let us in.
    public var wasAsked: Bool

    public init(recipient: ForwardPath, outcome: DeliveryOutcome, wasAsked: Bool = true) {
        self.recipient = recipient
        self.outcome = outcome
        self.wasAsked = wasAsked
    }
}
