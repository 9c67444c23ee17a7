import Foundation
import Glibc
import Synchronization

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
        /// Waits for a line and answers it with these bytes.
        case exactly(String)
        /// Says a beginning and then the same again and again.
        case flood(String, of: String, times: Int)
        case hangUp
    }

    /// The thread that accepts closes it, and nobody else: its number is given out anew at once, and whoever accepted on
    /// it then would take another server's client.
    private final class Door: Sendable {
        let descriptor: Int32
        private let isOpen = Mutex(true)

        init(_ descriptor: Int32) {
            self.descriptor = descriptor
        }

        /// Ends the wait for a client, if there is one.
        func lock() {
            isOpen.withLock { if $0 { shutdown(descriptor, Int32(SHUT_RDWR)) } }
        }

        func close() {
            isOpen.withLock { isOpen in
                if isOpen { Glibc.close(descriptor) }
                isOpen = false
            }
        }
    }

    let port: UInt16
    private let door: Door
    private let heard = Mutex<[String]>([])

    /// What the client has said so far.
    var lines: [String] { heard.withLock { $0 } }

    convenience init(_ steps: [Step]) throws {
        try self.init(visits: [steps])
    }

    /// A part for each connection, one after the other.
    init(visits: [[Step]]) throws {
        let (descriptor, port) = try Loopback.listener()
        self.port = port
        let door = Door(descriptor)
        self.door = door
        Thread.detachNewThread { [weak self] in
            defer { door.close() }
            for steps in visits {
                let connection = accept(door.descriptor, nil, nil)
                guard connection >= 0 else { return }
                Self.play(steps, connection) { line in self?.heard.withLock { $0.append(line) } }
                // A program that was started in the meantime may hold the connection open.
                shutdown(connection, Int32(SHUT_RDWR))
                close(connection)
            }
        }
    }

    deinit { door.lock() }

    private static func play(_ steps: [Step], _ connection: Int32, _ hear: (String) -> Void) {
        for step in steps {
            switch step {
            case .say(let text): say(text, connection)
            case .answer(let text):
                guard let line = readLine(connection) else { return }
                hear(line)
                say(text.replacing("TAG", with: line.prefix { $0 != " " }), connection)
            case .exactly(let text):
                guard let line = readLine(connection) else { return }
                hear(line)
                let bytes = Array(text.utf8)
                send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            case .flood(let start, let piece, let times):
                say(start, connection)
                for _ in 0..<times where !say(piece, connection) { return }
            case .hangUp: return
            }
        }
        while let line = readLine(connection) { hear(line) }
    }

    /// False when the client is gone.
    @discardableResult
    private static func say(_ text: String, _ connection: Int32) -> Bool {
        let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
        return bytes.isEmpty || send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) > 0
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
