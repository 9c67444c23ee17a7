import CChildProcess
import InternetMessage

/// The parser's child process: reads messages and HTML for the daemon, one after the other, and knows nothing else.
///
/// Security: libetpan and gumbo meet hostile bytes here and nowhere else. Before the first byte arrives the process
/// has no environment, no descriptor but its line to the daemon, a bounded address space and, where the kernel
/// allows it, no system call that could reach a file, a network or a program.
/// Failure: a crash costs this process; the daemon reads the message without the library.
public enum ChildMain {
    /// Deep recursion of the libraries on ordinary mail must not meet the end of the stack.
    static let stackBytes = 16 << 20
    static let addressSpaceHeadroom: UInt64 = 256 << 20
    /// The size of the heap, after a job, at which the child asks to be replaced.
    static let wornBytes: UInt64 = 64 << 20

    /// Serves until the daemon hangs up. The exit status.
    public static func run() -> Int32 {
        guard martlet_child_confine(addressSpaceHeadroom) == 0 else { return 70 }
        return martlet_child_run(stackBytes, { ChildMain.serve() }) == 0 ? 0 : 71
    }

    private static func serve() {
        let isFiltered = martlet_child_filter_parser() == 0
        let flags = isFiltered ? UInt8(truncatingIfNeeded: MARTLET_FLAG_FILTERED.rawValue) : 0
        guard ChildChannel.send(MARTLET_FRAME_HELLO, flags: flags) else { return }
        while let request = ChildChannel.receive(), reply(to: request) {}
    }

    private static func reply(to request: ChildRequest) -> Bool {
        do {
            let answer = try answer(to: request)
            let isWorn = martlet_child_heap() > wornBytes
            let flags = isWorn ? UInt8(truncatingIfNeeded: MARTLET_FLAG_WORN.rawValue) : 0
            return ChildChannel.send(MARTLET_FRAME_ANSWER, flags: flags, answer)
        } catch {
            return ChildChannel.send(MARTLET_FRAME_REFUSED, [error.code])
        }
    }

    private static func answer(to request: ChildRequest) throws(Refusal) -> [UInt8] {
        switch UInt32(request.kind) {
        case MARTLET_FRAME_STRUCTURE.rawValue: try structure(request.body)
        case MARTLET_FRAME_HTML.rawValue: try HTMLTree.parse(request.body).encoded
        default: throw .request
        }
    }

    private static func structure(_ body: [UInt8]) throws(Refusal) -> [UInt8] {
        guard body.count >= 8 else { throw .request }
        var limits = MessageLimits()
        limits.depth = body[0..<4].reversed().reduce(0) { $0 << 8 | Int($1) }
        limits.parts = body[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        return try StructureWalker.structure(of: body[8...], limits: limits).encoded
    }
}
