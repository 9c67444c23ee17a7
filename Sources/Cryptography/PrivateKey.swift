import COpenSSLShim

/// A key to sign with, which no description shows.
///
/// RSA signs with RSASSA-PKCS1-v1_5, Ed25519 with itself; both sign the same digest the same way each time.
///
/// - Standard: RFC 8017 §8.2.1, RFC 8032 §5.1.6, RFC 5958 (PKCS #8)
public struct PrivateKey: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public enum Kind: String, Sendable, Hashable, CaseIterable { case rsa, ed25519 }

    /// Why a text is no key that can be used.
    public enum Trouble: Error, Sendable, Hashable {
        case noPEM
        case encrypted
        case otherKind
        case keySize(bits: Int)
    }

    /// What receivers are sure to verify, and none that can be broken.
    ///
    /// - Standard: RFC 8301 §3.2
    public static let rsaBits: ClosedRange<Int> = 2_048...4_096
    /// PKCS #8 of the largest key, with room to spare.
    private static let capacity = 8 << 10

    public let kind: Kind
    /// As PKCS #8.
    public let der: [UInt8]

    private init(kind: Kind, der: [UInt8]) {
        self.kind = kind
        self.der = der
    }

    /// Reads PKCS #8 or PKCS #1 in PEM, without a password.
    public init(pem: [UInt8]) throws(Trouble) {
        var der = [UInt8](repeating: 0, count: Self.capacity)
        var count = 0
        var bits: Int32 = 0
        let found = martlet_private_key_read(pem, pem.count, &der, der.count, &count, &bits)
        guard found != 0 else {
            let text = String(decoding: pem.prefix(64 << 10), as: UTF8.self)
            guard text.contains("PRIVATE KEY-----") else { throw .noPEM }
            throw text.contains("ENCRYPTED") ? .encrypted : .otherKind
        }
        kind = found == MARTLET_KEY_RSA ? .rsa : .ed25519
        if kind == .rsa, !Self.rsaBits.contains(Int(bits)) { throw .keySize(bits: Int(bits)) }
        self.der = Array(der.prefix(count))
    }

    /// A new key from the library's own chance; nil when it has none to give. For the shell only.
    public static func make(_ kind: Kind) -> PrivateKey? {
        var der = [UInt8](repeating: 0, count: capacity)
        let code = kind == .rsa ? MARTLET_KEY_RSA : MARTLET_KEY_ED25519
        let count = martlet_private_key_make(code, Int32(rsaBits.lowerBound), &der, der.count)
        return count > 0 ? PrivateKey(kind: kind, der: Array(der.prefix(count))) : nil
    }

    /// The other half, as signers publish it: SubjectPublicKeyInfo for RSA, 32 bytes for Ed25519.
    public var publicKey: [UInt8] {
        var key = [UInt8](repeating: 0, count: Self.capacity)
        let count = martlet_private_key_public(der, der.count, &key, key.count)
        return Array(key.prefix(count))
    }

    /// Signs a SHA-256 digest: with RSA as a digest, with Ed25519 as a message of 32 bytes.
    ///
    /// - Standard: RFC 8463 §3
    public func signature(ofDigest digest: [UInt8]) -> [UInt8] {
        guard digest.count == SHA256.length else { return [] }
        var signature = [UInt8](repeating: 0, count: 1 << 10)
        let count = martlet_private_key_sign(der, der.count, digest, &signature, signature.count)
        return Array(signature.prefix(count))
    }

    public var description: String { "\(kind.rawValue):••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["kind": kind]) }
}
