import Glibc
public import InternetMessage
public import NIOPosix

public import struct Foundation.Date

/// Writes outgoing mail into a directory instead of sending it: one `.eml` a message.
///
/// The file appears under its name when it is whole and on disk (`20261125T033245.123456Z-000001.eml`); names sort by
/// time. The envelope stands before the message's own fields, in `X-Envelope-From` and one `X-Envelope-To` for each
/// recipient, since a file has no other place for it.
///
/// Failure: what the disk refuses is transient for every recipient.
public struct FileRoute: Sendable {
    private let directory: String
    private let threads: NIOThreadPool
    private let now: @Sendable () -> Date
    private let counter: @Sendable () -> Int

    /// - Parameters:
    ///   - directory: Made when it is missing.
    ///   - threads: Where writing may block.
    ///   - counter: Tells apart messages of one microsecond; six digits of it are used.
    public init(
        directory: String, threads: NIOThreadPool, now: @escaping @Sendable () -> Date,
        counter: @escaping @Sendable () -> Int
    ) {
        self.directory = directory
        self.threads = threads
        self.now = now
        self.counter = counter
    }

    /// One outcome for each forward-path, in order.
    public func send(_ envelope: Envelope, _ message: RawMessage) async -> [RecipientOutcome] {
        let name = "\(timestamp(now()))-\(padded(counter() % 1_000_000, 6)).eml"
        let outcome: DeliveryOutcome
        do {
            let bytes = envelopeFields(envelope) + message.bytes
            try await threads.runIfActive { try write(bytes, name) }
            outcome = .delivered(reply: "250 2.0.0 written to \(name)")
        } catch {
            outcome = .transientFailure(reply: "4.3.0 \(error)")
        }
        return envelope.forwardPaths.map { RecipientOutcome(recipient: $0, outcome: outcome) }
    }

    private func envelopeFields(_ envelope: Envelope) -> [UInt8] {
        // An address without a path is written as nothing: it could end the field.
        var fields = "X-Envelope-From: \(SMTPPath(envelope.reversePath)?.text ?? "<>")\r\n"
        for path in envelope.forwardPaths { fields += "X-Envelope-To: \(SMTPPath(path.address)?.text ?? "")\r\n" }
        return Array(fields.utf8)
    }

    /// Temporary name, data to disk, rename, directory to disk.
    private func write(_ bytes: [UInt8], _ name: String) throws(FileRouteError) {
        if mkdir(directory, 0o750) != 0, errno != EEXIST { throw .system("mkdir", errno) }
        let temporary = "\(directory)/.\(name).tmp"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw .system("open", errno) }
        do throws(FileRouteError) {
            try fill(file, bytes)
            guard rename(temporary, "\(directory)/\(name)") == 0 else { throw .system("rename", errno) }
        } catch {
            unlink(temporary)
            throw error
        }
        let folder = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .system("open", errno) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw .system("fsync", errno) }
    }
}

/// Writes and closes; the bytes are on disk when it returns.
private func fill(_ file: Int32, _ bytes: [UInt8]) throws(FileRouteError) {
    defer { close(file) }
    try writeAll(bytes, file)
    guard fsync(file) == 0 else { throw .system("fsync", errno) }
}

/// The call that failed, and its errno.
enum FileRouteError: Error, Hashable, CustomStringConvertible {
    case system(String, Int32)

    var description: String {
        switch self {
        case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
        }
    }
}

private func writeAll(_ bytes: [UInt8], _ file: Int32) throws(FileRouteError) {
    var rest = bytes[...]
    while !rest.isEmpty {
        let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw .system("write", errno) }
        rest = rest.dropFirst(written)
    }
}

/// `20261125T033245.123456Z`, in UTC.
func timestamp(_ date: Date) -> String {
    let microseconds = Int((date.timeIntervalSince1970 * 1_000_000).rounded(.down))
    var seconds = time_t(microseconds / 1_000_000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let day = padded(Int(parts.tm_year) + 1_900, 4) + padded(Int(parts.tm_mon) + 1, 2) + padded(Int(parts.tm_mday), 2)
    let time = padded(Int(parts.tm_hour), 2) + padded(Int(parts.tm_min), 2) + padded(Int(parts.tm_sec), 2)
    return "\(day)T\(time).\(padded(microseconds % 1_000_000, 6))Z"
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
