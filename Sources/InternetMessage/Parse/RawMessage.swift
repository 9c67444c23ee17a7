/// A message as it came over the wire: bytes, never text.
///
/// Everything that is kept, hashed or shown as "the original" is this value. Line ends are whatever the transport
/// delivered (LMTP: CRLF), dot-stuffing already removed.
///
/// - Standard: RFC 5322 §2.1
public struct RawMessage: Sendable, Hashable {
    public var bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}
