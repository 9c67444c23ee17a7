import Cryptography
public import InternetMessage

/// Message identifiers of our own: random, signed, so that an answer to one proves that its author got our mail, and
/// our own mail is known when it comes back.
///
/// - Standard: RFC 5322 §3.6.4
public enum IssuedMessageID {
    /// `random` needs ten bytes.
    public static func make(random: [UInt8], domain: String, key: SigningKey) -> MessageID {
        let body = Array(random.prefix(10))
        return MessageID("m" + Base32.encode(body + signature(body, key)) + "@" + domain)
    }

    public static func isOurs(_ identifier: MessageID, key: SigningKey) -> Bool {
        let units = identifier.value.utf8
        guard units.first == UInt8(ascii: "m"), let at = units.firstIndex(of: UInt8(ascii: "@")),
            units.distance(from: units.startIndex, to: at) == 33,
            let bytes = Base32.decode(String(identifier.value[units.index(after: units.startIndex)..<at])),
            bytes.count == 20
        else { return false }
        return constantTimeEqual(Array(bytes[10...]), signature(Array(bytes[..<10]), key))
    }

    private static func signature(_ body: [UInt8], _ key: SigningKey) -> [UInt8] {
        Array(key.signature(of: body, purpose: "message-id").prefix(10))
    }
}
