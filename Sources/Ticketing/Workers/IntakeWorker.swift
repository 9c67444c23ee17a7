import InternetMessage
public import Logging

public import struct Foundation.Date

/// Takes mail from the incoming queue and makes tickets of it: claim, understand, decide, commit.
///
/// Everything between claim and commit may be repeated. Mails of one batch are read side by side and decided in the
/// order in which they came, so that an answer finds the ticket of the mail before it.
///
/// Failure: a store that is away is waited for; a mail that fails by its own fault three times is parked, with the
/// words of its last failure, and the others go on.
public struct IntakeWorker: Sendable {
    private let queue: any IncomingQueue
    private let tickets: any Tickets
    private let reader: MailReader
    private let sender: SenderCheck
    private let policy: IntakePolicy
    private let notifications: NotificationPolicy
    private let now: @Sendable () -> Date
    private let logger: Logger

    private static let batch = 16
    private static let lease = 120.0
    private static let failuresBeforeParking = 3
    private static let deathsBeforeFallback = 10

    public init(
        queue: any IncomingQueue, tickets: any Tickets, reader: MailReader, sender: SenderCheck,
        policy: IntakePolicy, notifications: NotificationPolicy, now: @escaping @Sendable () -> Date, logger: Logger
    ) {
        self.queue = queue
        self.tickets = tickets
        self.reader = reader
        self.sender = sender
        self.policy = policy
        self.notifications = notifications
        self.now = now
        self.logger = logger
    }

    /// Works until `isStopping` says so; what is in hand then is finished. Not by cancellation: that would break off the
    /// work in hand as well.
    public func run(until isStopping: @Sendable () -> Bool) async {
        while !isStopping() {
            let worked = await workOnce()
            if !worked { await queue.awaitWork(seconds: 1) }
        }
    }

    /// One batch. False when nothing was due or the store is away.
    @discardableResult
    public func workOnce() async -> Bool {
        do {
            let entries = try await queue.claim(limit: Self.batch, lease: Self.lease, at: now())
            let mails = await read(entries)
            for (entry, mail) in zip(entries, mails) { await settle(entry, mail) }
            return !entries.isEmpty
        } catch {
            logger.warning("incoming queue cannot be read", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// A mail with all that needs asking somebody.
    private struct Mail: Sendable {
        var message = InternetMessage()
        var authentication = SenderAuthentication(level: .unverified, detail: "")
        var forwarded: InternetMessage?
    }

    private func read(_ entries: [QueueEntry]) async -> [Mail] {
        await withTaskGroup(of: (Int, Mail).self) { group in
            for (index, entry) in entries.enumerated() {
                group.addTask { (index, await read(entry)) }
            }
            var mails = [Mail](repeating: Mail(), count: entries.count)
            for await (index, mail) in group { mails[index] = mail }
            return mails
        }
    }

    private func read(_ entry: QueueEntry) async -> Mail {
        let usesFallback = entry.deaths >= Self.deathsBeforeFallback
        let message = await reader.read(entry.raw, envelope: entry.envelope, usesFallback: usesFallback)
        var authentication = await sender.authentication(of: message, raw: entry.raw, at: entry.receivedAt)
        if let words = entry.alignedBy, !authentication.isAligned {
            authentication = SenderAuthentication(level: .aligned, detail: "\(words), by a copy")
        }
        return Mail(
            message: message, authentication: authentication,
            forwarded: usesFallback ? nil : await reader.forwarded(in: message))
    }

    private func settle(_ entry: QueueEntry, _ mail: Mail) async {
        for _ in 0..<60 {
            do {
                let number = try await decideAndCommit(entry, mail)
                logger.info(
                    "mail settled",
                    metadata: ["queue-id": "\(entry.id)", "ticket": "\(number.map(\.description) ?? "none")"])
                return
            } catch .unavailable(let reason) {
                logger.warning("store is away", metadata: ["queue-id": "\(entry.id)", "error": "\(reason)"])
                await pause()
            } catch {
                return await giveBack(entry, mail.message, failure: error)
            }
        }
    }

    private func decideAndCommit(
        _ entry: QueueEntry, _ mail: Mail
    ) async throws(StoreError) -> TicketNumber? {
        let moment = now()
        let correlation = Correlation(
            message: mail.message, envelope: entry.envelope, digest: entry.digest, policy: policy)
        let context = try await tickets.context(for: correlation, at: moment)
        let plan = IntakePlan(
            IntakeCase(
                desk: entry.desk, envelope: entry.envelope, message: mail.message,
                authentication: mail.authentication,
                correlation: correlation, context: context, policy: policy, isVouchedFor: entry.isVouchedFor,
                forwarded: mail.forwarded,
                wait: IntakeCase.wait(of: mail.message, from: entry.provenance, until: entry.receivedAt)),
            mail: entry.id, notifications: notifications, steps: ["accepted by \(entry.provenance.transport)"])
        let number = try await tickets.commit(plan, settling: entry.id, at: moment)
        if let report = plan.report, report.isAboutAddress {
            logger.warning(
                "address gets no more mail",
                metadata: [
                    "queue-id": "\(entry.id)", "outgoing-id": "\(report.message)",
                    "address": "\(context.returned.first?.recipient.description ?? "")", "reply": "\(report.reply)",
                ])
        }
        return number
    }

    private func giveBack(_ entry: QueueEntry, _ message: InternetMessage, failure: StoreError) async {
        let words = "\(failure)"
        logger.error("mail failed", metadata: ["queue-id": "\(entry.id)", "error": "\(words)"])
        do {
            if entry.failures + 1 < Self.failuresBeforeParking {
                let retryAt = now().addingTimeInterval(30 * Double(entry.failures + 1))
                try await queue.release(entry.id, failure: words, retryAt: retryAt, at: now())
            } else {
                let plan = IntakePlan(parking: message, reason: "failed \(entry.failures + 1) times: \(words)")
                try await tickets.commit(plan, settling: entry.id, at: now())
            }
        } catch {
            // The lease runs out and the mail is claimed again.
            logger.error("mail cannot be given back", metadata: ["queue-id": "\(entry.id)", "error": "\(error)"])
        }
    }

    private func pause() async {
        // Cancelled while waiting: the loop's own check ends it.
        try? await Task.sleep(for: .seconds(1))
    }
}

extension IntakePlan {
    /// For a mail that nothing can be done with until a person has looked.
    init(parking message: InternetMessage, reason: String) {
        self.init(
            verdict: IntakeVerdict(decision: .park(reason: reason), decidedBy: "worker", passed: [], reason: reason),
            state: .parked, ticket: nil, trace: [reason], problems: [], messageID: message.messageID,
            author: message.from.first?.address.description, subject: message.subject, references: [])
    }
}
