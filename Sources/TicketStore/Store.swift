import Foundation
public import Ticketing

/// The desk's memory: one database, and a directory of large bytes.
///
/// Failure: every call throws `unavailable` while the database is away and succeeds again when it is back.
public struct Store: Sendable {
    public let incoming: any IncomingQueue
    public let outgoing: any OutgoingQueue
    public let tickets: any Tickets
    public let ledger: any Ledger
    public let people: any People
    public let cursors: any PollCursors
    public let instance: any Instance
    public let idempotency: any IdempotencyKeys

    let core: StoreCore

    /// Opens the database, asserts what it promises, and brings its schema up to date where that is wanted.
    ///
    /// Throws `unavailable` when it cannot be reached, opened or trusted to be durable, and `conflict` when the URL or
    /// the schema is one that this program cannot work with.
    public static func open(_ configuration: StoreConfiguration) async throws(StoreError) -> Store {
        let database: any Database =
            switch try configuration.location() {
            case .sqlite(let path): try SQLiteDatabase.open(path: path)
            case .postgres(let url):
                PostgresDatabase.open(url: url, password: configuration.password, readers: configuration.readers)
            }
        let check = SchemaCheck(mode: configuration.migrates ? .migrate : .verify)
        let now = Date().microseconds
        do throws(StoreError) {
            try await database.write { connection throws(StoreError) in try check.run(on: connection, now: now) }
        } catch {
            await database.close()
            throw error
        }
        return Store(StoreCore(database: database, blobs: BlobStore(directory: configuration.blobs)))
    }

    init(_ core: StoreCore) {
        self.core = core
        incoming = SQLIncomingQueue(core: core)
        outgoing = SQLOutgoingQueue(core: core)
        tickets = SQLTickets(core: core)
        ledger = SQLLedger(core: core)
        people = SQLPeople(core: core)
        cursors = SQLPollCursors(core: core)
        instance = SQLInstance(core: core)
        idempotency = SQLIdempotencyKeys(core: core)
    }

    /// Finishes what is under way; calls after it throw.
    public func close() async {
        await core.database.close()
    }
}
