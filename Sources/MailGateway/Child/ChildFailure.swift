/// Why a child gave no answer.
///
/// Whatever the case, the message is not lost: the caller reads it without the library.
public enum ChildFailure: Error, Sendable, Hashable {
    /// The child ended while it was at work: a crash, or its memory was spent.
    case died
    /// The job took longer than the watch allows; the child was killed.
    case timedOut
    /// The child would not: the input is beyond a limit, or the library cannot make sense of it.
    case refused(ChildRefusal)
    /// The answer is not one that an honest child gives; the child was killed.
    case malformedAnswer
    /// No child could be started, or the pool is shut down.
    case unavailable(reason: String)
    /// The caller's task was cancelled before a child took the job.
    case cancelled
}

/// What a child says when it refuses.
public enum ChildRefusal: UInt8, Sendable, Hashable {
    case request = 1
    case size = 2
    case depth = 3
    case nodes = 4
    /// The library took the whole message for a body: a plain scan reads it better.
    case header = 5
}
