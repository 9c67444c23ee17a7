import Cryptography

/// A key as a domain publishes it.
///
/// - Standard: RFC 6376 §3.6.1, §6.1.2; RFC 8463 §4
struct DKIMKey: Sendable {
    let key: PublicKey
    /// `t=s`: the agent must be of the signing domain itself.
    let isStrict: Bool

    /// The key for a signature, when the records hold exactly one.
    init(_ records: TextRecords, for signature: DKIMSignature) throws(DKIMProblem) {
        switch records {
        case .none: throw .noKey
        case .unknown(let why): throw .lookupFailed(why)
        case .found(let found):
            guard let record = found.first else { throw .noKey }
            guard found.count == 1 else { throw .keyUnusable("there are \(found.count) records") }
            try self.init(record, for: signature)
        }
    }

    private init(_ record: [UInt8], for signature: DKIMSignature) throws(DKIMProblem) {
        guard record.count <= 4_096, let tags = TagList(record) else { throw .keyUnusable("it is no list of tags") }
        if let version = tags["v"] {
            guard version.elementsEqual("DKIM1".utf8), tags.firstName == [UInt8(ascii: "v")] else {
                throw .keyUnusable("it is not of version DKIM1")
            }
        }
        guard (tags.text("k") ?? "rsa") == signature.algorithm.keyType else {
            throw .keyUnusable("it is not of the signature's kind")
        }
        if let hashes = tags.items("h"), !hashes.contains("sha256") { throw .keyUnusable("it allows no SHA-256") }
        if let services = tags.items("s"), !services.contains("*"), !services.contains("email") {
            throw .keyUnusable("it is not for mail")
        }
        let flags = tags.items("t") ?? []
        // A domain that is only trying DKIM out stands by nothing.
        if flags.contains("y") { throw .keyUnusable("the domain is testing") }
        guard let encoded = tags["p"] else { throw .keyUnusable("it is missing from its record") }
        if encoded.isEmpty { throw .keyRevoked }
        guard let bytes = tags.base64("p") else { throw .keyUnusable("it is not base64") }
        key = signature.algorithm == .rsa ? .rsa(bytes) : .ed25519(bytes)
        isStrict = flags.contains("s")
    }
}
