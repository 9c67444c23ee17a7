import Foundation
import Glibc
import InternetMessage
import Testing

@testable import MailGateway

@Suite("The parser's children", .enabled(if: BuiltProgram.path != nil, "the program is not built"), .serialized)
struct ChildPoolTests {
    private func pool(children: Int = 1, limit: Duration = .seconds(60)) -> ChildPool {
        var configuration = ChildPool.Configuration(program: BuiltProgram.parser)
        configuration.children = children
        configuration.jobLimit = limit
        return ChildPool(configuration)
    }

    private func message(_ text: String) -> RawMessage {
        RawMessage(Array(text.replacing("\n", with: "\r\n").utf8))
    }

    private func text(_ range: Range<Int>, _ message: RawMessage) -> String {
        String(decoding: message.bytes[range], as: UTF8.self)
    }

    private static let plain = "From: a@example.com\nSubject: x\n\nHello\n"
    private static let killer =
        "From: a@example.com\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"\\\"\"\n\n--\"\n\nhello\n--\"--\n"

    @Test func `a plain message is a header and a body`() async throws {
        let pool = pool()
        let message = message(Self.plain)
        let root = try await pool.structure(of: message).root
        #expect(root.kind == .single)
        #expect(text(root.header, message) == "From: a@example.com\r\nSubject: x\r\n")
        #expect(text(root.body, message) == "Hello\r\n")
        await pool.shutdown()
    }

    @Test func `the mail that kills the library costs one child`() async throws {
        let pool = pool()
        _ = try await pool.structure(of: message(Self.plain))
        await #expect(throws: ChildFailure.died) { try await pool.structure(of: message(Self.killer)) }
        #expect(try await pool.structure(of: message(Self.plain)).root.kind == .single)
        await pool.shutdown()
    }

    @Test func `two thousand nested messages end at the depth limit`() async throws {
        let nest = String(repeating: "Content-Type: message/rfc822\n\n", count: 2_000)
        let pool = pool()
        var part = try await pool.structure(of: message("From: a@example.com\n" + nest + Self.plain)).root
        var depth = 1
        while let child = part.children.first {
            part = child
            depth += 1
        }
        #expect(depth == MessageLimits().depth)
        await pool.shutdown()
    }

    @Test func `ten thousand parts end at the part limit`() async throws {
        let head = "From: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n"
        let pool = pool()
        let root = try await pool.structure(
            of: message(head + String(repeating: "--b\n\nx\n", count: 10_000))
        ).root
        #expect(root.children.count == MessageLimits().parts - 1)
        await pool.shutdown()
    }

    @Test func `a child that hangs is killed when its time is up`() async throws {
        let pool = pool(limit: .seconds(2))
        _ = try await pool.structure(of: message(Self.plain))
        let child = try #require(Children.of(BuiltProgram.parser).last)
        kill(child, SIGSTOP)
        // Until each of its threads has stopped, it may still answer.
        while !Children.isStopped(child) { await Task.yield() }
        await #expect(throws: ChildFailure.timedOut) { try await pool.structure(of: message(Self.plain)) }
        #expect(!Children.of(BuiltProgram.parser).contains(child))
        #expect(try await pool.structure(of: message(Self.plain)).root.kind == .single)
        await pool.shutdown()
    }

    @Test func `a child that died at rest is replaced before the next job`() async throws {
        let pool = pool()
        _ = try await pool.structure(of: message(Self.plain))
        let child = try #require(Children.of(BuiltProgram.parser).last)
        kill(child, SIGKILL)
        // Until the kernel has ended it, its line would still look alive.
        while !Children.isEnded(child) { await Task.yield() }
        #expect(try await pool.structure(of: message(Self.plain)).root.kind == .single)
        await pool.shutdown()
    }

    @Test func `a program that is no child is told apart`() async {
        let pool = ChildPool(
            ChildPool.Configuration(program: ChildProgram(executable: "/bin/false", arguments: [])))
        await #expect(throws: ChildFailure.unavailable(reason: "the child did not start")) {
            try await pool.structure(of: message(Self.plain))
        }
        await pool.shutdown()
    }

    @Test func `what is too large is refused before a child sees it`() async {
        let pool = pool()
        let large = [UInt8](repeating: 0x20, count: MessageLimits().htmlBytes + 1)
        await #expect(throws: ChildFailure.refused(.size)) { try await pool.html(large) }
        await pool.shutdown()
    }

    @Test func `a message without fields is left to the plain scan`() async {
        let pool = pool()
        await #expect(throws: ChildFailure.refused(.header)) {
            try await pool.structure(of: message("no field at all\n\nbody\n"))
        }
        await pool.shutdown()
    }

    @Test func `a tree of HTML comes back through a child`() async throws {
        let pool = pool()
        guard case .element(let root) = try await pool.html(Array("<p onclick=x>Hi".utf8)) else {
            return #expect(Bool(false), "no element")
        }
        #expect(root.name == "html")
        await #expect(throws: ChildFailure.refused(.depth)) {
            try await pool.html(Array(String(repeating: "<b>", count: 501).utf8))
        }
        await pool.shutdown()
    }

    @Test func `a message of the full size passes`() async throws {
        let pool = pool()
        let head = Array("From: a@example.com\r\n\r\n".utf8)
        let body = [UInt8](repeating: 0x41, count: MessageLimits().messageBytes - head.count)
        let root = try await pool.structure(of: RawMessage(head + body)).root
        #expect(root.body.count == body.count)
        await #expect(throws: ChildFailure.refused(.size)) {
            try await pool.structure(of: RawMessage(head + body + [0x41]))
        }
        await pool.shutdown()
    }

    @Test func `many jobs share few children`() async throws {
        let pool = pool(children: 2)
        let message = message(Self.plain)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask { _ = try await pool.structure(of: message) }
            }
            try await group.waitForAll()
        }
        await pool.shutdown()
    }

    @Test func `a cancelled caller does not hold a child`() async throws {
        let pool = pool()
        let message = message(Self.plain)
        let tasks = (0..<50).map { _ in Task { try? await pool.structure(of: message) } }
        for task in tasks { task.cancel() }
        for task in tasks { _ = await task.value }
        #expect(try await pool.structure(of: message).root.kind == .single)
        await pool.shutdown()
    }

    @Test func `after shutdown no child is left and no job is taken`() async throws {
        let pool = pool(children: 2)
        let message = message(Self.plain)
        _ = try await pool.structure(of: message)
        let child = try #require(Children.of(BuiltProgram.parser).last)
        await pool.shutdown()
        // Ended and collected: nothing answers to its number.
        while kill(child, 0) == 0 { await Task.yield() }
        await #expect(throws: ChildFailure.unavailable(reason: "shut down")) { try await pool.structure(of: message) }
    }

    @Test func `the child is confined`() async throws {
        let pool = pool()
        _ = try await pool.structure(of: message(Self.plain))
        let child = try #require(Children.of(BuiltProgram.parser).last)
        let status = try String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8)
        #expect(status.contains("Seccomp:\t2"))
        #expect(status.contains("NoNewPrivs:\t1"))
        let limits = try String(contentsOfFile: "/proc/\(child)/limits", encoding: .utf8)
        let space = limits.split(separator: "\n").first { $0.hasPrefix("Max address space") }
        #expect(space?.contains("unlimited") == false)
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(child)/fd")
        #expect(Set(open) == ["0", "1", "2"])
        await pool.shutdown()
    }
}

/// Children of this process, by their command line.
enum Children {
    static func of(_ program: ChildProgram) -> [pid_t] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { pid_t($0) }.filter {
            parent(of: $0) == getpid() && line(of: $0) == program.arguments
        }
        .sorted()
    }

    /// Dead with all its threads, collected or not.
    static func isEnded(_ pid: pid_t) -> Bool {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        guard threads.count <= 1 else { return false }
        guard let stat = stat(of: "\(pid)") else { return true }
        return stat.first == "Z" || stat.first == "X"
    }

    /// Every thread of it is stopped.
    static func isStopped(_ pid: pid_t) -> Bool {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        return !threads.isEmpty && threads.allSatisfy { stat(of: "\(pid)/task/\($0)")?.first == "T" }
    }

    private static func line(of pid: pid_t) -> [String] {
        let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
        return bytes.split(separator: 0).dropFirst().map { String(decoding: $0, as: UTF8.self) }
    }

    private static func parent(of pid: pid_t) -> pid_t? {
        stat(of: "\(pid)")?.dropFirst().first.flatMap { pid_t($0) }
    }

    /// The fields after the name, which may hold anything.
    private static func stat(of task: String) -> [Substring]? {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(task)/stat") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let close = text.lastIndex(of: ")") else { return nil }
        return text[text.index(after: close)...].split(separator: " ")
    }
}
