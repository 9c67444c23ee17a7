import Foundation
import Ticketing

/// Where the store keeps its data.
public struct StoreConfiguration: Sendable {
    /// `sqlite:PATH` or `postgres://user@host:port/db`.
    public var url: String
    /// For PostgreSQL, where the URL holds none.
    public var password: String?
    /// Directory of large bytes. Nodes that share a database share it too.
    public var blobs: String
    /// Whether an older schema is brought up to date or refused.
    public var migrates: Bool
    /// Connections to PostgreSQL that read, beside the one that writes.
    public var readers: Int

    public init(url: String, password: String? = nil, blobs: String, migrates: Bool = true, readers: Int = 5) {
        self.url = url
        self.password = password
        self.blobs = blobs
        self.migrates = migrates
        self.readers = readers
    }

    enum Location: Hashable {
        case sqlite(path: String)
        case postgres(url: String)
    }

    func location() throws(StoreError) -> Location {
        if url.hasPrefix("sqlite:") {
            let path = String(url.dropFirst("sqlite:".count))
            guard !path.isEmpty, !path.hasPrefix(":") else {
                throw .conflict("database url '\(url)' names no file: write sqlite:PATH")
            }
            // `sqlite:///var/x` and `sqlite:/var/x` are the same file; a single slash is kept.
            return .sqlite(path: path.hasPrefix("//") ? String(path.dropFirst(2)) : path)
        }
        if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") { return .postgres(url: url) }
        // The URL itself may hold a password and is not repeated.
        throw .conflict("the database url is neither sqlite:PATH nor postgres://user@host:port/db")
    }
}
