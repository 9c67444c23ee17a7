import Foundation
import Testing
import TicketStore

/// The databases that every contract test runs on.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres

    static var available: [StoreKind] { PrivateCluster.shared == nil ? [.sqlite] : [.sqlite, .postgres] }

    var testDescription: String { rawValue }

    /// A store on a fresh database.
    func open() async throws -> TestStore {
        let directory = FileManager.default.temporaryDirectory.appending(path: "martlet-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let url =
            switch self {
            case .sqlite: "sqlite:\(directory.path)/desk.db"
            case .postgres: try PrivateCluster.shared?.makeDatabase() ?? ""
            }
        let configuration = StoreConfiguration(url: url, blobs: directory.appending(path: "blobs").path, readers: 2)
        return TestStore(store: try await Store.open(configuration), configuration: configuration, directory: directory)
    }
}

/// A store with what is needed to open it again.
final class TestStore: Sendable {
    let store: Store
    let configuration: StoreConfiguration
    let directory: URL

    init(store: Store, configuration: StoreConfiguration, directory: URL) {
        self.store = store
        self.configuration = configuration
        self.directory = directory
    }

    deinit {
        // A temporary directory: what cannot be removed does no harm.
        try? FileManager.default.removeItem(at: directory)
    }

    /// Another process's view of the same data.
    func openAgain() async throws -> Store { try await Store.open(configuration) }
}

@Suite("PostgreSQL")
struct PostgresPresence {
    @Test(.enabled(if: PrivateCluster.shared != nil, "no TEST_POSTGRES_URL and no private cluster"))
    func `the contract runs on PostgreSQL too`() {
        #expect(StoreKind.available.contains(.postgres))
    }
}
