public import Logging

public import struct Foundation.Date

/// Warns in the log, once a day, of each mailbox whose consent ends soon, has ended or is missing.
///
/// A store that is away is asked again after an hour.
public struct ConsentReminder: Sendable {
    private let mailboxes: any Mailboxes
    private let now: @Sendable () -> Date
    private let pause: @Sendable () async -> Void
    private let logger: Logger

    private static let interval = 3_600.0
    private static let day = 86_400.0

    /// - Parameter pause: Waits for about a second.
    public init(
        mailboxes: any Mailboxes, now: @escaping @Sendable () -> Date, logger: Logger,
        pause: @escaping @Sendable () async -> Void = { try? await Task.sleep(for: .seconds(1)) }
    ) {
        self.mailboxes = mailboxes
        self.now = now
        self.pause = pause
        self.logger = logger
    }

    /// Works until `isStopping` says so.
    public func run(until isStopping: @Sendable () -> Bool) async {
        var warned: [String: Date] = [:]
        var due = now()
        while !isStopping() {
            // A clock that was set back does not put it off for longer than an hour.
            if now() >= due || due.timeIntervalSince(now()) > Self.interval {
                await remind(&warned)
                due = now().addingTimeInterval(Self.interval)
            }
            await pause()
        }
    }

    /// Warns of what was not warned of in the last day.
    func remind(_ warned: inout [String: Date]) async {
        let moment = now()
        let records: [MailboxRecord]
        do throws(StoreError) {
            records = try await mailboxes.list()
        } catch {
            return logger.warning("consents cannot be looked up", metadata: ["error": "\(error)"])
        }
        for record in records {
            guard let words = words(record, at: moment) else {
                warned[record.name] = nil
                continue
            }
            if let last = warned[record.name], (0..<Self.day).contains(moment.timeIntervalSince(last)) { continue }
            warned[record.name] = moment
            logger.warning(words.message, metadata: ["mailbox": "\(record.name)"].merging(words.metadata) { $1 })
        }
    }

    private func words(
        _ record: MailboxRecord, at now: Date
    ) -> (message: Logger.Message, metadata: Logger.Metadata)? {
        guard let consent = record.consent else { return nil }
        if consent.source == .none { return ("mailbox waits for its owner's consent", [:]) }
        if let ended = consent.ended(by: now) {
            return ("mailbox's consent has ended: consent again", ["ended": "\(ended)"])
        }
        return consent.ending(by: now).map { ("mailbox's consent ends soon: consent again", ["ends": "\($0)"]) }
    }
}
