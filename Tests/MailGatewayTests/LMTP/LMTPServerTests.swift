import Foundation
import Glibc
import InternetMessage
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import Testing

@testable import MailGateway

@Suite("LMTP over sockets")
struct LMTPServerTests {
    private static let mail = """
        LHLO t\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<x@example.com>\r\nRCPT TO:<y@example.com>\r\nDATA\r\n
        """

    @Test func `pipelined transactions over TCP are answered in order`() async throws {
        let taken = Taken()
        try await withServer(taken) { addresses, _ in
            var client = try await RawClient(port: port(addresses))
            try await client.send(Self.mail.trimmed + "one\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<z@example.com>\r\nDATA\r\n")
            #expect(await client.codes(9) == ["220", "250", "250", "250", "250", "354", "250", "250", "250"])
            #expect(await client.codes(2) == ["250", "354"])
            try await client.send("two\r\n.\r\nQUIT\r\n")
            #expect(await client.codes(3) == ["250", "221"])
        }
        #expect(taken.texts == ["one\r\n", "two\r\n"])
    }

    @Test func `bytes one at a time are the same session`() async throws {
        let taken = Taken()
        try await withServer(taken) { addresses, _ in
            var client = try await RawClient(port: port(addresses))
            for unit in (Self.mail.trimmed + "..x\r\n.\r\nQUIT\r\n").unicodeScalars {
                try await client.send(String(unit))
            }
            #expect(await client.codes(20) == ["220", "250", "250", "250", "250", "354", "250", "250", "221"])
        }
        #expect(taken.texts == [".x\r\n"])
    }

    @Test func `a message of megabytes arrives whole`() async throws {
        let taken = Taken()
        let text = String(repeating: String(repeating: "x", count: 70) + "\r\n", count: 40_000)
        try await withServer(taken) { addresses, _ in
            var client = try await RawClient(port: port(addresses))
            try await client.send(Self.mail.trimmed)
            try await client.send(text + ".\r\nQUIT\r\n")
            #expect(await client.codes(20) == ["220", "250", "250", "250", "250", "354", "250", "250", "221"])
        }
        #expect(taken.texts == [text])
    }

    @Test(arguments: ["", "half a mess", "line\r\n", "line\r\n.", "line\r\n.\r"])
    func `a connection lost within DATA stores nothing`(content: String) async throws {
        let taken = Taken()
        try await withServer(taken) { addresses, _ in
            var client = try await RawClient(port: port(addresses))
            try await client.send(Self.mail.trimmed + content)
            #expect(await client.codes(6).last == "354")
            try await client.close()
            // A second session proves that the first one's end was dealt with.
            var other = try await RawClient(port: port(addresses))
            try await other.send("QUIT\r\n")
            #expect(await other.codes(2) == ["220", "221"])
        }
        #expect(taken.texts == [])
    }

    @Test func `connections beyond the limit are turned away, errors end one`() async throws {
        var limits = LMTPLimits()
        limits.connections = 1
        limits.errors = 3
        try await withServer(Taken(), limits: limits) { addresses, _ in
            var first = try await RawClient(port: port(addresses))
            #expect(await first.codes(1) == ["220"])
            var second = try await RawClient(port: port(addresses))
            #expect(await second.lines(2) == ["421 4.3.2 Too many connections"])
            try await first.send(String(repeating: "\u{1}\r\n", count: 50))
            #expect(await first.codes(60) == ["500", "500", "500", "421"])
        }
    }

    @Test func `what is stored makes room for what comes next`() async throws {
        let taken = Taken()
        var limits = LMTPLimits()
        limits.messageBytes = 1_000
        limits.contentBytes = 1_000
        let text = String(repeating: "x", count: 898) + "\r\n"
        try await withServer(taken, limits: limits) { addresses, _ in
            var client = try await RawClient(port: port(addresses))
            try await client.send("LHLO t\r\n")
            #expect(await client.codes(2) == ["220", "250"])
            for _ in 1...3 {
                try await client.send("MAIL FROM:<>\r\nRCPT TO:<x@example.com>\r\nDATA\r\n\(text).\r\n")
                #expect(await client.codes(4) == ["250", "250", "354", "250"])
            }
        }
        #expect(taken.texts == [text, text, text])
    }

    @Test func `silence ends a connection`() async throws {
        var limits = LMTPLimits()
        limits.idle = .seconds(1)
        try await withServer(Taken(), limits: limits) { addresses, _ in
            var client = try await RawClient(port: port(addresses))
            #expect(await client.lines(3) == ["220 desk.example.com LMTP ready", "421 4.4.2 Idle for too long"])
        }
    }

    @Test func `a Unix socket is mode 0660, a stale one is replaced, a live one is not`() async throws {
        let path = NSTemporaryDirectory() + "lmtp-\(UUID().uuidString.prefix(8)).sock"
        let listen = [ListenAddress.unix(path: path)]
        // What a killed server leaves behind.
        let stale = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let isBound = try SocketAddress(unixDomainSocketPath: path).withSockAddr { bind(stale, $0, socklen_t($1)) == 0 }
        Glibc.close(stale)
        #expect(isBound)
        #expect(FileManager.default.fileExists(atPath: path))
        try await withServer(Taken(), listen: listen) { _, _ in
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o660)
            var client = try await RawClient(path: path)
            try await client.send("QUIT\r\n")
            #expect(await client.codes(2) == ["220", "221"])
            await #expect(throws: LMTPServerError.socketInUse(path: path)) {
                try await withServer(Taken(), listen: listen) { _, _ in }
            }
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a client that has said all still gets its replies`() async throws {
        let taken = Taken()
        try await withServer(taken) { addresses, _ in
            var client = try await RawClient(port: port(addresses))
            try await client.send(Self.mail.trimmed + "only\r\n.\r\n")
            try await client.closeOutput()
            #expect(await client.codes(20) == ["220", "250", "250", "250", "250", "354", "250", "250"])
        }
        #expect(taken.texts == ["only\r\n"])
    }

    @Test func `a shutdown lets the transaction under way finish`() async throws {
        let taken = Taken()
        try await withServer(taken) { addresses, shutDown in
            var resting = try await RawClient(port: port(addresses))
            var busy = try await RawClient(port: port(addresses))
            #expect(await resting.codes(1) == ["220"])
            try await busy.send(Self.mail.trimmed)
            #expect(await busy.codes(6).last == "354")
            await shutDown()
            #expect(await resting.lines(2) == ["421 4.3.2 Shutting down"])
            try await busy.send("last\r\n.\r\n")
            #expect(await busy.codes(5) == ["250", "250", "421"])
        }
        #expect(taken.texts == ["last\r\n"])
    }

    private func port(_ addresses: [ListenAddress]) throws -> Int {
        guard case .tcp(_, let port) = try #require(addresses.first) else {
            throw LMTPServerError.socketInUse(path: "")
        }
        return port
    }

    /// Runs a server around `body`, which gets the bound addresses and a way to shut down gracefully.
    private func withServer(
        _ taken: Taken, listen: [ListenAddress] = [.tcp(host: "127.0.0.1", port: 0)], limits: LMTPLimits = LMTPLimits(),
        _ body: ([ListenAddress], @escaping @Sendable () async -> Void) async throws -> Void
    ) async throws {
        let (bound, listening) = AsyncStream<[ListenAddress]>.makeStream()
        let server = LMTPServer(
            configuration: .init(listen: listen, hostName: "desk.example.com", limits: limits),
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            recipientVerdict: { $0.address.localPart == "nobody" ? .unknown : .accepted },
            accept: { envelope, message in
                taken.add(message)
                return envelope.forwardPaths.map { .stored(id: $0.address.localPart) }
            },
            onListening: { addresses in listening.yield(addresses) })
        let services = ServiceGroup(services: [server], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { listening.finish() }
                try await services.run()
            }
            var addresses = bound.makeAsyncIterator()
            if let addresses = await addresses.next() {
                try await body(addresses) { await services.triggerGracefulShutdown() }
                await services.triggerGracefulShutdown()
            }
            try await tasks.waitForAll()
        }
    }
}

/// What a server was given to store.
private final class Taken: Sendable {
    private let messages = Mutex<[String]>([])

    var texts: [String] { messages.withLock { $0 } }

    func add(_ message: RawMessage) {
        messages.withLock { $0.append(message.text) }
    }
}

extension String {
    /// Without the line feed that a multi-line literal puts before its end.
    fileprivate var trimmed: String { replacingOccurrences(of: "DATA\r\n\n", with: "DATA\r\n") }
}
