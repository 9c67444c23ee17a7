import Cryptography
import Foundation
import Glibc
import Ticketing

/// Large bytes as files named by their digest: `ab/cdef…`.
///
/// A file is written under another name, flushed, renamed, and its directory flushed: what has its name is whole, and
/// what a row names is on disk before the row.
struct BlobFiles: Sendable {
    let directory: String

    init(directory: String) {
        self.directory = directory
    }

    func write(_ bytes: [UInt8], sha256: [UInt8]) throws(StoreError) {
        let (folder, path) = location(sha256)
        try makeDirectory(folder)
        if !isPresent(path) {
            // By chance: processes that share the folder may share a number too, each in a container of its own.
            let draft = "\(folder)/.\(Hex.encode(SecureRandom.bytes(16)))"
            do throws(StoreError) {
                try writeFile(bytes, draft)
                guard rename(draft, path) == 0 else { throw failure("rename", path) }
            } catch {
                unlink(draft)
                throw error
            }
        }
        // Also when it was there: whoever renamed it may not have flushed the directory yet.
        try flushDirectory(folder)
    }

    func read(sha256: [UInt8], size: Int) throws(StoreError) -> [UInt8] {
        let path = location(sha256).path
        let file = openWherever(sha256)
        guard file >= 0 else { throw errno == ENOENT ? .corrupt("\(path) is missing") : failure("open", path) }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: size)
        let count = bytes.withUnsafeMutableBytes { buffer in readAll(file, buffer) }
        guard count == size else { throw .corrupt("\(path) holds \(count) bytes of \(size)") }
        return bytes
    }

    func path(_ sha256: [UInt8]) -> String { location(sha256).path }

    /// Where a collector puts the file while it looks at it; another name each time.
    func pathAside(_ sha256: [UInt8]) -> String {
        let (folder, path) = location(sha256)
        return "\(folder)/\(Self.aside)\(path.dropFirst(folder.count + 1))-\(Hex.encode(SecureRandom.bytes(8)))"
    }

    /// The name that a file had before it was set aside under this one; nil when it is the name of a draft.
    static func place(ofFileSetAside name: String) -> String? {
        guard name.hasPrefix(aside) else { return nil }
        let parts = name.dropFirst(aside.count).split(separator: "-")
        guard let place = parts.first, Hex.decode(place)?.count == 31 else { return nil }
        return String(place)
    }

    private static let aside = ".gone-"
    /// It may come back while the folder is searched.
    private static let searches = 3

    /// Sets the time of a file that is there, so that it is not collected before its row is.
    ///
    /// It may have been set aside while its time was being set, and be looked at already: so whether it is still in
    /// its place is asked afterwards.
    private func isPresent(_ path: String) -> Bool {
        utimensat(AT_FDCWD, path, nil, 0) == 0 && access(path, F_OK) == 0
    }

    /// A descriptor, or -1 with `errno`. A collector may have set the file aside for a moment, or have been killed then.
    private func openWherever(_ sha256: [UInt8]) -> Int32 {
        let (folder, path) = location(sha256)
        let place = path.dropFirst(folder.count + 1)
        for _ in 0..<Self.searches {
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file < 0, errno == ENOENT else { return file }
            // A folder that is not there holds nothing.
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            where Self.place(ofFileSetAside: name).map({ $0 == place }) == true {
                let file = open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC)
                if file >= 0 { return file }
            }
        }
        return open(path, O_RDONLY | O_CLOEXEC)
    }

    private func location(_ sha256: [UInt8]) -> (folder: String, path: String) {
        let name = Hex.encode(sha256)
        let folder = "\(directory)/\(name.prefix(2))"
        return (folder, "\(folder)/\(name.dropFirst(2))")
    }

    private func makeDirectory(_ folder: String) throws(StoreError) {
        if mkdir(folder, 0o700) == 0 { return try flushDirectory(directory) }
        if errno == EEXIST { return }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unavailable("cannot make directory \(folder): \(error.localizedDescription)")
        }
        try flushDirectory(directory)
        try flushDirectory(URL(filePath: directory).deletingLastPathComponent().path)
    }

    private func writeFile(_ bytes: [UInt8], _ path: String) throws(StoreError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("open", path) }
        let isWritten = bytes.withUnsafeBytes { writeAll(file, $0) } && fsync(file) == 0
        let problem = failure("write", path)
        guard close(file) == 0, isWritten else { throw problem }
    }

    private func flushDirectory(_ path: String) throws(StoreError) {
        let file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw failure("open", path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure("fsync", path) }
    }

    private func writeAll(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func readAll(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = Glibc.read(file, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            done += count
        }
        return done
    }

    private func failure(_ call: String, _ path: String) -> StoreError {
        .unavailable("\(call) \(path): \(String(cString: strerror(errno)))")
    }
}
