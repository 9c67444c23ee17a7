import Cryptography

/// The detail of a reply address: which ticket, for which person, signed so that nobody can make one up.
///
/// As text it is `r` and 42 lower-case letters and digits: five bytes each of ticket and person, sixteen of HMAC.
/// It fits a local-part of 64 bytes beside a desk's local-part of up to 20.
///
/// - Standard: RFC 5233 §4 (detail), RFC 5321 §4.5.3.1.1 (64 octets)
public struct ReplyToken: Sendable, Hashable {
    public var ticket: TicketID
    public var person: PersonID

    public init(ticket: TicketID, person: PersonID) {
        self.ticket = ticket
        self.person = person
    }

    /// Longest local-part a desk's address may have.
    public static let longestLocalPart = 20

    public func encoded(key: SigningKey) -> String {
        let body = ReplyToken.fiveBytes(ticket.rawValue) + ReplyToken.fiveBytes(person.rawValue)
        return "r" + Base32.encode(body + key.signature(of: body, purpose: "reply-token").prefix(16))
    }

    /// nil for anything that this installation did not sign.
    public init?(detail: String, key: SigningKey) {
        let lower = detail.lowercased()
        guard lower.utf8.first == UInt8(ascii: "r"), lower.utf8.count == 43,
            let bytes = Base32.decode(String(lower.dropFirst())), bytes.count == 26
        else { return nil }
        let body = Array(bytes[..<10])
        let signature = Array(key.signature(of: body, purpose: "reply-token").prefix(16))
        guard constantTimeEqual(signature, Array(bytes[10...])) else { return nil }
        ticket = TicketID(rawValue: ReplyToken.integer(body[..<5]))
        person = PersonID(rawValue: ReplyToken.integer(body[5...]))
    }

    /// Of a number that fits into forty bits, the highest first.
    static func fiveBytes(_ value: Int64) -> [UInt8] {
        (0..<5).map { UInt8(truncatingIfNeeded: value >> (32 - 8 * Int64($0))) }
    }

    static func integer(_ bytes: ArraySlice<UInt8>) -> Int64 {
        bytes.reduce(0) { $0 << 8 | Int64($1) }
    }
}

/// The installation's secret, from which each purpose gets signatures of its own.
public struct SigningKey: Sendable {
    private let secret: [UInt8]

    public init(secret: [UInt8]) {
        self.secret = secret
    }

    /// 32 bytes.
    ///
    /// - Standard: RFC 2104
    public func signature(of bytes: [UInt8], purpose: String) -> [UInt8] {
        HMACSHA256.code(for: Array(purpose.utf8) + [0] + bytes, key: secret)
    }
}
