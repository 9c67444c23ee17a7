/// Bytes nobody can guess, from the kernel.
///
/// For the shell only: the core is handed its tokens, so that what it decides can be decided again.
public enum SecureRandom {
    public static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<max(0, count)).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
