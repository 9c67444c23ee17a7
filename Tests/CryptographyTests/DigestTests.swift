import Cryptography
import Testing

@Suite("RFC 6234, RFC 4231 - digests and codes")
struct DigestTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `SHA-256 gives the published digests`(text: String, expected: String) {
        #expect(Hex.encode(SHA256.digest(of: Array(text.utf8))) == expected)
    }

    @Test func `A slice is hashed from where it begins`() {
        let bytes = Array("xxabc".utf8)
        #expect(SHA256.digest(of: bytes.dropFirst(2)) == SHA256.digest(of: Array("abc".utf8)))
    }

    @Test(arguments: [1, 63, 64, 65, 1000])
    func `Pieces of any size give the digest of the whole`(size: Int) {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var hasher = SHA256Hasher()
        for start in stride(from: 0, to: bytes.count, by: size) {
            hasher.update(bytes[start..<min(start + size, bytes.count)])
        }
        #expect(hasher.digest == SHA256.digest(of: bytes))
    }

    @Test func `A copied hasher goes its own way, and asking does not end it`() {
        var first = SHA256Hasher()
        first.update(Array("a".utf8))
        var second = first
        second.update(Array("x".utf8))
        _ = first.digest
        first.update(Array("bc".utf8))
        #expect(first.digest == SHA256.digest(of: Array("abc".utf8)))
        #expect(second.digest == SHA256.digest(of: Array("ax".utf8)))
    }

    @Test(
        arguments: [
            (
                [UInt8](repeating: 0x0b, count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xaa, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
            ([], "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
        ] as [([UInt8], String, String)])
    func `HMAC gives the published codes`(key: [UInt8], text: String, expected: String) {
        #expect(Hex.encode(HMACSHA256.code(for: Array(text.utf8), key: key)) == expected)
    }

    @Test(
        arguments: [
            ([], [], true), ([1, 2], [1, 2], true), ([1, 2], [1, 3], false), ([1, 2], [1, 2, 3], false),
            ([], [0], false),
        ] as [([UInt8], [UInt8], Bool)])
    func `Comparison is by value and length`(left: [UInt8], right: [UInt8], expected: Bool) {
        #expect(constantTimeEqual(left, right) == expected)
    }
}
