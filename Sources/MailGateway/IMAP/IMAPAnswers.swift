import InternetMessage

/// What a SELECT told.
struct IMAPSelection: Sendable, Hashable {
    var uidValidity: UInt32
    var exists: Int
    var offersIdle: Bool

    /// Reads a child's answer; the child may have been taken over by its server.
    init(from reader: inout ByteReader) throws(ByteCodingError) {
        uidValidity = UInt32(clamping: try reader.count(limit: Int(UInt32.max)))
        exists = try reader.count(limit: Int(UInt32.max))
        offersIdle = try reader.byte() != 0
        try reader.finish()
    }
}

/// The next messages of a mailbox.
struct IMAPList: Sendable, Hashable {
    /// As many as are asked for at once.
    static let limit = 1_000

    var entries: [IMAPListing] = []
    /// How many more the server has listed already.
    var remaining = 0

    /// Reads a child's answer; the child may have been taken over by its server.
    init(from reader: inout ByteReader) throws(ByteCodingError) {
        for _ in 0..<(try reader.count(limit: Self.limit)) {
            let uid = try reader.count(limit: Int(UInt32.max))
            entries.append(IMAPListing(uid: UInt32(clamping: uid), size: try reader.count(limit: Int(UInt32.max))))
        }
        remaining = try reader.count(limit: Int(UInt32.max))
        try reader.finish()
    }
}
