import Dispatch
import Synchronization

/// Work on its way from tasks to threads. Taking blocks, so only threads of our own may take.
final class JobQueue<Job: Sendable>: Sendable {
    private struct State {
        var jobs: [Job] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let available = DispatchSemaphore(value: 0)

    /// False once the queue is closed: the job will not be taken.
    func submit(_ job: Job) -> Bool {
        let isAccepted = state.withLock { state in
            guard !state.isClosed else { return false }
            state.jobs.append(job)
            return true
        }
        if isAccepted { available.signal() }
        return isAccepted
    }

    /// Up to `limit` jobs, waiting for the first; nil when the queue is closed and empty.
    func take(_ limit: Int) -> [Job]? {
        while true {
            available.wait()
            let (batch, isClosed) = state.withLock { state in
                let batch = Array(state.jobs.prefix(limit))
                state.jobs.removeFirst(batch.count)
                return (batch, state.isClosed)
            }
            // A closed queue wakes one thread after the other.
            if isClosed { available.signal() }
            if !batch.isEmpty { return batch }
            if isClosed { return nil }
        }
    }

    /// Takes no more; what is waiting will still be done.
    func close() {
        state.withLock { $0.isClosed = true }
        available.signal()
    }
}
