/// One message of a maildrop, as its server lists it.
public struct POP3Listing: Sendable, Hashable {
    /// Its number in this session.
    var number: UInt32
    var size: Int
    /// 1 to 70 visible characters.
    ///
    /// - Standard: RFC 1939 §7
    var uniqueID: String

    /// What is remembered of it. The size stands beside the unique-id because some servers number messages anew and
    /// call the number a unique-id.
    var key: String { "\(uniqueID):\(size)" }
}

/// What to do in a maildrop: each message that is not known, in the order of the server.
struct POP3Plan: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case fetch(POP3Listing)
        /// Too large: left where it is, and reported.
        case leave(POP3Listing)
    }

    var steps: [Step] = []
    /// Keys that are remembered of messages that are no longer there.
    var forgotten: [String] = []

    init(_ listing: [POP3Listing], seen: Set<String>, messageBytes: Int) {
        for entry in listing.sorted(by: { $0.number < $1.number }) where !seen.contains(entry.key) {
            steps.append(entry.size > messageBytes ? .leave(entry) : .fetch(entry))
        }
        forgotten = seen.subtracting(listing.map(\.key)).sorted()
    }
}
