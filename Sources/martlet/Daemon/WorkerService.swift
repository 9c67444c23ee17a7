import ServiceLifecycle
import Synchronization

/// A worker's loop as a service: it ends when the group shuts down, with what is in hand finished.
struct WorkerService: Service {
    let name: String
    /// Runs until its argument answers true.
    let loop: @Sendable (@Sendable () -> Bool) async -> Void

    func run() async throws {
        let flag = StopFlag()
        await withTaskCancellationOrGracefulShutdownHandler {
            await loop { flag.isSet.load(ordering: .relaxed) }
        } onCancelOrGracefulShutdown: {
            flag.isSet.store(true, ordering: .relaxed)
        }
    }
}

/// Set once, read by a worker between two batches.
private final class StopFlag: Sendable {
    let isSet = Atomic(false)
}

/// Something to close after everything that uses it has ended: the first service of the group, and so the last to stop.
struct ClosingService: Service {
    let close: @Sendable () async -> Void

    func run() async throws {
        // Cancelled or shut down: either way it is time to close.
        try? await gracefulShutdown()
        await close()
    }
}
