import Glibc

/// Tells a daemon whether it is the only one on its data: a lock on a file beside the blobs, which all nodes share.
///
/// The lock ends with the process, however that ends.
struct DaemonLock: Sendable {
    /// No other daemon held the data when this one came.
    let isAlone: Bool

    private let descriptor: Int32

    /// Where the file system knows no locks, nobody is alone.
    init(directory: String) {
        descriptor = open("\(directory)/.daemons", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        isAlone = descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0
        if !isAlone, descriptor >= 0 { _ = flock(descriptor, LOCK_SH | LOCK_NB) }
    }

    /// Lets other daemons in, which then know that they are not alone.
    func share() {
        if isAlone { _ = flock(descriptor, LOCK_SH) }
    }
}
