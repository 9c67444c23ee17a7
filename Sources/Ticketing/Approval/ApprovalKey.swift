import Cryptography
public import InternetMessage

public import struct Foundation.Date

/// The detail of the address that one approver answers at: chance, of which only the digest is kept.
///
/// As text it is `a` and 40 lower-case letters and digits, 200 bits. It opens nothing by itself: whoever holds it must
/// be the approver, by an address that is vouched for.
///
/// - Standard: RFC 5233 §4 (detail), RFC 5321 §4.5.3.1.1 (64 octets)
public struct ApprovalKey: Sendable, Hashable {
    public let text: String

    private static let length = 25

    /// A new one.
    public init(_ tokens: some TokenSource) {
        text = "a" + Base32.encode(tokens.bytes(Self.length))
    }

    /// nil for what cannot be one. Mail systems may have changed its case.
    public init?(detail: String) {
        let lower = detail.lowercased()
        guard lower.utf8.first == UInt8(ascii: "a"), lower.utf8.count == 41,
            Base32.decode(String(lower.dropFirst()))?.count == Self.length
        else { return nil }
        text = lower
    }

    /// What somebody presents as one, whatever it looks like. It is hashed and looked up as any other, so that neither
    /// the answer nor the work tells what is no key from a key that is unknown.
    public init(presented detail: String) {
        text = String(decoding: detail.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// What is kept.
    public var digest: [UInt8] { SHA256.digest(of: Array(text.utf8)) }

    public func address(at desk: MailAddress) -> MailAddress? {
        MailAddress(localPart: "\(desk.localPart)+\(text)", domain: desk.domain)
    }
}

/// Who was asked, by one key: kept with the key's digest.
public struct ApprovalInvitation: Sendable, Hashable {
    public var digest: [UInt8]
    public var position: Int64
    /// Who is to decide.
    public var approver: PersonID
    /// To whom the key was sent: the approver, or who stands in for them.
    public var holder: PersonID
    public var contentVersion: Int64
    /// Of the message that carries the key.
    public var messageID: MessageID
    public var issuedAt: Date
    /// Mails with this key that decided nothing and were no comment, whoever's they were.
    public var misuses: Int64 = 0

    /// So many of them leave a note and a record; of more the ledger alone knows.
    public static let mostMisuses: Int64 = 20

    public init(
        digest: [UInt8], position: Int64, approver: PersonID, holder: PersonID, contentVersion: Int64,
        messageID: MessageID, issuedAt: Date
    ) {
        self.digest = digest
        self.position = position
        self.approver = approver
        self.holder = holder
        self.contentVersion = contentVersion
        self.messageID = messageID
        self.issuedAt = issuedAt
    }
}
