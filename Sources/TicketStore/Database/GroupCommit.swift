import Ticketing

/// Many callers' writes in one transaction, so that they share one flush to disk.
///
/// Each job runs in a savepoint of its own: one that fails takes nothing of the others with it. Callers are resumed
/// after the commit, never before.
struct GroupCommit {
    let connection: any Connection

    /// A job alone is tried this often when it met a deadlock or the like.
    private static let attempts = 3

    /// False when the connection turned out to be lost before anything was done: the jobs wait for another.
    func run(_ jobs: [DatabaseJob]) -> Bool {
        do throws(StoreError) {
            try connection.execute(connection.dialect.beginWrite)
        } catch {
            guard connection.isAlive else { return false }
            for job in jobs { job.fail(error) }
            return true
        }
        finish(jobs.map { (job: $0, outcome: attempt($0)) })
        return true
    }

    private enum Outcome {
        case done(@Sendable () -> Void)
        case failed(StoreError)
        /// Run it again by itself.
        case again
    }

    private func attempt(_ job: DatabaseJob) -> Outcome {
        guard connection.isInTransaction else { return .again }
        do throws(StoreError) {
            try connection.execute("SAVEPOINT job")
            let completion = try job.run(connection)
            try connection.execute("RELEASE SAVEPOINT job")
            return .done(completion)
        } catch {
            undo()
            return error.isTransient ? .again : .failed(error)
        }
    }

    private func undo() {
        do throws(StoreError) {
            try connection.execute("ROLLBACK TO SAVEPOINT job")
            try connection.execute("RELEASE SAVEPOINT job")
        } catch {
            // Some errors end the whole transaction; then there is no savepoint to go back to.
            rollback()
        }
    }

    private func finish(_ results: [(job: DatabaseJob, outcome: Outcome)]) {
        // A broken transaction kept nothing of anybody: all that succeeded must run again.
        let isWhole = connection.isInTransaction
        var lost: StoreError?
        if isWhole { lost = commit() }
        for (job, outcome) in results {
            switch outcome {
            case .failed(let error): job.fail(error)
            case .done(let completion):
                if let lost { job.fail(lost) } else if isWhole { completion() } else { runAlone(job) }
            case .again:
                if let lost { job.fail(lost) } else { runAlone(job) }
            }
        }
    }

    private func runAlone(_ job: DatabaseJob) {
        var failure = StoreError.unavailable("the database is gone")
        for _ in 0..<Self.attempts where connection.isAlive {
            do throws(StoreError) {
                try connection.execute(connection.dialect.beginWrite)
                let completion = try job.run(connection)
                if let lost = commit() { return job.fail(lost) }
                return completion()
            } catch {
                rollback()
                failure = error
                if !error.isTransient { break }
            }
        }
        job.fail(failure)
    }

    /// nil when it is on disk. Whatever went wrong, the caller may try again: what is written twice is kept once.
    private func commit() -> StoreError? {
        do throws(StoreError) {
            try connection.execute("COMMIT")
            return nil
        } catch {
            rollback()
            return .unavailable("commit failed: \(error)")
        }
    }

    private func rollback() {
        guard connection.isAlive, connection.isInTransaction || connection.dialect == .postgres else { return }
        do throws(StoreError) {
            try connection.execute("ROLLBACK")
        } catch {
            // Nothing is left to undo: the connection is dropped when it is not alive.
            return
        }
    }
}
