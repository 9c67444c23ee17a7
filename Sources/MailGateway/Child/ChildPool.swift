import CChildProcess
public import InternetMessage

/// The parser's children: a few warm processes that read hostile messages for the daemon.
///
/// Jobs beyond the number of children wait in order. A child that dies, hangs or answers nonsense costs its own job
/// and is replaced.
///
/// Security: nothing of libetpan or gumbo runs in this process; an answer is held to limits before it is used.
/// Failure: every error is a `ChildFailure`; the caller then reads the message without the library.
public actor ChildPool {
    public struct Configuration: Sendable {
        public var program: ChildProgram
        /// Children at most; they start when there is work for them.
        public var children = 2
        /// How long one job may take, start of a child apart.
        public var jobLimit: Duration = .seconds(5)
        public var jobsPerChild = 1_000
        /// Children but the first are ended when idle for so long.
        public var idleLimit: Duration = .seconds(60)
        public var limits = MessageLimits()

        public init(program: ChildProgram) {
            self.program = program
        }
    }

    private struct Waiter {
        let id: UInt64
        let continuation: CheckedContinuation<ChildLine?, Never>
    }

    private let configuration: Configuration
    private var lines: [ChildLine] = []
    /// The last one is taken first: fewer children stay warm.
    private var idle: [ChildLine] = []
    private var waiters: [Waiter] = []
    private var nextWaiter: UInt64 = 0
    private var isShutDown = false

    public init(_ configuration: Configuration) {
        self.configuration = configuration
    }

    /// The shape of a message.
    public func structure(of message: RawMessage) async throws(ChildFailure) -> MessageStructure {
        let limits = configuration.limits
        guard message.bytes.count <= limits.messageBytes else { throw .refused(.size) }
        let prefix = Self.word(limits.depth) + Self.word(limits.parts)
        // A part is at most five numbers of ten bytes.
        return try await perform(
            MARTLET_FRAME_STRUCTURE, [prefix, message.bytes], answerLimit: max(1, limits.parts) * 64
        ) { answer throws(ByteCodingError) in
            try MessageStructure(decoding: answer, messageBytes: message.bytes.count, limits: limits)
        }
    }

    /// The tree of an HTML document; `<html>` is its root.
    public func html(_ utf8: [UInt8]) async throws(ChildFailure) -> HTMLNode {
        guard utf8.count <= configuration.limits.htmlBytes else { throw .refused(.size) }
        return try await perform(
            MARTLET_FRAME_HTML, [utf8], answerLimit: HTMLTreeLimits.bytes
        ) { answer throws(ByteCodingError) in
            try HTMLNode(decoding: answer)
        }
    }

    /// Kills the children and fails what waits. The pool is of no more use.
    public func shutdown() {
        isShutDown = true
        for line in lines { line.end() }
        lines = []
        idle = []
        let abandoned = waiters
        waiters = []
        for waiter in abandoned { waiter.continuation.resume(returning: nil) }
    }

    private static func word(_ value: Int) -> [UInt8] {
        let value = UInt32(clamping: value)
        return stride(from: UInt32(0), to: 32, by: 8).map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}

extension ChildPool {
    private func perform<Value: Sendable>(
        _ kind: martlet_frame_kind, _ pieces: [[UInt8]], answerLimit: Int,
        decode: (_ answer: [UInt8]) throws(ByteCodingError) -> Value
    ) async throws(ChildFailure) -> Value {
        let line = try await acquire()
        defer { release(line) }
        let answer = try await line.exchange(
            ChildLine.Job(
                kind: UInt8(truncatingIfNeeded: kind.rawValue), pieces: pieces, answerLimit: answerLimit,
                limit: configuration.jobLimit))
        if answer.isKind(MARTLET_FRAME_REFUSED), let code = answer.body.first,
            let refusal = ChildRefusal(rawValue: code)
        {
            throw .refused(refusal)
        }
        if answer.isKind(MARTLET_FRAME_ANSWER), let value = try? decode(answer.body) {
            return value
        }
        // What the answer lacks does not matter: a child that gives such a one is not to be trusted again.
        line.discardChild()
        throw .malformedAnswer
    }

    private func acquire() async throws(ChildFailure) -> ChildLine {
        guard !Task.isCancelled else { throw .cancelled }
        guard !isShutDown else { throw .unavailable(reason: "shut down") }
        if let line = idle.popLast() { return line }
        if lines.count < max(1, configuration.children) { return start() }
        guard let line = await wait() else {
            throw isShutDown ? .unavailable(reason: "shut down") : .cancelled
        }
        return line
    }

    private func start() -> ChildLine {
        let isFirst = lines.isEmpty
        let line = ChildLine(
            ChildLine.Configuration(
                program: configuration.program, jobsPerChild: configuration.jobsPerChild,
                idleLimit: isFirst ? nil : configuration.idleLimit))
        lines.append(line)
        return line
    }

    /// Waits for a line to be released; nil when the task is cancelled or the pool shut down first.
    private func wait() async -> ChildLine? {
        let id = nextWaiter
        nextWaiter += 1
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Also a task that is cancelled already meets its own waiter: `cancel` runs on this actor, later.
                waiters.append(Waiter(id: id, continuation: continuation))
            }
        } onCancel: {
            Task { await self.cancel(id) }
        }
    }

    private func cancel(_ id: UInt64) {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
        waiters.remove(at: index).continuation.resume(returning: nil)
    }

    private func release(_ line: ChildLine) {
        guard !isShutDown else { return }
        if waiters.isEmpty {
            idle.append(line)
        } else {
            waiters.removeFirst().continuation.resume(returning: line)
        }
    }
}
