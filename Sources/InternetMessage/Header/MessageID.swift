/// A message identifier, without its angle brackets.
///
/// Senders repeat and forge them: this is never an idempotency key, only a hint for threading.
///
/// - Standard: RFC 5322 §3.6.4
public struct MessageID: Sendable, Hashable, CustomStringConvertible {
    public let value: String

    public init(_ value: String) {
        self.value = value
    }

    public var description: String { value }
}
