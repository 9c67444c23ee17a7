import Cryptography
import Foundation
import Glibc
import Ticketing

/// Files of bytes that no row names, and drafts that a killed writer left.
///
/// A writer has its file some time before its row. So only files count that nobody wrote or asked for since `moment`:
/// a writer who finds its file there sets its time anew, and one who finds none writes it again.
struct StrayFiles: Sendable {
    let files: BlobFiles
    let moment: Date

    /// Removes the folder's old drafts and names its other old files.
    func old(inFolder number: Int) -> (drafts: Int, digests: [[UInt8]]) {
        let folder = Hex.encode([UInt8(truncatingIfNeeded: number)])
        let path = "\(files.directory)/\(folder)"
        // A folder that is not there holds nothing.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        var drafts = 0
        var digests: [[UInt8]] = []
        for name in names where isOld("\(path)/\(name)") {
            if name.hasPrefix(".") {
                if unlink("\(path)/\(name)") == 0 { drafts += 1 }
            } else if let digest = Hex.decode(folder + name), digest.count == 32 {
                digests.append(digest)
            }
        }
        return (drafts, digests)
    }

    func remove(_ digests: [[UInt8]]) -> Int {
        digests.count { digest in
            let path = files.path(digest)
            let aside = "\(files.folder(digest))/.gone-\(Hex.encode(Array(digest.prefix(8))))"
            guard rename(path, aside) == 0 else { return false }
            // Whoever asked for it before the rename set its time; whoever comes after it finds none and writes it.
            guard isOld(aside) else {
                rename(aside, path)
                return false
            }
            return unlink(aside) == 0
        }
    }

    private func isOld(_ path: String) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        return Double(status.st_mtim.tv_sec) < moment.timeIntervalSince1970.rounded(.down)
    }
}
