import Cryptography

/// The key to one thing: whether one person gets one kind of notice. It opens nothing, shows nothing, and does not expire.
///
/// As text it is `u` and lower-case letters and digits: five bytes of person, the kind, sixteen bytes of HMAC.
///
/// - Standard: RFC 8058 §3.1 (an opaque identifier that cannot be forged)
public struct UnsubscribeToken: Sendable, Hashable {
    public var person: PersonID
    public var kind: NotificationKind

    private static let purpose = "unsubscribe"
    /// The longest that is looked at.
    private static let longest = 200

    public init(person: PersonID, kind: NotificationKind) {
        self.person = person
        self.kind = kind
    }

    public func encoded(key: SigningKey) -> String {
        let body =
            (0..<5).map { UInt8(truncatingIfNeeded: person.rawValue >> (32 - 8 * Int64($0))) } + kind.rawValue.utf8
        return "u" + Base32.encode(body + key.signature(of: body, purpose: Self.purpose).prefix(16))
    }

    /// nil for anything that this installation did not sign.
    public init?(_ text: String, key: SigningKey) {
        guard text.utf8.first == UInt8(ascii: "u"), text.utf8.count <= Self.longest,
            let bytes = Base32.decode(text.dropFirst()), bytes.count > 21
        else { return nil }
        let body = Array(bytes.dropLast(16))
        let signature = Array(key.signature(of: body, purpose: Self.purpose).prefix(16))
        guard constantTimeEqual(signature, Array(bytes.suffix(16))),
            let kind = NotificationKind(rawValue: String(decoding: body.dropFirst(5), as: UTF8.self))
        else { return nil }
        person = PersonID(rawValue: body.prefix(5).reduce(0) { $0 << 8 | Int64($1) })
        self.kind = kind
    }
}
