import CChildProcess

/// A question to a child, or its answer.
struct ChildFrame: Sendable {
    var kind: UInt8
    var flags: UInt8 = 0
    var body: [UInt8] = []

    static let headBytes = Int(MARTLET_FRAME_HEAD)

    init(_ kind: martlet_frame_kind, body: [UInt8] = []) {
        self.kind = UInt8(truncatingIfNeeded: kind.rawValue)
        self.body = body
    }

    private init(kind: UInt8, flags: UInt8, body: [UInt8]) {
        self.kind = kind
        self.flags = flags
        self.body = body
    }

    func isKind(_ kind: martlet_frame_kind) -> Bool {
        UInt32(self.kind) == kind.rawValue
    }

    func hasFlag(_ flag: martlet_frame_flag) -> Bool {
        UInt32(flags) & flag.rawValue != 0
    }

    /// Sends a head and the pieces of a body, in one go when they are small.
    static func send(
        _ kind: UInt8, _ pieces: [[UInt8]], to descriptor: Int32, deadline: Int64
    ) throws(ChildFailure) {
        let total = pieces.reduce(0) { $0 + $1.count }
        guard let length = UInt32(exactly: total) else { throw .refused(.size) }
        var head: [UInt8] = [kind, 0, 0, 0]
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            head.append(UInt8(truncatingIfNeeded: length >> shift))
        }
        if total <= 64 << 10 {
            for piece in pieces { head.append(contentsOf: piece) }
            return try transfer(martlet_line_send(descriptor, head, head.count, deadline))
        }
        try transfer(martlet_line_send(descriptor, head, head.count, deadline))
        for piece in pieces {
            try transfer(martlet_line_send(descriptor, piece, piece.count, deadline))
        }
    }

    /// Receives a frame no longer than the limit.
    static func receive(from descriptor: Int32, limit: Int, deadline: Int64) throws(ChildFailure) -> ChildFrame {
        var head = [UInt8](repeating: 0, count: headBytes)
        try transfer(martlet_line_receive(descriptor, &head, headBytes, deadline))
        let length = head[4...7].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= limit else { throw .malformedAnswer }
        var result: Int32 = 0
        let body = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            if length > 0 { result = martlet_line_receive(descriptor, buffer.baseAddress, length, deadline) }
            count = result == 0 ? length : 0
        }
        try transfer(result)
        return ChildFrame(kind: head[0], flags: head[1], body: body)
    }

    private static func transfer(_ result: Int32) throws(ChildFailure) {
        switch result {
        case 0: return
        case martlet_timed_out(): throw .timedOut
        default: throw .died
        }
    }
}
