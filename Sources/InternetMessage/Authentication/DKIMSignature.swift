import UnicodeText

/// One DKIM-Signature field.
///
/// Read strictly: SHA-256 only, `From` signed, no version but 1. `rsa-sha1` is refused.
///
/// - Standard: RFC 6376 §3.5; RFC 8301 §3.1; RFC 8463 §3
struct DKIMSignature: Sendable {
    enum Algorithm: String, Sendable, Hashable {
        case rsa = "rsa-sha256"
        case ed25519 = "ed25519-sha256"

        /// As `k=` of a key record names it.
        var keyType: String { self == .rsa ? "rsa" : "ed25519" }
    }

    let algorithm: Algorithm
    let signature: [UInt8]
    let bodyHash: [UInt8]
    let header: Canonicalization
    let body: Canonicalization
    /// `d=`, as A-labels in lower case.
    let domain: String
    /// `s=`.
    let selector: String
    /// `i=`: its domain is `domain` or below it.
    let agentDomain: String
    /// `h=`: names in lower case, in the order in which they are signed.
    let signedFields: [String]
    /// `l=`.
    let bodyLength: Int?
    /// `x=`, in seconds since 1970.
    let expiresAt: Int?

    /// Where the key is.
    var keyName: String { "\(selector)._domainkey.\(domain)" }

    /// `signedFields` beyond this are nobody's need and cost work for each.
    static let fieldLimit = 200

    init(parsing value: ArraySlice<UInt8>) throws(DKIMProblem) {
        guard let tags = TagList(value) else { throw .malformed("the signature is no list of tags") }
        guard let version = tags["v"], version.elementsEqual("1".utf8) else {
            throw .malformed("the signature is not of version 1")
        }
        guard let algorithm = tags.text("a").flatMap(Algorithm.init) else {
            throw .malformed("the signature's algorithm is not supported")
        }
        guard let signature = tags.base64("b"), !signature.isEmpty, let bodyHash = tags.base64("bh") else {
            throw .malformed("the signature or the body hash is not base64")
        }
        guard let domain = tags.text("d").flatMap(Domain.ascii), domain.utf8.contains(UInt8(ascii: ".")),
            let selector = tags.text("s").flatMap(Domain.ascii), selector.utf8.count + domain.utf8.count < 240
        else { throw .malformed("the signature names no domain and selector") }
        self.algorithm = algorithm
        self.signature = signature
        self.bodyHash = bodyHash
        self.domain = domain
        self.selector = selector
        (header, body) = try Self.canonicalization(tags)
        agentDomain = try Self.agentDomain(tags, domain)
        signedFields = try Self.signedFields(tags)
        bodyLength = try Self.number(tags, "l")
        expiresAt = try Self.number(tags, "x")
        if let signedAt = try Self.number(tags, "t"), let expiresAt, expiresAt <= signedAt {
            throw .malformed("the signature expires before it was made")
        }
        if let methods = tags.items("q"), !methods.contains("dns/txt") {
            throw .malformed("the key is not published in the domain name system")
        }
    }

    private static func canonicalization(
        _ tags: TagList
    ) throws(DKIMProblem) -> (Canonicalization, Canonicalization) {
        let names = (tags.text("c") ?? "simple/simple").split(separator: "/", omittingEmptySubsequences: false)
        let known = names.compactMap { Canonicalization(rawValue: String($0)) }
        guard let header = known.first, known.count == names.count, names.count <= 2 else {
            throw .malformed("the signature's canonicalization is not known")
        }
        return (header, names.count == 2 ? known[1] : .simple)
    }

    private static func agentDomain(_ tags: TagList, _ domain: String) throws(DKIMProblem) -> String {
        guard let agent = tags.text("i") else { return domain }
        guard let at = agent.utf8.lastIndex(of: UInt8(ascii: "@")),
            let name = Domain.ascii(String(agent[agent.utf8.index(after: at)...])),
            DomainAlignment.isSame(name, orBelow: domain)
        else { throw .malformed("the signature's agent is not of its domain") }
        return name
    }

    private static func signedFields(_ tags: TagList) throws(DKIMProblem) -> [String] {
        guard let names = tags.items("h"), names.count <= fieldLimit,
            names.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isFieldNameByte) })
        else { throw .malformed("the signature names no signed fields") }
        guard names.contains("from") else { throw .fromNotSigned }
        return names
    }

    private static func number(_ tags: TagList, _ name: StaticString) throws(DKIMProblem) -> Int? {
        guard let number = tags.number(name) else { throw .malformed("the signature has a malformed number") }
        return number
    }
}
