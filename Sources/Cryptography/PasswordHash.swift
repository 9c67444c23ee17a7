import COpenSSLShim
import Foundation

/// Passwords as Argon2id strings: 64 MiB, three passes, one lane.
///
/// A password is brought to Unicode's composed form (NFC) first, so that it is the same from every keyboard, and taken
/// as it is otherwise. Each call takes a good part of a second and 64 MiB: run few at once.
///
/// Security: for an unknown person hash the password all the same, or the time tells who exists.
///
/// - Standard: RFC 9106 §4 (parameters); RFC 8265 §4.2 (comparison of passwords)
public enum PasswordHash {
    /// The longest password in bytes of UTF-8.
    public static let limit = 1024
    /// The salt in bytes: at least what the standard recommends.
    public static let saltLength = 16...64

    private static let passes: UInt32 = 3
    private static let memory: UInt32 = 65536
    private static let lanes: UInt32 = 1
    private static let encodedLimit = 256

    /// The encoded string, `$argon2id$v=19$m=65536,t=3,p=1$salt$hash`.
    public static func hash(_ password: String, salt: [UInt8]) throws(CryptographyError) -> String {
        let bytes = try prepared(password)
        guard saltLength.contains(salt.count) else { throw .saltLength(actual: salt.count) }
        var encoded = [CChar](repeating: 0, count: encodedLimit)
        let code = martlet_argon2id_hash(
            bytes, bytes.count, salt, salt.count, passes, memory, lanes, &encoded, encoded.count)
        guard code == 0 else { throw .derivationFailed(code: code) }
        let text = encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether this password made the encoded string.
    ///
    /// False, too, for a string that asks for more memory or passes than ours could: a row that somebody planted must
    /// not exhaust the machine.
    public static func verify(_ password: String, encoded: String) -> Bool {
        guard encoded.utf8.count < encodedLimit, isAffordable(encoded) else { return false }
        do throws(CryptographyError) {
            let bytes = try prepared(password)
            return martlet_argon2id_verify(encoded, bytes, bytes.count) == 1
        } catch {
            return false
        }
    }

    private static func prepared(_ password: String) throws(CryptographyError) -> [UInt8] {
        let given = password.utf8.count
        guard given > 0 else { throw .passwordEmpty }
        guard given <= limit else { throw .passwordTooLong(limit: limit, actual: given) }
        return Array(password.precomposedStringWithCanonicalMapping.utf8)
    }

    private static func isAffordable(_ encoded: String) -> Bool {
        let fields = encoded.utf8.split(separator: UInt8(ascii: "$"))
        guard fields.count == 5, fields[0].elementsEqual("argon2id".utf8) else { return false }
        let costs = fields[2].split(separator: UInt8(ascii: ","))
        guard costs.count == 3 else { return false }
        return zip(costs, [("m=", 262_144), ("t=", 16), ("p=", 4)]).allSatisfy { cost, bound in
            let number = String(decoding: cost.dropFirst(2), as: UTF8.self)
            guard cost.starts(with: bound.0.utf8), let value = Int(number) else { return false }
            return (1...bound.1).contains(value)
        }
    }
}
