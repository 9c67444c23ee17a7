import InternetMessage

/// What a maildrop holds.
struct POP3List: Sendable, Hashable {
    /// As many as a child lists.
    static let limit = 100_000

    var entries: [POP3Listing]
    /// How many messages there are, listed or not.
    var total: Int
    /// How many unique-ids are hashes of what the server said.
    var hashed = 0
    var knowsUniqueIDs = true

    init(entries: [POP3Listing], total: Int, hashed: Int = 0, knowsUniqueIDs: Bool = true) {
        self.entries = entries
        self.total = total
        self.hashed = hashed
        self.knowsUniqueIDs = knowsUniqueIDs
    }

    /// Reads a child's answer; the child may have been taken over by its server.
    init(from reader: inout ByteReader) throws(ByteCodingError) {
        var entries: [POP3Listing] = []
        for _ in 0..<(try reader.count(limit: Self.limit)) {
            let number = try reader.count(limit: Int(UInt32.max))
            let size = try reader.count(limit: Int(UInt32.max))
            let uniqueID = try reader.string(limit: 70)
            entries.append(
                POP3Listing(number: UInt32(clamping: number), size: size, uniqueID: uniqueID.isEmpty ? nil : uniqueID))
        }
        self.init(
            entries: entries, total: try reader.count(limit: Int(UInt32.max)),
            hashed: try reader.count(limit: Self.limit), knowsUniqueIDs: try reader.byte() == 1)
        try reader.finish()
    }
}
