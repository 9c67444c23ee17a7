import UnicodeText

/// A mail address: local-part and domain.
///
/// Identity is `key`: bytes of the normalised ASCII form, so that two spellings which Unicode calls equal are never
/// the same person unless their bytes are.
///
/// - Standard: RFC 5322 §3.4.1 (addr-spec), RFC 6532 (UTF-8 local-parts), RFC 5233 (detail)
public struct MailAddress: Sendable, Hashable, CustomStringConvertible {
    /// Local-part, unquoted. May hold UTF-8.
    public let localPart: String
    /// Domain in lower case, internationalized labels as A-labels where that is possible. Empty where the sender wrote
    /// a bare word (`MAILER-DAEMON`): such an address can be shown but neither believed nor written to.
    public let domain: String

    /// Trusts its arguments; hostile text goes through `init(parsing:)`.
    public init(localPart: String, domain: String) {
        self.localPart = localPart
        self.domain = domain.utf8.asciiLowercasedText
    }

    /// What two addresses must share to be the same mailbox: lower-case local-part and domain.
    ///
    /// Only ASCII letters have a lower case here: Unicode's would make a Kelvin sign a k, and someone else of a sender.
    public var key: String { localPart.utf8.asciiLowercasedText + "@" + domain }

    public var description: String { domain.isEmpty ? localPart : localPart + "@" + domain }

    /// Whether mail can be addressed to it.
    public var isComplete: Bool { !domain.isEmpty }

    /// What the domain looks like: two domains with the same bytes here are easily taken for each other.
    public var domainSkeleton: [UInt8] { Domain.skeleton(domain) }

    /// The part after `+` in the local-part, where the reply token travels.
    ///
    /// - Standard: RFC 5233 §4
    public var detail: String? {
        let units = localPart.utf8
        guard let plus = units.firstIndex(of: UInt8(ascii: "+")) else { return nil }
        return String(localPart[units.index(after: plus)...])
    }

    /// The address without its detail: `support+abc@x` → `support@x`.
    public var withoutDetail: MailAddress {
        guard let plus = localPart.utf8.firstIndex(of: UInt8(ascii: "+")) else { return self }
        return MailAddress(localPart: String(localPart[..<plus]), domain: domain)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(contentsOf: key) }
    public static func == (left: MailAddress, right: MailAddress) -> Bool {
        left.key.utf8.elementsEqual(right.key.utf8)
    }
}

extension Hasher {
    fileprivate mutating func combine(contentsOf text: String) {
        for unit in text.utf8 { combine(unit) }
    }
}
