/// What a report says became of one recipient.
///
/// - Standard: RFC 3464 §2.3.3 (action), §2.3.4 (status), §2.3.6 (diagnostic code)
public struct RecipientStatus: Sendable, Hashable {
    public var recipient: String
    /// `failed`, `delayed`, `delivered`, `relayed`, `expanded`.
    public var action: DeliveryAction
    /// Enhanced status code, `5.1.1`; nil when none was found.
    public var status: String?
    public var diagnostic: String?

    public init(recipient: String, action: DeliveryAction, status: String?, diagnostic: String?) {
        self.recipient = recipient
        self.action = action
        self.status = status
        self.diagnostic = diagnostic
    }
}

/// - Standard: RFC 3464 §2.3.3
public enum DeliveryAction: String, Sendable, Hashable, CaseIterable {
    case failed, delayed, delivered, relayed, expanded
}
