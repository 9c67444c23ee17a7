public import Cryptography
import UnicodeText

/// A domain's key under its selector, to sign outgoing mail with.
///
/// - Standard: RFC 6376 §3.1 (selectors), §3.6.1 (key records); RFC 8463 §4
public struct DKIMSigningKey: Sendable, Hashable {
    /// As A-labels in lower case.
    public let domain: String
    public let selector: String
    public let key: PrivateKey

    /// Nil when domain and selector are no names that a record can stand under.
    public init?(domain: String, selector: String, key: PrivateKey) {
        guard let domain = Domain.ascii(domain), domain.utf8.contains(UInt8(ascii: ".")),
            let selector = Domain.ascii(selector), selector.utf8.count + domain.utf8.count < 230
        else { return nil }
        self.domain = domain
        self.selector = selector
        self.key = key
    }

    /// Where the record belongs.
    public var recordName: String { "\(selector)._domainkey.\(domain)" }

    /// What the record says.
    public var record: String { "v=DKIM1; k=\(key.kind.rawValue); p=\(Base64Writer.text(key.publicKey))" }

    /// Whether a record that was found publishes this key, and lets it sign mail.
    public func isPublished(by records: [[UInt8]]) -> Bool {
        guard records.count == 1, let record = records.first, let tags = TagList(record) else { return false }
        let isKind = (tags.text("k") ?? "rsa") == key.kind.rawValue
        let isForMail = tags.items("s").map { $0.contains("*") || $0.contains("email") } ?? true
        let isForSHA256 = tags.items("h").map { $0.contains("sha256") } ?? true
        let isInEarnest = !(tags.items("t") ?? []).contains("y")
        return isKind && isForMail && isForSHA256 && isInEarnest && tags.base64("p") == key.publicKey
    }

    var algorithm: DKIMSignature.Algorithm { key.kind == .rsa ? .rsa : .ed25519 }
}
