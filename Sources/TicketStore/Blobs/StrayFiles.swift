import Cryptography
import Foundation
import Glibc
import Ticketing

/// Files whose row has been removed, and drafts that a killed writer left.
///
/// A writer has its file some time before its row. So only files count that nobody wrote or asked for since `moment`:
/// a writer who finds its file there sets its time anew, and one who finds none writes it again.
struct StrayFiles: Sendable {
    let files: BlobFiles
    let moment: Date

    private static let aside = ".gone-"

    /// Removes the folder's old drafts; how many.
    func removeDrafts(inFolder number: Int) -> Int {
        let folder = Hex.encode([UInt8(truncatingIfNeeded: number)])
        let path = "\(files.directory)/\(folder)"
        // A folder that is not there holds nothing.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.count { name in
            guard name.hasPrefix("."), isOld("\(path)/\(name)") else { return false }
            if name.hasPrefix(Self.aside) { return restore("\(path)/\(name)", folder + name.dropFirst(6)) }
            return unlink("\(path)/\(name)") == 0
        }
    }

    /// Those of the files that are gone now.
    func remove(_ digests: [[UInt8]]) -> [[UInt8]] {
        digests.filter { digest in
            let path = files.path(digest)
            let aside = "\(files.folder(digest))/\(Self.aside)\(Hex.encode(digest).dropFirst(2))"
            guard rename(path, aside) == 0 else { return errno == ENOENT }
            // Whoever asked for it before the rename set its time; whoever comes after it finds none and writes it.
            guard isOld(aside) else {
                rename(aside, path)
                return false
            }
            return unlink(aside) == 0
        }
    }

    /// A kill came between setting it aside and removing it: somebody may count on it.
    private func restore(_ aside: String, _ name: String) -> Bool {
        guard let digest = Hex.decode(name), digest.count == 32 else { return unlink(aside) == 0 }
        let path = files.path(digest)
        guard access(path, F_OK) == 0 else {
            rename(aside, path)
            return false
        }
        return unlink(aside) == 0
    }

    private func isOld(_ path: String) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        return Double(status.st_mtim.tv_sec) < moment.timeIntervalSince1970.rounded(.down)
    }
}
