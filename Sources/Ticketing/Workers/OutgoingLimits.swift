/// How much of the outgoing queue is worked on at a time.
public struct OutgoingLimits: Sendable, Hashable {
    /// Messages in hand at most: being composed, waiting for a connection, being sent, being settled. Many, so that
    /// their writes share flushes to disk.
    public var inHand = 64
    /// Of these, on their way to one domain at a time.
    public var perDomain = 4
    /// Seconds for which a claim holds. It is renewed while work goes on, so this is how long the messages of a daemon
    /// that was killed lie before another one takes them.
    public var lease = 60.0
    /// Seconds that a message waits in the queue when too many go to its domain.
    public var pauseOfDomain = 5.0

    /// Seconds until a next hop that could not be reached is asked again, with one message.
    public var pauseOfRelay = 30.0

    public init() {}

    /// Messages that wait in memory for a slot of their domain.
    var waitingPerDomain: Int { inHand / 2 }
    var renewal: Double { lease / 3 }
    /// A claim is worth its while with this much room.
    var leastRoom: Int { max(1, inHand / 4) }
}
