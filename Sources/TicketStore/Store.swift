import Foundation
public import Ticketing

/// The desk's memory: one database, and a directory of large bytes.
///
/// Failure: every call throws `unavailable` while the database is away and succeeds again when it is back.
public struct Store: Sendable {
    public let incoming: any IncomingQueue
    public let outgoing: any OutgoingQueue
    public let suppressions: any Suppressions
    public let tickets: any Tickets
    public let ledger: any Ledger
    public let history: any ServiceHistory
    public let deadlines: any Deadlines
    public let surveys: any Surveys
    public let reportDeliveries: any ReportDeliveries
    public let people: any People
    public let preferences: any NotificationPreferences
    public let digests: any Digests
    public let cursors: any PollCursors
    public let refreshTokens: any RefreshTokens
    public let mailboxStates: any MailboxStates
    public let mailboxLeases: any MailboxLeases
    public let leftMessages: any LeftMessages
    public let instance: any Instance
    public let retention: any Retention
    public let templates: any TemplateLibrary
    public let approvals: any Approvals
    public let approvalCodes: any ApprovalCodes
    public let ruleRequests: any RuleRequests
    public let personalData: any PersonalData
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
        suppressions = SQLSuppressions(core: core)
        tickets = SQLTickets(core: core)
        ledger = SQLLedger(core: core)
        history = SQLServiceHistory(core: core)
        deadlines = SQLDeadlines(core: core)
        surveys = SQLSurveys(core: core)
        reportDeliveries = SQLReportDeliveries(core: core)
        people = SQLPeople(core: core)
        preferences = SQLNotificationPreferences(core: core)
        digests = SQLDigests(core: core)
        cursors = SQLPollCursors(core: core)
        refreshTokens = SQLRefreshTokens(core: core)
        mailboxStates = SQLMailboxStates(core: core)
        mailboxLeases = SQLMailboxLeases(core: core)
        leftMessages = SQLLeftMessages(core: core)
        instance = SQLInstance(core: core)
        retention = SQLRetention(core: core)
        templates = SQLTemplateLibrary(core: core)
        approvals = SQLApprovals(core: core)
        approvalCodes = SQLApprovalCodes(core: core)
        ruleRequests = SQLRuleRequests(core: core)
        personalData = SQLPersonalData(core: core)
        idempotency = SQLIdempotencyKeys(core: core)
    }

    /// Takes out of the write-ahead log what was written over; false where a reader keeps it for now. PostgreSQL does
    /// so by itself, in its own time.
    public static func emptyLog(_ configuration: StoreConfiguration) async throws(StoreError) -> Bool {
        guard case .sqlite(let path) = try configuration.location() else { return true }
        return try await FileThreads().run { () throws(StoreError) in
            let row = try SQLiteConnection(path: path, role: .writing).query("PRAGMA wal_checkpoint(TRUNCATE)").first
            return try row?.integer(0) == 0
        }
    }

    /// Writes a consistent copy of everything to one file, while the daemon works.
    ///
    /// Throws `conflict` for PostgreSQL, whose own `pg_dump` does this.
    public static func backup(_ configuration: StoreConfiguration, to file: String) async throws(StoreError) {
        guard case .sqlite(let path) = try configuration.location() else {
            throw .conflict("a PostgreSQL database is copied by pg_dump, and the blobs directory beside it")
        }
        guard FileManager.default.fileExists(atPath: path) else { throw .conflict("there is no database at \(path)") }
        let backup = SQLiteBackup(path: path, files: BlobFiles(directory: configuration.blobs))
        try await FileThreads().run { () throws(StoreError) in try backup.write(to: file) }
    }

    /// Puts a copy back where the configuration says; nothing may be there yet.
    public static func restore(_ file: String, to configuration: StoreConfiguration) async throws(StoreError) {
        guard case .sqlite(let path) = try configuration.location() else {
            throw .conflict("a PostgreSQL database is restored by pg_restore, and the blobs directory beside it")
        }
        try await FileThreads().run { () throws(StoreError) in try SQLiteBackup.restore(file, to: path) }
    }

    /// Finishes what is under way; calls after it throw.
    public func close() async {
        await core.database.close()
    }
}
