import Cryptography

/// The detail of a return address: which outgoing message a report is about, signed so that nobody can make one up.
///
/// Every message has a return address of its own (VERP), so that a report that quotes nothing and names nobody still
/// finds its message and, as each message has one recipient, its recipient. As text it is `b` and 34 lower-case letters
/// and digits: five bytes of message and sixteen of HMAC. With a desk's local-part of 20 that is 56 of 64 octets.
///
/// Security: whoever gets the message can read the token and send a report about it; that harms nobody but themselves.
/// - Standard: RFC 5321 §4.4 (return path), §4.5.3.1.1 (64 octets), RFC 5233 §4 (detail)
public struct ReturnToken: Sendable, Hashable {
    public var message: OutgoingID

    public init(message: OutgoingID) {
        self.message = message
    }

    /// Letters and digits of the text form.
    public static let length = 35

    public func encoded(key: SigningKey) -> String {
        let body = (0..<5).map { UInt8(truncatingIfNeeded: message.rawValue >> (32 - 8 * Int64($0))) }
        return "b" + Base32.encode(body + key.signature(of: body, purpose: "return-path").prefix(16))
    }

    /// nil for anything that this installation did not sign.
    public init?(detail: String, key: SigningKey) {
        let lower = detail.lowercased()
        guard lower.utf8.first == UInt8(ascii: "b"), lower.utf8.count == ReturnToken.length,
            let bytes = Base32.decode(String(lower.dropFirst())), bytes.count == 21
        else { return nil }
        let body = Array(bytes[..<5])
        let signature = Array(key.signature(of: body, purpose: "return-path").prefix(16))
        guard constantTimeEqual(signature, Array(bytes[5...])) else { return nil }
        message = OutgoingID(rawValue: body.reduce(0) { $0 << 8 | Int64($1) })
    }
}
