import Glibc

/// Two ends of a connection that never leaves the process; the far one has said all it will.
struct Connection {
    /// Closed by whoever takes it.
    let near: Int32
    private let far: Int32

    /// Nil when the system gives none.
    init?(saying bytes: some Sequence<UInt8>) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        (near, far) = (ends[0], ends[1])
        let words = Array(bytes)
        precondition(send(far, words, words.count, Int32(MSG_NOSIGNAL)) == words.count, "an input fits")
        shutdown(far, Int32(SHUT_WR))
    }

    func end() { close(far) }
}
