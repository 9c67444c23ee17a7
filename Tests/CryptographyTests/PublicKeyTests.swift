import Cryptography
import Testing

@Suite("RFC 8301 – keys that strangers publish") struct PublicKeyTests {
    private let digest = [UInt8](repeating: 7, count: 32)

    /// RSAPublicKey in DER with a modulus of so many bits.
    ///
    /// - Standard: RFC 8017 §A.1.1
    private static func rsa(bits: Int, exponent: [UInt8] = [1, 0, 1]) -> [UInt8] {
        var modulus = [UInt8](repeating: 0xFF, count: (bits + 7) / 8)
        modulus[0] = UInt8(0xFF >> (modulus.count * 8 - bits))
        let parts = [modulus, exponent].flatMap { element(2, ($0[0] & 0x80 == 0 ? [] : [0]) + $0) }
        return element(0x30, parts)
    }

    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
    }

    @Test(
        arguments: [
            (512, .keyUnusable), (1_023, .keyUnusable), (1_024, .invalid), (4_096, .invalid), (4_097, .keyUnusable),
            (16_384, .keyUnusable),
        ] as [(Int, PublicKey.Verdict)])
    func `RSA keys have from 1,024 to 4,096 bits`(bits: Int, expected: PublicKey.Verdict) {
        let signature = [UInt8](repeating: 1, count: bits / 8)
        #expect(PublicKey.rsa(Self.rsa(bits: bits)).verify(signature, ofDigest: digest) == expected)
    }

    @Test(arguments: [[], [0], [UInt8](repeating: 0xFF, count: 255), [UInt8](repeating: 0, count: 100_000)])
    func `a signature of any length is only wrong`(signature: [UInt8]) {
        #expect(PublicKey.rsa(Self.rsa(bits: 2_048)).verify(signature, ofDigest: digest) == .invalid)
        #expect(PublicKey.ed25519(digest).verify(signature, ofDigest: digest) != .valid)
    }

    @Test func `a digest of another length is not asked about`() {
        let key = PublicKey.rsa(Self.rsa(bits: 2_048))
        #expect(key.verify([1], ofDigest: []) == .invalid)
        #expect(key.verify([1], ofDigest: digest + [0]) == .invalid)
    }

    @Test func `what is no key, or more than one, is unusable`() {
        for bytes in [[], [0x30], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], Self.rsa(bits: 2_048) + [0]] as [[UInt8]] {
            #expect(PublicKey.rsa(bytes).verify([1], ofDigest: digest) == .keyUnusable)
        }
        for count in [0, 31, 33, 1_000] {
            let key = PublicKey.ed25519([UInt8](repeating: 1, count: count))
            #expect(key.verify([UInt8](repeating: 1, count: 64), ofDigest: digest) == .keyUnusable)
        }
    }
}
