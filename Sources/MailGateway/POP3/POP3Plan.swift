/// One message of a maildrop, as its server lists it.
public struct POP3Listing: Sendable, Hashable {
    /// Its number in this session.
    var number: UInt32
    var size: Int
    /// 1 to 70 visible characters; nil where the server gave none. What is no unique-id by the standard is one here as
    /// a hash of what the server said.
    ///
    /// - Standard: RFC 1939 §7
    var uniqueID: String?

    /// What is remembered of it. The size stands beside the unique-id because some servers number messages anew and
    /// call the number a unique-id. Without a unique-id only its content says that a message is known.
    var key: String? { uniqueID.map { "\($0):\(size)" } }
}

/// What to do in a maildrop: each message that is not known, in the order of the server.
struct POP3Plan: Sendable, Hashable {
    var new: [POP3Listing]
    /// Keys that are remembered of messages that are no longer there; none where not all messages were listed.
    var forgotten: [String] = []

    init(_ list: POP3List, seen: Set<String>) {
        new = list.entries.filter { entry in entry.key.map { !seen.contains($0) } ?? true }
            .sorted { $0.number < $1.number }
        if list.entries.count == list.total, list.knowsUniqueIDs {
            forgotten = seen.subtracting(list.entries.compactMap(\.key)).sorted()
        }
    }
}
