import COpenSSLShim

/// The SHA-256 digest of bytes that are all at hand.
///
/// - Standard: FIPS 180-4; RFC 6234
public enum SHA256 {
    /// The length of a digest in bytes.
    public static let length = 32

    public static func digest(of bytes: [UInt8]) -> [UInt8] {
        digest(of: bytes[...])
    }

    public static func digest(of bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.withUnsafeBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: length) { output, count in
                martlet_sha256_digest(input.baseAddress, input.count, output.baseAddress)
                count = length
            }
        }
    }
}
