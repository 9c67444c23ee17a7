/// What a domain asks of those who check its mail: here, only how closely a signer must be related to it.
///
/// - Standard: RFC 7489 §6.3 (adkim), §6.6.3
struct DMARCPolicy: Sendable {
    /// `adkim=s`: only the author's own domain may sign.
    let isStrict: Bool

    /// Nil when the records hold no policy, or more than one.
    init?(_ records: [[UInt8]]) {
        let policies = records.compactMap { record -> TagList? in
            guard record.count <= 4_096, record.starts(with: "v=DMARC1".utf8), let tags = TagList(record),
                tags["v"]?.elementsEqual("DMARC1".utf8) == true
            else { return nil }
            return tags
        }
        guard policies.count == 1, let policy = policies.first else { return nil }
        isStrict = policy.text("adkim") == "s"
    }
}
