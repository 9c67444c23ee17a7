import Foundation
import Ticketing

/// Two threads that may wait for the disk, so that Swift's own need not.
final class FileThreads: Sendable {
    private let jobs = JobQueue<@Sendable () -> Void>()

    init() {
        for index in 1...2 {
            let thread = Thread { [jobs] in
                while let batch = jobs.take(1) {
                    for job in batch { job() }
                }
            }
            thread.name = "store files \(index)"
            thread.start()
        }
    }

    deinit {
        jobs.close()
    }

    func run<Output: Sendable>(
        _ body: @escaping @Sendable () throws(StoreError) -> Output
    ) async throws(StoreError) -> Output {
        let result: Result<Output, StoreError> = await withCheckedContinuation { continuation in
            let isAccepted = jobs.submit {
                do throws(StoreError) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
            if !isAccepted { continuation.resume(returning: .failure(.unavailable("the store is closed"))) }
        }
        return try result.get()
    }
}
