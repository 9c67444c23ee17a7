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

    public var reply: String {
        switch self {
        case .delivered(let reply), .transientFailure(let reply), .permanentFailure(let reply): reply
        }
    }
}

/// One recipient of one attempt, with its outcome.
public struct RecipientOutcome: Sendable, Hashable {
    public var recipient: ForwardPath
    public var outcome: DeliveryOutcome

    public init(recipient: ForwardPath, outcome: DeliveryOutcome) {
        self.recipient = recipient
        self.outcome = outcome
    }
}
