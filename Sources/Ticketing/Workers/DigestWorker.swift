public import Logging

public import struct Foundation.Date

/// Sends the digests that are due, some times a minute.
///
/// A store that is away is left until the next time: what is due then is sent then.
public struct DigestWorker: Sendable {
    private let desk: DigestDesk
    private let now: @Sendable () -> Date
    private let pause: @Sendable () async -> Void
    private let logger: Logger

    private static let interval = 10.0

    /// - Parameter pause: Waits for about a second.
    public init(
        desk: DigestDesk, now: @escaping @Sendable () -> Date, logger: Logger,
        pause: @escaping @Sendable () async -> Void = { try? await Task.sleep(for: .seconds(1)) }
    ) {
        self.desk = desk
        self.now = now
        self.pause = pause
        self.logger = logger
    }

    /// Works until `isStopping` says so; the digest in hand is finished.
    public func run(until isStopping: @Sendable () -> Bool) async {
        await Recurrence(interval: Self.interval, now: now, pause: pause).run(until: isStopping) {
            await workOnce(until: isStopping)
        }
    }

    /// All that is due now.
    public func workOnce(until isStopping: @Sendable () -> Bool = { false }) async {
        do {
            let count = try await desk.sendDue(until: isStopping)
            if count > 0 { logger.info("digests", metadata: ["messages": "\(count)"]) }
        } catch {
            logger.warning("digests cannot be made", metadata: ["error": "\(error)"])
        }
    }
}
