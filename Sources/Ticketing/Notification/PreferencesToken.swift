import Cryptography

public import struct Foundation.Date

/// The key to what one person settles about their mail, for a while: notices, hours, zone and language, and nothing else.
///
/// As text it is `p` and lower-case letters and digits: five bytes of person, five of the second after which it is none,
/// sixteen of HMAC.
public struct PreferencesToken: Sendable, Hashable {
    public var person: PersonID
    public var expires: Date

    /// Seconds from the mail that bears it: 30 days. Later on a mailbox that somebody got hold of settles nothing.
    public static let lifetime = 2_592_000.0
    private static let purpose = "preferences"
    private static let length = 43

    public init(person: PersonID, issued: Date) {
        self.person = person
        expires = issued.addingTimeInterval(Self.lifetime)
    }

    public func encoded(key: SigningKey) -> String {
        let second = Int64(expires.timeIntervalSince1970.rounded(.down))
        let body = ReplyToken.fiveBytes(person.rawValue) + ReplyToken.fiveBytes(second)
        return "p" + Base32.encode(body + key.signature(of: body, purpose: Self.purpose).prefix(16))
    }

    /// nil for anything that this installation did not sign, and for what has expired.
    public init?(_ text: String, key: SigningKey, at now: Date) {
        guard text.utf8.first == UInt8(ascii: "p"), text.utf8.count == Self.length,
            let bytes = Base32.decode(text.dropFirst()), bytes.count == 26
        else { return nil }
        let body = Array(bytes[..<10])
        let signature = Array(key.signature(of: body, purpose: Self.purpose).prefix(16))
        guard constantTimeEqual(signature, Array(bytes[10...])) else { return nil }
        person = PersonID(rawValue: ReplyToken.integer(body[..<5]))
        expires = Date(timeIntervalSince1970: Double(ReplyToken.integer(body[5...])))
        guard now < expires else { return nil }
    }
}
