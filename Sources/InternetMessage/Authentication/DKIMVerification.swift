import Cryptography

/// Checks signatures over one message.
///
/// - Standard: RFC 6376 §3.7, §6.1
struct DKIMVerification {
    let content: SignedContent
    /// Seconds since 1970.
    let now: Int
    private var bodies: [Canonicalization: (digest: [UInt8], length: Int)] = [:]

    /// Fields of which a message has one at most. A second one would be read in place of the signed one.
    ///
    /// - Standard: RFC 5322 §3.6; RFC 6376 §8.15
    private static let single = [
        "from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references",
        "mime-version", "content-type", "content-transfer-encoding", "content-disposition",
    ]
    /// Fields that must be signed wherever they stand: they say who speaks, and about what.
    private static let required = ["from", "subject"]

    init(_ content: SignedContent, now: Int) {
        self.content = content
        self.now = now
    }

    /// What can be seen without the key, and costs little.
    func check(_ signature: DKIMSignature) throws(DKIMProblem) {
        if let expiresAt = signature.expiresAt, expiresAt < now { throw .expired }
        for name in Self.single where content.count(of: name) > 1 { throw .fieldNotSigned(name) }
        for name in Self.required where content.count(of: name) > 0 && !signature.signedFields.contains(name) {
            throw .fieldNotSigned(name)
        }
    }

    /// Nothing is thrown when the domain's key made this signature over the message as it stands.
    mutating func verify(
        _ signature: DKIMSignature, in field: SignedContent.Field, records: TextRecords
    ) throws(DKIMProblem) {
        let key = try DKIMKey(records, for: signature)
        if key.isStrict, !DomainAlignment.isSame(signature.agentDomain, signature.domain) {
            throw .keyUnusable("it is not for subdomains")
        }
        let body = bodyDigest(signature.body)
        if let length = signature.bodyLength, length != body.length { throw .bodyNotCovered }
        guard body.digest == signature.bodyHash else { throw .bodyChanged }
        switch key.key.verify(signature.signature, ofDigest: headerDigest(signature, field)) {
        case .valid: return
        case .invalid: throw .headerChanged
        case .keyUnusable: throw .keyUnusable("it is too short, too long or no key")
        }
    }

    private mutating func bodyDigest(_ canonicalization: Canonicalization) -> (digest: [UInt8], length: Int) {
        if let known = bodies[canonicalization] { return known }
        let made = canonicalization.digest(ofBody: content.bytes[content.body])
        bodies[canonicalization] = made
        return made
    }

    /// - Standard: RFC 6376 §5.4.2 (fields of one name are signed from the bottom up)
    private func headerDigest(_ signature: DKIMSignature, _ own: SignedContent.Field) -> [UInt8] {
        var hasher = SHA256Hasher()
        var rest = content.fields
        for name in signature.signedFields {
            guard let index = rest.lastIndex(where: { $0.name.elementsEqual(name.utf8) }) else { continue }
            hasher.update(signature.header.field(rest.remove(at: index), of: content))
            hasher.update([0x0D, 0x0A])
        }
        hasher.update(Self.withoutSignature(signature.header.field(own, of: content)))
        return hasher.digest
    }

    /// The field with an empty `b=`.
    static func withoutSignature(_ field: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var parts = field.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
        while let part = parts.popFirst() {
            if let equals = part.firstIndex(of: UInt8(ascii: "=")), isSignatureTag(part[..<equals]) {
                output.append(contentsOf: part[...equals])
            } else {
                output.append(contentsOf: part)
            }
            if !parts.isEmpty { output.append(UInt8(ascii: ";")) }
        }
        return output
    }

    /// `b`, also behind the field's own name.
    private static func isSignatureTag(_ name: ArraySlice<UInt8>) -> Bool {
        let tag = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
        return ASCII.trimmed(tag).elementsEqual([UInt8(ascii: "b")])
    }
}
