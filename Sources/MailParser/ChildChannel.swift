import CChildProcess

/// One question from the daemon.
struct ChildRequest {
    var kind: UInt8
    var body: [UInt8]
}

/// The child's end of the line: blocking, since the child has nothing else to do.
enum ChildChannel {
    /// No honest daemon sends more: a message, some limits, a mailbox's settings.
    static let requestLimit = 192 << 20

    /// The next request, or nil when the daemon is gone.
    static func receive() -> ChildRequest? {
        var head = [UInt8](repeating: 0, count: Int(MARTLET_FRAME_HEAD))
        guard martlet_child_receive(&head, head.count) == 0 else { return nil }
        let length = head[4...7].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= requestLimit else { return nil }
        var failed = false
        let body = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            failed = length > 0 && martlet_child_receive(buffer.baseAddress, length) != 0
            count = failed ? 0 : length
        }
        return failed ? nil : ChildRequest(kind: head[0], body: body)
    }

    /// False when the daemon is gone.
    static func send(_ kind: martlet_frame_kind, flags: UInt8 = 0, _ body: [UInt8] = []) -> Bool {
        body.withUnsafeBytes { send(kind, flags: flags, $0) }
    }

    static func send(_ kind: martlet_frame_kind, flags: UInt8 = 0, _ body: UnsafeRawBufferPointer) -> Bool {
        guard let length = UInt32(exactly: body.count) else { return false }
        var frame: [UInt8] = [UInt8(truncatingIfNeeded: kind.rawValue), flags, 0, 0]
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            frame.append(UInt8(truncatingIfNeeded: length >> shift))
        }
        // One write for an answer of the usual size: the daemon wakes once.
        if body.count <= 64 << 10 {
            frame.append(contentsOf: body)
            return martlet_child_send(frame, frame.count) == 0
        }
        return martlet_child_send(frame, frame.count) == 0 && martlet_child_send(body.baseAddress, body.count) == 0
    }
}

/// Why the child would not do what it was asked.
enum Refusal: Error {
    case request, size, depth, nodes, header

    var code: UInt8 {
        let code =
            switch self {
            case .request: MARTLET_REFUSED_REQUEST
            case .size: MARTLET_REFUSED_SIZE
            case .depth: MARTLET_REFUSED_DEPTH
            case .nodes: MARTLET_REFUSED_NODES
            case .header: MARTLET_REFUSED_HEADER
            }
        return UInt8(truncatingIfNeeded: code.rawValue)
    }
}
