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
    /// Of that many looks one is at seats that nobody could be found for.
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
        var looks = 0
        while !isStopping() {
            await workOnce(includingVacant: looks == 0, until: isStopping)
            looks = (looks + 1) % Self.looksAtVacant
            await pause()
        }
    }

    /// All whose time is over now.
    public func workOnce(
        includingVacant: Bool = true, until isStopping: @Sendable () -> Bool = { false }
    ) async {
        do {
            if case let count = try await rules.askAll(limit: Self.batch), count > 0 {
                logger.info("asked by rules", metadata: ["tickets": "\(count)"])
            }
            let moved = try await desk.reroute(limit: Self.batch, includingVacant: includingVacant)
            if moved > 0 { logger.info("asked somebody else", metadata: ["approvals": "\(moved)"]) }
            while !isStopping(), case let count = try await desk.expire(limit: Self.batch), count > 0 {
                logger.info("expired", metadata: ["approvals": "\(count)"])
            }
            while !isStopping(), case let count = try await desk.remind(limit: Self.batch), count > 0 {
                logger.info("reminded", metadata: ["approvals": "\(count)"])
            }
        } catch {
            logger.warning("approvals cannot be looked at", metadata: ["error": "\(error)"])
        }
    }
}
