import Cryptography
import Ticketing

/// Bytes by their digest: in the row when they are few, else in a file that is on disk already.
struct StoredBlob: Sendable, Hashable {
    let sha256: [UInt8]
    let size: Int
    /// nil: in a file.
    let inline: [UInt8]?

    /// Bytes that still go into the row.
    static let inlineLimit = 256 << 10

    init(of bytes: [UInt8]) {
        sha256 = SHA256.digest(of: bytes)
        size = bytes.count
        inline = bytes.count > Self.inlineLimit ? nil : bytes
    }

    /// Adds the row, unless these bytes are known.
    func insert(_ connection: any Connection) throws(StoreError) {
        try connection.execute(
            "INSERT INTO blob (sha256, size, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            [.blob(sha256), SQLValue(size), SQLValue(inline)])
    }
}

/// Where raw mails and attachments are kept.
struct BlobStore: Sendable {
    let files: BlobFiles
    private let threads: FileThreads

    init(directory: String) {
        files = BlobFiles(directory: directory)
        threads = FileThreads()
    }

    /// Runs what waits for the disk on a thread that may.
    func onDisk<Output: Sendable>(
        _ body: @escaping @Sendable () throws(StoreError) -> Output
    ) async throws(StoreError) -> Output {
        try await threads.run(body)
    }

    /// The bytes, read on the connection's thread.
    func bytes(_ sha256: [UInt8], _ connection: any Connection) throws(StoreError) -> [UInt8] {
        guard let row = try connection.first("SELECT size, bytes FROM blob WHERE sha256 = $1", [.blob(sha256)]) else {
            throw .corrupt("the bytes \(Hex.encode(sha256)) are not in the database")
        }
        if let inline = try row.optionalBlob(1) { return inline }
        return try files.read(sha256: sha256, size: Int(try row.integer(0)))
    }
}
