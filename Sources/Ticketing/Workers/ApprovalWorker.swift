public import Logging

/// Asks where a desk's rule is to ask, settles approvals whose time is over, asks somebody else where an approver can
/// decide no more, reminds approvers, and passes on what is late. Several daemons on one database may do so at once: of
/// two, one is first.
public struct ApprovalWorker: Sendable {
    private let desk: ApprovalDesk
    private let rules: RuleDesk
    private let logger: Logger
    private let pause: @Sendable () async -> Void

    private static let batch = 50
    /// Of that many looks one is at all seats of what waits, which costs most,
    private static let looksAtSeats = 5
    /// and one also at those that nobody could be found for.
    private static let looksAtVacant = 30

    /// - Parameter pause: Waits for about a second.
    public init(
        desk: ApprovalDesk, rules: RuleDesk, logger: Logger,
        pause: @escaping @Sendable () async -> Void = { try? await Task.sleep(for: .seconds(1)) }
    ) {
        self.desk = desk
        self.rules = rules
        self.logger = logger
        self.pause = pause
    }

    /// Works until `isStopping` says so; the batch in hand is finished.
    public func run(until isStopping: @Sendable () -> Bool) async {
        var look = 0
        while !isStopping() {
            await workOnce(look: look, until: isStopping)
            look = (look + 1) % Self.looksAtVacant
            await pause()
        }
    }

    /// All that is due now. What cannot be done holds up nothing else.
    ///
    /// - Parameter look: Which of a row of looks; the first, 0, is at everything.
    public func workOnce(look: Int = 0, until isStopping: @Sendable () -> Bool = { false }) async {
        // What is left of these comes with the next look.
        await work("rules looked at", "tickets", until: { true }) { () throws(StoreError) in
            try await rules.askAll(limit: Self.batch)
        }
        if look.isMultiple(of: Self.looksAtSeats) {
            await work("approvers changed or missing", "approvals", until: { true }) { () throws(StoreError) in
                try await desk.reroute(limit: Self.batch, includingVacant: look == 0)
            }
        }
        await work("expired", "approvals", until: isStopping) { () throws(StoreError) in
            try await desk.expire(limit: Self.batch)
        }
        await work("reminded", "approvals", until: isStopping) { () throws(StoreError) in
            try await desk.remind(limit: Self.batch)
        }
    }

    /// Batch after batch, while there is something in them.
    private func work(
        _ done: Logger.Message, _ what: String, until isStopping: () -> Bool,
        _ batch: () async throws(StoreError) -> Int
    ) async {
        do {
            while case let count = try await batch(), count > 0 {
                logger.info(done, metadata: [what: "\(count)"])
                if isStopping() { break }
            }
        } catch {
            logger.warning("approvals cannot be looked at", metadata: ["for": "\(done)", "error": "\(error)"])
        }
    }
}
