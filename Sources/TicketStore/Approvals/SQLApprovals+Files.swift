import Cryptography
import Foundation
import Ticketing

extension SQLApprovals {
    /// Those of one approval alone: a digest opens nothing else.
    func file(_ sha256: String, of id: ApprovalID) async throws(StoreError) -> [UInt8] {
        guard let digest = Hex.decode(sha256) else { throw .notFound }
        return try await core.database.read { [blobs = core.blobs] connection throws(StoreError) in
            let row = try connection.first(
                "SELECT 1 FROM approval_file WHERE approval = $1 AND sha256 = $2 LIMIT 1",
                [SQLValue(id), .blob(digest)])
            guard row != nil else { throw .notFound }
            return try blobs.bytes(digest, connection)
        }
    }
}

/// The bytes that an approval's content names, held for as long as the approval is.
struct ApprovalFileRows {
    let connection: any Connection

    func add(_ content: ApprovalContent, _ approval: Int64) throws(StoreError) {
        for (index, file) in content.files.enumerated() {
            guard let digest = Hex.decode(file.sha256) else { throw .corrupt("a file's digest is none") }
            try connection.execute(
                "INSERT INTO approval_file (approval, version, position, sha256) VALUES ($1, $2, $3, $4)",
                [.integer(approval), .integer(content.version), .integer(Int64(index) + 1), .blob(digest)])
        }
    }
}
