import Cryptography
import Foundation
import Testing

@Suite("RFC 8017, RFC 8032 – keys to sign with") struct PrivateKeyTests {
    private let digest = SHA256.digest(of: Array("what is signed".utf8))

    private func pem(_ key: PrivateKey) -> [UInt8] {
        let lines = Data(key.der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return Array("-----BEGIN PRIVATE KEY-----\n\(lines)\n-----END PRIVATE KEY-----\n".utf8)
    }

    @Test(arguments: PrivateKey.Kind.allCases)
    func `what a key signs its other half verifies, and nothing else`(kind: PrivateKey.Kind) throws {
        let key = try #require(PrivateKey.make(kind))
        let read = try PrivateKey(pem: pem(key))
        #expect(read == key && read.kind == kind)
        let published: PublicKey = kind == .rsa ? .rsa(key.publicKey) : .ed25519(key.publicKey)
        let signature = key.signature(ofDigest: digest)
        #expect(published.verify(signature, ofDigest: digest) == .valid)
        #expect(published.verify(signature, ofDigest: SHA256.digest(of: [1])) == .invalid)
        #expect(key.signature(ofDigest: digest) == signature, "the same each time")
        #expect(key.signature(ofDigest: [1]) == [])
        #expect(try #require(PrivateKey.make(kind)) != key)
    }

    @Test func `no description shows a key`() throws {
        let key = try #require(PrivateKey.make(.ed25519))
        var shown = ""
        dump(key, to: &shown)
        #expect("\(key) \(String(reflecting: key)) \(shown)".contains("••••"))
        #expect(!shown.contains("\(key.der[20]), \(key.der[21])") && !shown.contains("UInt8"))
    }

    /// PKCS #8 keys made for these tests, of which nothing is protected by any.
    @Test(arguments: [
        ("", PrivateKey.Trouble.noPEM), ("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", .noPEM),
        ("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n", .otherKind),
        (PrivateKeyTests.elliptic, .otherKind), (PrivateKeyTests.encrypted, .encrypted),
        (PrivateKeyTests.short, .keySize(bits: 1_024)),
    ])
    func `what cannot be used says why`(pem: String, trouble: PrivateKey.Trouble) {
        #expect(throws: trouble) { try PrivateKey(pem: Array(pem.utf8)) }
    }

    private static let elliptic = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg5ulKGR2j/klO8ltJ
        jAwVgZgk+v1c8QDnyJfa4+YZrxShRANCAASpyJLJK2xDPto/Uv+Ja7wpqDQJo4Ho
        VBIbi+dt6oH6Xt36pZwc2jjr7A0EQ6EVG4Mb+bOpQ0Z8PkXriZymOFbV
        -----END PRIVATE KEY-----

        """

    private static let encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiRnhLDi4mJpgICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEFE1F/7iFFePAxVIKB/jnioEQKf7
        xQoyHCTXT/UHLPwjY8oyCvNxMBYYO1Pzn2bhucCSw/shX5YipFbvXbqnrRrRZ28P
        AhdCrYex+5WKypgHdjI=
        -----END ENCRYPTED PRIVATE KEY-----

        """

    private static let short = """
        -----BEGIN PRIVATE KEY-----
        MIICdQIBADANBgkqhkiG9w0BAQEFAASCAl8wggJbAgEAAoGBAKhfub1/q2H7G0RO
        wfy6Mluyyxh7IlvB77vi4Ivf8ub1CcTZ3ZNjx8zWX5Q51lS5h9knzWzqENXzFczr
        WZUD4lOX/7/5tDN8GKXbE1Bt6FvekNPpHF+cN9jBqtmMEUDyiV2av9WID7697oYy
        TLY6wxSUC7BbdatTVJroG/0nqUSPAgMBAAECgYEAnlQdujditqlFU69ntTp1/kqb
        trKbdYNh5uEKXB3EMTA89nIUbPPIPzNa/2x/wn4QY8CM6J0WJcoHNwIc5AaZ/JCW
        m1ipX94EPk/c5ohumroo7qbvZgk+amOdYX2GLYQs4MJzO1X4panUpMZq09kWndyY
        ILgcsqypBBske0yASEECQQDaqf6NPL+1rt3fv8tkSXuwdzuNI0aMkYokn3TECvOV
        b9U6TPjAjh9ti3ZpDiuTkA2dOmuanBrHrUE5GTJPnqShAkEAxR+BGPe+LzgAjQC4
        VIAeYAZCSuh5PrAboplxuLXJ66woVZkxRoUTaa8GFhIJ2HOfWoW58hTkrfvdalWK
        9qIrLwJAMVEX3UjvQA3Rcs5yFAtSv0kVAE8NcVS94GaqUjDaIUEYyU5k6CDly7Ih
        oa4Ve/GIcIalkDhW/eQAit048KYqIQI/DdwpN5gzxx4o68EhNM/NUvMdtiaiX8YC
        K2yekl411FxGeb5LuKmis8uaofKivpVinvrIGD1f1tvetZtOKgk9AkB+zBJ2JX4a
        /1tZfYnU9xGXW9tzjx0URI6cerpi0msQaWl41UMT+GhtjzZHgbO2O4DNXY6PM3+z
        4pd4MJbo6HTY
        -----END PRIVATE KEY-----

        """
}
