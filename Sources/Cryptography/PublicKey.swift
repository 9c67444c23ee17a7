import COpenSSLShim

/// A public key that somebody published, to check a signature with.
///
/// Security: both come from strangers. Keys outside `rsaBits` are refused: shorter ones can be broken, longer ones
/// make checking them costly.
///
/// - Standard: RFC 8017 §8.2.2 (RSASSA-PKCS1-v1_5), RFC 8032 §5.1 (Ed25519), RFC 8301 §3.2 (key sizes)
public enum PublicKey: Sendable, Hashable {
    /// DER, as SubjectPublicKeyInfo or RSAPublicKey.
    case rsa([UInt8])
    /// 32 bytes.
    case ed25519([UInt8])

    public enum Verdict: Sendable, Hashable { case valid, invalid, keyUnusable }

    public static let rsaBits: ClosedRange<Int32> = 1_024...4_096

    /// Whether the holder of the private key signed this SHA-256 digest: with RSA as a digest, with Ed25519 as a
    /// message of 32 bytes.
    ///
    /// - Standard: RFC 8463 §3
    public func verify(_ signature: [UInt8], ofDigest digest: [UInt8]) -> Verdict {
        guard digest.count == SHA256.length, !signature.isEmpty else { return .invalid }
        let result =
            switch self {
            case .rsa(let key):
                martlet_rsa_sha256_verify(
                    key, key.count, Self.rsaBits.lowerBound, Self.rsaBits.upperBound, digest, signature,
                    signature.count)
            case .ed25519(let key):
                martlet_ed25519_verify(key, key.count, digest, digest.count, signature, signature.count)
            }
        switch result {
        case MARTLET_SIGNATURE_VALID: return .valid
        case MARTLET_SIGNATURE_INVALID: return .invalid
        default: return .keyUnusable
        }
    }
}
