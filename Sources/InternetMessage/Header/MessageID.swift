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

    // By bytes: hashing hostile text as a String costs quadratic time, and canonical equivalence is not identity.
    public func hash(into hasher: inout Hasher) {
        for unit in value.utf8 { hasher.combine(unit) }
    }

    public static func == (left: MessageID, right: MessageID) -> Bool {
        left.value.utf8.elementsEqual(right.value.utf8)
    }
}
