import CChildProcess
import Dispatch
import Synchronization

import class Foundation.Thread

/// A child and the thread that owns it: jobs go in, answers come back, one at a time.
///
/// The thread starts the child for the first job, kills it when a job takes too long, and replaces it for the next.
/// It blocks on the line to the child, which is why it is a thread of its own: nothing of this waits on the
/// cooperative pool, and the kernel ends a child with the *thread* that started it.
///
/// Failure: after `died`, `timedOut` and `malformedAnswer` the child is gone; the next job meets a fresh one.
final class ChildLine: Sendable {
    struct Configuration: Sendable {
        var program: ChildProgram
        /// The child is replaced after so many jobs.
        var jobsPerChild = 1_000
        /// An idle child is ended after this long; nil keeps it.
        var idleLimit: Duration?
        /// A child that died is not replaced: what it held is lost with it, as a session is.
        var isSession = false
    }

    struct Job: Sendable {
        var kind: UInt8
        var pieces: [[UInt8]]
        var answerLimit: Int
        var limit: Duration
    }

    private struct Pending: Sendable {
        var job: Job
        var resume: @Sendable (Result<ChildFrame, ChildFailure>) -> Void
    }

    private struct State: Sendable {
        var pending: [Pending] = []
        var isEnding = false
        var isDistrusted = false
        var child: ChildProcess?
    }

    /// What the thread holds: not the line itself, so that a forgotten line ends its thread.
    private final class Core: Sendable {
        let configuration: Configuration
        let state = Mutex(State())
        let wake = DispatchSemaphore(value: 0)

        init(_ configuration: Configuration) {
            self.configuration = configuration
        }
    }

    private let core: Core

    init(_ configuration: Configuration) {
        core = Core(configuration)
        let core = core
        let thread = Thread { ChildLine.serve(core) }
        thread.stackSize = 512 << 10
        thread.name = "martlet-child"
        thread.start()
    }

    deinit {
        end()
    }

    /// Does one job. Jobs that come while one is at work wait their turn.
    func exchange(_ job: Job) async throws(ChildFailure) -> ChildFrame {
        let result: Result<ChildFrame, ChildFailure> = await withCheckedContinuation { continuation in
            let pending = Pending(job: job) { continuation.resume(returning: $0) }
            let isAccepted = core.state.withLock { state in
                guard !state.isEnding else { return false }
                state.pending.append(pending)
                return true
            }
            guard isAccepted else { return pending.resume(.failure(.unavailable(reason: "shut down"))) }
            core.wake.signal()
        }
        return try result.get()
    }

    /// Gives the next job a fresh child.
    func discardChild() {
        let child = core.state.withLock { state in
            state.isDistrusted = true
            return state.child
        }
        child?.kill()
    }

    /// Kills the child and ends the thread; what is at work or waits fails. Further calls do nothing.
    func end() {
        let child = core.state.withLock { state in
            state.isEnding = true
            return state.child
        }
        child?.kill()
        core.wake.signal()
    }
}

extension ChildLine {
    private static func serve(_ core: Core) {
        var jobs = 0
        while true {
            guard waitForJob(core) else {
                retire(core)
                continue
            }
            let next = core.state.withLock { state -> Pending?? in
                if state.isEnding { return .some(nil) }
                return state.pending.isEmpty ? nil : .some(state.pending.removeFirst())
            }
            guard let next else { continue }
            guard let pending = next else { break }
            let result = perform(pending.job, core, jobs: &jobs)
            pending.resume(result)
        }
        retire(core)
        let abandoned = core.state.withLock { state in
            defer { state.pending = [] }
            return state.pending
        }
        for pending in abandoned {
            pending.resume(.failure(.unavailable(reason: "shut down")))
        }
    }

    /// False when the child has been idle for too long.
    private static func waitForJob(_ core: Core) -> Bool {
        let hasChild = core.state.withLock { $0.child != nil }
        guard hasChild, let idleLimit = core.configuration.idleLimit else {
            core.wake.wait()
            return true
        }
        return core.wake.wait(timeout: .now() + .milliseconds(Int(idleLimit.milliseconds))) == .success
    }

    private static func perform(_ job: Job, _ core: Core, jobs: inout Int) -> Result<ChildFrame, ChildFailure> {
        do throws(ChildFailure) {
            let child = try child(core, jobs: &jobs)
            jobs += 1
            let answer = try child.exchange(
                job.kind, job.pieces, answerLimit: job.answerLimit, milliseconds: job.limit.milliseconds)
            if answer.hasFlag(MARTLET_FLAG_WORN) { retire(core) }
            return .success(answer)
        } catch {
            retire(core)
            return .failure(error)
        }
    }

    /// The child at hand, or a fresh one.
    private static func child(_ core: Core, jobs: inout Int) throws(ChildFailure) -> ChildProcess {
        let (present, isDistrusted) = core.state.withLock { ($0.child, $0.isDistrusted) }
        if let child = present {
            if core.configuration.isSession { return child }
            if !isDistrusted, jobs < core.configuration.jobsPerChild, !child.isStale { return child }
            retire(core)
        } else if core.configuration.isSession, jobs > 0 {
            throw .died
        }
        jobs = 0
        let fresh = try ChildProcess(core.configuration.program)
        let isEnding = core.state.withLock { state in
            state.child = fresh
            return state.isEnding
        }
        guard !isEnding else { throw .unavailable(reason: "shut down") }
        return fresh
    }

    private static func retire(_ core: Core) {
        let child = core.state.withLock { state in
            defer {
                state.child = nil
                state.isDistrusted = false
            }
            return state.child
        }
        child?.end()
    }
}

extension Duration {
    /// Whole milliseconds, rounded down, held to what a poll can wait.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let whole = min(max(0, seconds), 1_000_000)
        return whole * 1_000 + attoseconds / 1_000_000_000_000_000
    }
}
