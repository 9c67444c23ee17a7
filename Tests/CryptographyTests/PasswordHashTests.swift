import Cryptography
import Testing

@Suite("RFC 9106 - passwords")
struct PasswordHashTests {
    private let salt = [UInt8](repeating: 7, count: 16)

    @Test func `A password verifies against its own hash alone`() throws {
        let encoded = try PasswordHash.hash("correct horse", salt: salt)
        #expect(encoded.hasPrefix("$argon2id$v=19$m=65536,t=3,p=1$"))
        #expect(PasswordHash.verify("correct horse", encoded: encoded))
        #expect(!PasswordHash.verify("correct horsf", encoded: encoded))
        #expect(!PasswordHash.verify("", encoded: encoded))
    }

    @Test func `Composed and decomposed spellings are one password`() throws {
        let encoded = try PasswordHash.hash("caf\u{E9}-pass", salt: salt)
        #expect(PasswordHash.verify("cafe\u{301}-pass", encoded: encoded))
    }

    @Test func `A password may have 1024 bytes and no more`() throws {
        _ = try PasswordHash.hash(String(repeating: "a", count: 1024), salt: salt)
        #expect(throws: CryptographyError.passwordTooLong(limit: 1024, actual: 1025)) {
            try PasswordHash.hash(String(repeating: "a", count: 1025), salt: salt)
        }
        #expect(throws: CryptographyError.passwordEmpty) { try PasswordHash.hash("", salt: salt) }
        #expect(throws: CryptographyError.saltLength(actual: 15)) {
            try PasswordHash.hash("password", salt: [UInt8](repeating: 0, count: 15))
        }
    }

    @Test(arguments: [
        "", "x", "$argon2id$", "$argon2i$v=19$m=65536,t=3,p=1$BwcHBwcHBwcHBwcHBwcHBw$AAAA",
        "$argon2id$v=19$m=4294967295,t=3,p=1$BwcHBwcHBwcHBwcHBwcHBw$AAAA",
        "$argon2id$v=19$m=65536,t=4294967295,p=1$BwcHBwcHBwcHBwcHBwcHBw$AAAA",
        "$argon2id$v=19$m=65536,t=3$BwcHBwcHBwcHBwcHBwcHBw$AAAA",
        String(repeating: "$argon2id", count: 100),
    ])
    func `A damaged or costly string verifies nothing`(encoded: String) {
        #expect(!PasswordHash.verify("password", encoded: encoded))
    }
}
