import Synchronization

/// Wakes workers that have nothing to do.
///
/// It knows of this process only: what another one has written is found when the time is up.
final class WorkSignal: Sendable {
    private struct State {
        var isRaised = false
        var waiters: [Int: AsyncStream<Void>.Continuation] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// Wakes everybody who waits, or else the next who would.
    func raise() {
        let waiters = state.withLock { state in
            let waiters = state.waiters
            state.isRaised = waiters.isEmpty
            state.waiters = [:]
            return waiters
        }
        for waiter in waiters.values { waiter.finish() }
    }

    /// Returns when raised, after `seconds`, or when the task is cancelled.
    func wait(seconds: Double) async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        guard let key = register(continuation) else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in stream {} }
            group.addTask {
                // Cancelled when the other child was first.
                try? await Task.sleep(for: .seconds(max(seconds, 0)))
            }
            await group.next()
            group.cancelAll()
        }
        state.withLock { _ = $0.waiters.removeValue(forKey: key) }
    }

    /// nil when it was raised since somebody last waited.
    private func register(_ continuation: AsyncStream<Void>.Continuation) -> Int? {
        state.withLock { state in
            if state.isRaised {
                state.isRaised = false
                return nil
            }
            state.next += 1
            state.waiters[state.next] = continuation
            return state.next
        }
    }
}
