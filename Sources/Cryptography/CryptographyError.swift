/// Why something could not be hashed.
public enum CryptographyError: Error, Equatable, Sendable {
    /// The password is empty.
    case passwordEmpty
    /// The password is longer than the limit, in bytes of UTF-8.
    case passwordTooLong(limit: Int, actual: Int)
    /// The salt is outside its limits, in bytes.
    case saltLength(actual: Int)
    /// libargon2 refused, with its own code; most likely there was not enough memory.
    case derivationFailed(code: Int32)
}
