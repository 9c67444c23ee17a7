import Cryptography
public import Ticketing

/// Secrets that whoever holds them is somebody: sessions, sign-in links, API tokens. The store keeps hashes only.
///
/// - Standard: RFC 6750 §5.2 (unguessable, protected in storage)
public enum BearerSecret {
    /// 256 bits in letters that survive any mail or shell.
    public static func make(from source: any TokenSource) -> String {
        Base32.encode(source.bytes(32))
    }

    /// What `People.addCredential` and `People.credential` are given for the text the bearer shows.
    public static func hash(of secret: String) -> [UInt8] {
        SHA256.digest(of: Array(secret.utf8))
    }

    /// Nothing that cannot be one of ours reaches the store.
    static func isPlausible(_ secret: String) -> Bool {
        (20...200).contains(secret.utf8.count)
            && secret.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) }
    }
}
