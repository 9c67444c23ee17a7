import CChildProcess
import Synchronization

/// One running child, used by the one thread that started it.
///
/// Only `kill` may be called from elsewhere. The process number stays this child's until `end` has collected it
/// under the lock, so that no other process can be hit.
final class ChildProcess: Sendable {
    private static let startMilliseconds: Int64 = 10_000

    let descriptor: Int32
    private let living: Mutex<pid_t?>

    /// Starts the program and waits for its hello. The calling thread must outlive the child.
    init(_ program: ChildProgram) throws(ChildFailure) {
        var pid: pid_t = 0
        var descriptor: Int32 = -1
        let failed = ChildProcess.withPointers(program.arguments) {
            martlet_child_spawn(program.executable, $0, program.arguments.count, &pid, &descriptor)
        }
        guard failed == 0 else { throw .unavailable(reason: "spawn failed with error \(failed)") }
        self.descriptor = descriptor
        living = Mutex(pid)
        do throws(ChildFailure) {
            let deadline = martlet_monotonic_milliseconds() + ChildProcess.startMilliseconds
            let hello = try ChildFrame.receive(from: descriptor, limit: 0, deadline: deadline)
            guard hello.isKind(MARTLET_FRAME_HELLO) else { throw .malformedAnswer }
        } catch {
            end()
            throw .unavailable(reason: "the child did not start")
        }
    }

    /// True when the child died while it had nothing to do.
    var isStale: Bool { martlet_line_is_stale(descriptor) != 0 }

    func exchange(
        _ kind: UInt8, _ pieces: [[UInt8]], answerLimit: Int, milliseconds: Int64
    ) throws(ChildFailure) -> ChildFrame {
        let deadline = martlet_monotonic_milliseconds() + milliseconds
        try ChildFrame.send(kind, pieces, to: descriptor, deadline: deadline)
        return try ChildFrame.receive(from: descriptor, limit: answerLimit, deadline: deadline)
    }

    /// Ends the process; its thread notices by the end of the line. From any thread.
    func kill() {
        living.withLock { pid in
            if let pid { martlet_child_kill(pid) }
        }
    }

    /// Kills, collects and closes. Once, by the thread that owns the child.
    func end() {
        kill()
        guard let pid = living.withLock({ $0 }) else { return }
        martlet_child_await_death(pid)
        living.withLock { living in
            martlet_child_collect(pid)
            living = nil
        }
        martlet_child_disconnect(descriptor)
    }

    private static func withPointers<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let buffers = strings.map { string in
            let utf8 = string.utf8CString
            let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: utf8.count)
            _ = buffer.initialize(from: utf8)
            return buffer
        }
        defer { for buffer in buffers { buffer.deallocate() } }
        var pointers: [UnsafePointer<CChar>?] = buffers.map { UnsafePointer($0.baseAddress) }
        pointers.append(nil)
        return pointers.withUnsafeBufferPointer { list in
            // The list holds at least its terminator.
            guard let start = list.baseAddress else { preconditionFailure("an array of one has an address") }
            return body(start)
        }
    }
}
