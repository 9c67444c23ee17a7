import Ticketing

/// One connection to a database. It belongs to one thread and is never handed to another.
protocol Connection: AnyObject {
    var dialect: Dialect { get }
    /// A transaction is under way and has not been broken by an error.
    var isInTransaction: Bool { get }
    /// Worth another statement; false once the server is gone.
    var isAlive: Bool { get }

    func query(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [Row]
    /// Number of rows that were written.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int
    /// Several statements without parameters.
    func run(script: String) throws(StoreError)
}

extension Connection {
    func query(_ sql: String) throws(StoreError) -> [Row] { try query(sql, []) }

    @discardableResult
    func execute(_ sql: String) throws(StoreError) -> Int { try execute(sql, []) }

    /// The first row, if there is one.
    func first(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Row? {
        try query(sql, values).first
    }
}

/// A database that runs work on threads of its own and never on Swift's.
protocol Database: Sendable {
    var dialect: Dialect { get }
    /// Runs `body` in a transaction; returns once that is durable. When `body` throws, nothing of it is kept. It may
    /// be run again after a deadlock, so it changes nothing but the database.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result
    /// Runs `body` where all its reads see one moment.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result
    /// Finishes what was submitted and closes the connections.
    func close() async
}
