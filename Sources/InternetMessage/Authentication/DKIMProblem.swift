/// Why a signature proves nothing, in words for the trace.
///
/// - Standard: RFC 6376 §3.9 (results), §6.1
public enum DKIMProblem: Error, Sendable, Hashable {
    /// The signature field or the key record doesn't follow its grammar, or asks for what isn't done.
    case malformed(String)
    case expired
    case fromNotSigned
    /// A field that steers how the mail is read stands there more often than it was signed.
    case fieldNotSigned(String)
    /// The signature covers a part of the body only.
    case bodyNotCovered
    case bodyChanged
    case headerChanged
    case noKey
    case keyRevoked
    case keyUnusable(String)
    /// The name service did not answer; the next mail may fare better.
    case lookupFailed(String)
    /// The signer's domain isn't one that speaks for the author's.
    case notAligned

    public var words: String {
        switch self {
        case .malformed(let what): what
        case .expired: "the signature has expired"
        case .fromNotSigned: "the From field is not signed"
        case .fieldNotSigned(let name): "the \(name) field is not signed as it stands"
        case .bodyNotCovered: "the signature does not cover the whole body"
        case .bodyChanged: "the body was changed after signing"
        case .headerChanged: "the signature does not match the header and the key"
        case .noKey: "the domain publishes no such key"
        case .keyRevoked: "the domain has revoked the key"
        case .keyUnusable(let why): "the key cannot be used: \(why)"
        case .lookupFailed(let why): "the key could not be looked up: \(why)"
        case .notAligned: "the signer's domain is not aligned with the author's"
        }
    }
}
