import COpenSSLShim

/// HMAC with SHA-256: proves that bytes were made by a holder of the key.
///
/// Compare codes with `constantTimeEqual` only.
///
/// - Standard: RFC 2104; RFC 6234
public enum HMACSHA256 {
    /// The length of a code in bytes.
    public static let length = SHA256.length

    public static func code(for bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { output, count in
            martlet_hmac_sha256(key, key.count, bytes, bytes.count, output.baseAddress)
            count = length
        }
    }
}
