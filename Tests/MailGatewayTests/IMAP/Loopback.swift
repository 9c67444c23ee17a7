import Foundation
import Glibc

/// Small sockets for the servers of these tests.
enum Loopback {
    struct Trouble: Error {}

    static func freePort() throws -> UInt16 {
        let (descriptor, port) = try listener()
        close(descriptor)
        return port
    }

    static func listener() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> Bool in
                bind(descriptor, address, size) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, address, &size) == 0
            }
        }
        guard port else { throw Trouble() }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    /// Returns when something listens on the port.
    static func awaitListener(_ port: UInt16) throws {
        let deadline = Date().addingTimeInterval(20)
        while Date() < deadline {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            var address = loopback(port: port)
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
            }
            if result == 0 { return }
            var pause = timespec(tv_sec: 0, tv_nsec: 20_000_000)
            nanosleep(&pause, nil)
        }
        throw Trouble()
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}

/// A server that plays a part: says a line, waits for one, and holds the connection at the end.
final class ScriptedServer: Sendable {
    enum Step: Sendable {
        case say(String)
        /// Waits for a line and answers it; `TAG` in the answer is the line's first word.
        case answer(String)
        case hangUp
    }

    let port: UInt16
    private let descriptor: Int32

    init(_ steps: [Step]) throws {
        let (descriptor, port) = try Loopback.listener()
        self.port = port
        self.descriptor = descriptor
        Thread.detachNewThread {
            let connection = accept(descriptor, nil, nil)
            Self.play(steps, connection)
            close(connection)
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    private static func play(_ steps: [Step], _ connection: Int32) {
        for step in steps {
            switch step {
            case .say(let text): say(text, connection)
            case .answer(let text):
                guard let line = readLine(connection) else { return }
                say(text.replacing("TAG", with: line.prefix { $0 != " " }), connection)
            case .hangUp: return
            }
        }
        while readLine(connection) != nil {}
    }

    private static func say(_ text: String, _ connection: Int32) {
        let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
        send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    private static func readLine(_ connection: Int32) -> String? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while recv(connection, &byte, 1, 0) == 1 {
            if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return nil
    }
}
