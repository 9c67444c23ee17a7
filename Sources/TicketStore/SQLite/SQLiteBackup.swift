import Foundation
import Glibc
import Ticketing

/// A consistent copy of everything in one file, made while the daemon works.
///
/// The copy is a database of the same schema in which large bytes stand in their rows, so that it needs no directory
/// beside it. It has its name only when it is whole and on disk.
struct SQLiteBackup: Sendable {
    let path: String
    let files: BlobFiles

    func write(to target: String) throws(StoreError) {
        let draft = "\(target).part"
        unlink(draft)
        do throws(StoreError) {
            // One statement reads one moment; writers go on.
            let source = try SQLiteConnection(path: path, role: .writing)
            try source.execute("VACUUM INTO $1", [.text(draft)])
            try fill(draft)
            try flush(draft)
        } catch {
            for name in [draft, "\(draft)-wal", "\(draft)-shm"] { unlink(name) }
            throw error
        }
        guard rename(draft, target) == 0 else {
            throw .unavailable("cannot rename \(draft) to \(target): \(String(cString: strerror(errno)))")
        }
        try flush(URL(filePath: target).deletingLastPathComponent().path)
    }

    /// Puts back a copy: `target` must not exist.
    static func restore(_ copy: String, to target: String) throws(StoreError) {
        // A log that an older database left would be read into the new one.
        for name in [target, "\(target)-wal", "\(target)-shm"] where FileManager.default.fileExists(atPath: name) {
            throw .conflict("\(name) exists: move the old database away first, with its -wal and -shm")
        }
        let draft = "\(target).part"
        unlink(draft)
        do {
            try FileManager.default.createDirectory(
                at: URL(filePath: target).deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: copy, toPath: draft)
        } catch {
            throw .unavailable("cannot copy \(copy) to \(draft): \(error.localizedDescription)")
        }
        chmod(draft, 0o600)
        do throws(StoreError) {
            try check(draft)
            try flush(draft)
        } catch {
            for name in [draft, "\(draft)-wal", "\(draft)-shm"] { unlink(name) }
            throw error
        }
        guard rename(draft, target) == 0 else {
            throw .unavailable("cannot rename \(draft) to \(target): \(String(cString: strerror(errno)))")
        }
        try flush(URL(filePath: target).deletingLastPathComponent().path)
    }

    /// Takes the large bytes out of their files into the copy.
    private func fill(_ draft: String) throws(StoreError) {
        chmod(draft, 0o600)
        let copy = try SQLiteConnection(path: draft, role: .writing)
        let rows = try copy.query("SELECT sha256, size FROM blob WHERE bytes IS NULL")
        for row in rows {
            let sha256 = try row.blob(0)
            let bytes = try files.read(sha256: sha256, size: Int(try row.integer(1)))
            try copy.execute("UPDATE blob SET bytes = $1 WHERE sha256 = $2", [.blob(bytes), .blob(sha256)])
        }
        // The copy has no files, and must not take away those of the desk that it is a copy of.
        try copy.execute("DELETE FROM loose_file", [])
        _ = try copy.query("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    private static func check(_ file: String) throws(StoreError) {
        let copy = try SQLiteConnection(path: file, role: .writing)
        let answer = try copy.query("PRAGMA quick_check(1)").first?.text(0)
        guard answer == "ok" else { throw .corrupt("\(file) is damaged: \(answer ?? "no answer")") }
        try SchemaCheck(mode: .verify).run(on: copy, now: 0)
    }

    private func flush(_ path: String) throws(StoreError) { try Self.flush(path) }

    private static func flush(_ path: String) throws(StoreError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unavailable("open \(path): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        guard fsync(file) == 0 else { throw .unavailable("fsync \(path): \(String(cString: strerror(errno)))") }
    }
}
