import Dispatch
import Foundation
import Ticketing

/// One writing connection and a few reading ones, each on a thread of its own.
final class ConnectionPool: Database {
    /// What a connection is for.
    enum Role: Sendable {
        case writing, reading
    }

    typealias Connect = @Sendable (Role) throws(StoreError) -> any Connection

    let dialect: Dialect
    private let writes = JobQueue<DatabaseJob>()
    private let reads = JobQueue<DatabaseJob>()
    private let threads = DispatchGroup()

    /// Most jobs in one transaction: enough to share a flush, few enough to keep it short.
    private static let groupLimit = 128

    init(dialect: Dialect, readers: Int, connect: @escaping Connect) {
        self.dialect = dialect
        start("store writer") { [writes] in Self.serveWrites(writes, connect) }
        for index in 1...max(readers, 1) {
            start("store reader \(index)") { [reads] in Self.serveReads(reads, connect) }
        }
    }

    deinit {
        // Threads hold the queues, not the pool: a pool that is dropped ends them.
        writes.close()
        reads.close()
    }

    func write<Output: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Output
    ) async throws(StoreError) -> Output {
        try await submit(body, to: writes)
    }

    func read<Output: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Output
    ) async throws(StoreError) -> Output {
        try await submit(body, to: reads)
    }

    func close() async {
        writes.close()
        reads.close()
        await withCheckedContinuation { continuation in
            threads.notify(queue: .global()) { continuation.resume() }
        }
    }

    private func submit<Output: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Output, to queue: JobQueue<DatabaseJob>
    ) async throws(StoreError) -> Output {
        let result: Result<Output, StoreError> = await withCheckedContinuation { continuation in
            let job = DatabaseJob(body, continuation)
            if !queue.submit(job) { job.fail(.unavailable("the store is closed")) }
        }
        return try result.get()
    }

    private func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        threads.enter()
        let thread = Thread { [threads] in
            body()
            threads.leave()
        }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    private static func serveWrites(_ queue: JobQueue<DatabaseJob>, _ connect: Connect) {
        var current: (any Connection)?
        while let jobs = queue.take(groupLimit) {
            serve(jobs, .writing, connect, &current) { GroupCommit(connection: $0).run(jobs) }
        }
    }

    private static func serveReads(_ queue: JobQueue<DatabaseJob>, _ connect: Connect) {
        var current: (any Connection)?
        while let jobs = queue.take(1) {
            serve(jobs, .reading, connect, &current) { connection in
                jobs.allSatisfy { read($0, on: connection) }
            }
        }
    }

    /// Runs `body` on the standing connection, or on a new one where that is gone. A server that was restarted while
    /// nobody asked is noticed by the first statement only: `body` then says false, having done nothing.
    private static func serve(
        _ jobs: [DatabaseJob], _ role: Role, _ connect: Connect, _ current: inout (any Connection)?,
        _ body: (any Connection) -> Bool
    ) {
        if let connection = current, connection.isAlive, body(connection) { return }
        current = nil
        do throws(StoreError) {
            let connection = try connect(role)
            guard body(connection) else { throw .unavailable("the database is gone") }
            current = connection
        } catch {
            for job in jobs { job.fail(error) }
        }
    }

    /// False when the connection was lost before the job began.
    private static func read(_ job: DatabaseJob, on connection: any Connection) -> Bool {
        do throws(StoreError) {
            try connection.execute(connection.dialect.beginRead)
        } catch {
            guard connection.isAlive else { return false }
            job.fail(error)
            return true
        }
        do throws(StoreError) {
            let completion = try job.run(connection)
            try connection.execute("COMMIT")
            completion()
        } catch {
            rollback(connection)
            job.fail(error)
        }
        return true
    }

    private static func rollback(_ connection: any Connection) {
        guard connection.isAlive else { return }
        do throws(StoreError) {
            try connection.execute("ROLLBACK")
        } catch {
            // It had read only: nothing is left to undo, and a broken connection is replaced by the next job.
            return
        }
    }
}
