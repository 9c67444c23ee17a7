import Foundation
import Glibc

/// Results go to standard output; everything else to standard error.
enum StandardOutput {
    static func line(_ text: String) {
        write(Array((text + "\n").utf8))
    }

    /// Ends the program quietly when nobody reads any more (`martlet … | head`).
    static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                exit(errno == EPIPE ? 0 : 1)
            }
            rest = rest.dropFirst(count)
        }
    }
}

enum StandardError {
    /// One write, so that lines of threads do not mix.
    static func line(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        // Where standard error is gone, there is nowhere to say so.
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

enum StandardInput {
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// All of it; nil when it is longer than `limit`.
    static func bytes(limit: Int) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while true {
            guard let data = try FileHandle.standardInput.read(upToCount: 1 << 16), !data.isEmpty else { return bytes }
            bytes += data
            if bytes.count > limit { return nil }
        }
    }

    static func text(limit: Int) throws -> String {
        guard let bytes = try bytes(limit: limit) else {
            throw CommandFailure("standard input is longer than \(limit) bytes")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
