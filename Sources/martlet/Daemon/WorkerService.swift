import ServiceLifecycle

/// A worker's loop as a service: it ends when the group shuts down, with what is in hand finished.
struct WorkerService: Service {
    let name: String
    let loop: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown { await loop() }
    }
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
