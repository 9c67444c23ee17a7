import Cryptography
import Foundation
import Glibc
import Ticketing

/// Files that no row names, and drafts that a killed writer left.
///
/// A writer has its file some time before its row. So only files count that nobody wrote or asked for since `moment`.
/// One is set aside under a name of this collector's own, and only then looked at: a writer who found it in its place
/// set its time before it was taken away, and one who comes after writes it again. A reader finds it in either place.
struct StrayFiles: Sendable {
    let files: BlobFiles
    let moment: Date

    struct Removed: Sendable, Hashable {
        let digest: [UInt8]
        /// False when there was none.
        let wasThere: Bool
    }

    /// Removes the folder's old drafts; how many.
    func removeDrafts(inFolder number: Int) -> Int {
        let folder = "\(files.directory)/\(Hex.encode([UInt8(truncatingIfNeeded: number)]))"
        // A folder that is not there holds nothing.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.count { name in
            let path = "\(folder)/\(name)"
            guard name.hasPrefix("."), isOld(path) else { return false }
            if let place = BlobFiles.place(ofFileSetAside: name) {
                giveBack(path, to: "\(folder)/\(place)")
                return false
            }
            return unlink(path) == 0
        }
    }

    /// Those of the files that are gone now.
    func remove(_ digests: [[UInt8]]) -> [Removed] {
        digests.compactMap { digest in
            let path = files.path(digest)
            let aside = files.pathAside(digest)
            guard rename(path, aside) == 0 else {
                return errno == ENOENT ? Removed(digest: digest, wasThere: false) : nil
            }
            guard isOld(aside) else {
                giveBack(aside, to: path)
                return nil
            }
            return unlink(aside) == 0 ? Removed(digest: digest, wasThere: true) : nil
        }
    }

    /// Somebody may count on it: a writer, or a row that came before a kill. It may take the place of the same bytes
    /// that were written again meanwhile, and must not look older than those.
    private func giveBack(_ aside: String, to path: String) {
        // What another collector has removed or given back meanwhile is no concern any more.
        guard utimensat(AT_FDCWD, aside, nil, 0) == 0 else { return }
        rename(aside, path)
    }

    private func isOld(_ path: String) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        return Double(status.st_mtim.tv_sec) < moment.timeIntervalSince1970.rounded(.down)
    }
}
