import Cryptography
import UnicodeText

public import struct Foundation.Date

/// Signs outgoing mail for the domains whose keys it has.
///
/// A message gets one signature by each key of its author's domain; where that has none, by each key of the nearest
/// domain above, which DMARC takes for aligned too. The whole body is covered (no `l=`), and nothing expires (no `x=`),
/// since mail may wait for days. Canonicalization is relaxed in both parts.
///
/// Fields that a reader sees or answers by are named once more than they stand there, so that nobody can add another.
///
/// - Standard: RFC 6376 §3.5, §5.4 (fields to sign), §8.15 (fields added later); RFC 8058 §4; RFC 8463 §3
public struct DKIMSigner: Sendable {
    public let keys: [DKIMSigningKey]

    /// Signed and oversigned, whether they are there or not.
    private static let always = ["From", "Reply-To", "To", "Cc", "Subject"]
    /// Signed and oversigned where they are there. Lists and relays may add them to mail that has none.
    private static let present = [
        "Sender", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "Content-Language",
        "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    ]

    public init(keys: [DKIMSigningKey]) {
        self.keys = keys
    }

    /// Those that sign for an author of this domain.
    public func keys(for domain: String) -> [DKIMSigningKey] {
        let author = Domain.ascii(domain) ?? domain
        let speaking = keys.filter { DomainAlignment.isSame(author, orBelow: $0.domain) }
        let nearest = speaking.map(\.domain.utf8.count).max()
        return speaking.filter { $0.domain.utf8.count == nearest }
    }

    /// The message with its signatures above it.
    ///
    /// One whose header can be read in two ways is left as it is: no signature over it would be believed.
    public func signed(_ message: RawMessage, author domain: String, at now: Date) -> RawMessage {
        let keys = keys(for: domain)
        guard !keys.isEmpty, let content = SignedContent(message, limits: MessageLimits()) else { return message }
        let body = Canonicalization.relaxed.digest(ofBody: content.bytes[content.body]).digest
        let seconds = Int(exactly: now.timeIntervalSince1970.rounded(.down)) ?? 0
        let fields = keys.flatMap { Self.field(by: $0, over: content, body: body, at: seconds) }
        return RawMessage(fields + message.bytes)
    }

    /// One whole field with its line end.
    private static func field(
        by key: DKIMSigningKey, over content: SignedContent, body: [UInt8], at seconds: Int
    ) -> [UInt8] {
        let names = names(in: content)
        var digest = SHA256Hasher()
        var rest = content.fields
        for name in names {
            let lower = ASCII.lowercased(name.utf8)
            guard let index = rest.lastIndex(where: { $0.name == lower }) else { continue }
            digest.update(Canonicalization.relaxed.field(rest.remove(at: index), of: content))
            digest.update([0x0D, 0x0A])
        }
        let head = head(by: key, names: names, body: body, at: seconds)
        digest.update(Canonicalization.relaxedField(named: "dkim-signature", value: head[...]))
        let signature = Base64Writer.text(key.key.signature(ofDigest: digest.digest))
        return Array("DKIM-Signature:".utf8) + head + folded(signature) + [0x0D, 0x0A]
    }

    /// The field's value as far as an empty `b=`.
    private static func head(
        by key: DKIMSigningKey, names: [String], body: [UInt8], at seconds: Int
    ) -> [UInt8] {
        let tags = "v=1; a=\(key.algorithm.rawValue); c=relaxed/relaxed;\r\n d=\(key.domain);\r\n s=\(key.selector); "
        var lines = tags + "t=\(seconds);\r\n h="
        var column = 3
        for (index, name) in names.enumerated() {
            let item = index == names.count - 1 ? "\(name);" : "\(name):"
            if column + item.utf8.count > 76 {
                lines += "\r\n "
                column = 1
            }
            lines += item
            column += item.utf8.count
        }
        return Array((" " + lines + "\r\n bh=\(Base64Writer.text(body));\r\n b=").utf8)
    }

    private static func folded(_ signature: String) -> [UInt8] {
        var output: [UInt8] = []
        var rest = Array(signature.utf8)[...]
        while !rest.isEmpty {
            output += Array("\r\n ".utf8) + rest.prefix(72)
            rest = rest.dropFirst(72)
        }
        return output
    }

    private static func names(in content: SignedContent) -> [String] {
        always.flatMap { Array(repeating: $0, count: content.count(of: $0.lowercased()) + 1) }
            + present.flatMap { name in
                let count = content.count(of: name.lowercased())
                return Array(repeating: name, count: count > 0 ? count + 1 : 0)
            }
    }
}
