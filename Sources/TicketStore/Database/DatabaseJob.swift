import Ticketing

/// One caller's work, erased: what to run on a connection, and how the caller learns of the end.
struct DatabaseJob: Sendable {
    /// Does the work and returns what resumes the caller, to be called once the transaction is durable.
    let run: @Sendable (any Connection) throws(StoreError) -> @Sendable () -> Void
    let fail: @Sendable (StoreError) -> Void

    init<Output: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Output,
        _ continuation: CheckedContinuation<Result<Output, StoreError>, Never>
    ) {
        run = { connection throws(StoreError) in
            let output = try body(connection)
            return { continuation.resume(returning: .success(output)) }
        }
        fail = { continuation.resume(returning: .failure($0)) }
    }
}
