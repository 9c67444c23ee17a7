import InternetMessage
import Logging
import TemplateEngine

import struct Foundation.Date

/// The effects of sending one message, each told as the step that it ends with.
struct OutgoingDelivery: Sendable {
    let queue: any OutgoingQueue
    let mail: any OutgoingMail
    let composer: OutgoingComposer
    let schedule: RetrySchedule
    let tokens: any TokenSource
    let now: @Sendable () -> Date
    let logger: Logger
    let pause: @Sendable () async -> Void

    /// Seconds, about, for which a store that is away is waited for; the lease is renewed meanwhile.
    private static let patience = 60

    /// Composes, and keeps the bytes before anybody sees them.
    func prepare(_ entry: OutgoingEntry) async -> OutgoingStep {
        if let reason = entry.suppression { return .decided(entry, .suppressed(reason: reason)) }
        if let reason = entry.outdated(at: now()) { return .decided(entry, .notSent(reason: reason)) }
        let envelope = composer.envelope(of: entry)
        if let composed = entry.composed {
            return .prepared(PreparedMessage(entry: entry, envelope: envelope, content: composed))
        }
        var entry = entry
        do {
            entry.files = try await files(of: entry)
        } catch .unavailable(let reason) {
            return lost(entry, .unavailable(reason))
        } catch {
            return .decided(entry, .notSent(reason: "a file of the answer cannot be read: \(error)"))
        }
        do {
            switch try await compose(entry) {
            case .success(let composition):
                complain(of: composition.problems, entry)
                let content = composition.message
                try await keep(entry) { () throws(StoreError) in
                    try await queue.storeComposed(entry.claim, content)
                }
                return .prepared(PreparedMessage(entry: entry, envelope: envelope, content: content))
            case .failure(let fault): return .decided(entry, .notSent(reason: "\(fault)"))
            }
        } catch {
            return lost(entry, error)
        }
    }

    private func files(of entry: OutgoingEntry) async throws(StoreError) -> [Attachment] {
        var files: [Attachment] = []
        for file in OutgoingFiles(of: entry).attached {
            let bytes = try await queue.file(file.id)
            files.append(Attachment(name: file.name, type: file.type, bytes: bytes, disposition: .attachment))
        }
        guard let (approval, asked) = ApprovalFiles(of: entry.notification).attached else { return files }
        for file in asked {
            let bytes = try await queue.file(file.sha256, of: approval)
            files.append(Attachment(name: file.name, type: file.type, bytes: bytes, disposition: .attachment))
        }
        return files
    }

    /// The message goes out readable all the same; whoever keeps the templates must know.
    private func complain(of problems: [TemplateError], _ entry: OutgoingEntry) {
        guard !problems.isEmpty else { return }
        logger.error(
            "template lacks values",
            metadata: [
                "outgoing-id": "\(entry.id)",
                "template": "\(entry.notification.template)/\(entry.notification.version)",
                "problems": "\(problems.prefix(10).map(\.description).joined(separator: "; "))",
            ])
    }

    /// A template of a version that is not known here was published a moment ago, by another process.
    private func compose(
        _ entry: OutgoingEntry
    ) async throws(StoreError) -> Result<OutgoingComposer.Composition, OutgoingComposer.Fault> {
        let moment = now()
        let composed = composer.compose(entry, at: moment)
        guard case .failure(.template(let error)) = composed, case .unknownTemplate = error else { return composed }
        try await composer.published.refresh()
        return composer.compose(entry, at: moment)
    }

    func send(_ message: PreparedMessage) async -> OutgoingStep {
        let answer = await mail.send(message.envelope, message.content).first
        let outcome = answer?.outcome ?? .transientFailure(reply: "no answer")
        let settlement = settlement(of: outcome, message.entry, at: now())
        return answer?.wasAsked == false ? .unreached(message, settlement) : .answered(message, settlement)
    }

    func settle(_ entry: OutgoingEntry, _ settlement: OutgoingSettlement) async -> OutgoingStep {
        do {
            let moment = now()
            let telling = composer.messages(after: settlement, of: entry, at: moment)
            // A message that was sent and is not settled would be sent again.
            try await keep(entry) { () throws(StoreError) in
                try await queue.settle(entry.claim, settlement, telling: telling, at: moment)
            }
            report(entry, settlement)
            return .done(entry.claim)
        } catch {
            return lost(entry, error)
        }
    }

    func putBack(_ entry: OutgoingEntry, seconds: Double) async -> OutgoingStep {
        do {
            try await queue.release(entry.claim, until: now().addingTimeInterval(seconds))
            return .done(entry.claim)
        } catch {
            return lost(entry, error)
        }
    }

    func renew(_ claims: [OutgoingClaim], lease: Double) async -> OutgoingStep {
        do {
            try await queue.renew(claims, lease: lease, at: now())
        } catch {
            // The next renewal comes well before the lease ends.
            logger.warning("leases cannot be renewed", metadata: ["error": "\(error)"])
        }
        return .renewed
    }

    /// The lease runs out and the message is claimed again, with the bytes that are stored.
    private func lost(_ entry: OutgoingEntry, _ error: StoreError) -> OutgoingStep {
        logger.error("message cannot be settled", metadata: ["outgoing-id": "\(entry.id)", "error": "\(error)"])
        return .done(entry.claim)
    }

    private func report(_ entry: OutgoingEntry, _ settlement: OutgoingSettlement) {
        logger.info("message settled", metadata: ["outgoing-id": "\(entry.id)", "outcome": "\(settlement)"])
        guard case .undeliverable(let reply) = settlement else { return }
        // A person should see whether the address is mistyped, or somebody has left.
        logger.warning(
            "address gets no more mail",
            metadata: [
                "outgoing-id": "\(entry.id)", "address": "\(entry.notification.recipient.address)",
                "reply": "\(reply)",
            ])
    }

    /// Writes to the store, and waits for one that is away for a while.
    private func keep(_ entry: OutgoingEntry, _ write: () async throws(StoreError) -> Void) async throws(StoreError) {
        for _ in 0..<Self.patience {
            do {
                return try await write()
            } catch .unavailable(let reason) {
                logger.warning("store is away", metadata: ["outgoing-id": "\(entry.id)", "error": "\(reason)"])
                await pause()
            }
        }
        try await write()
    }

    private func settlement(
        of outcome: DeliveryOutcome, _ entry: OutgoingEntry, at moment: Date
    ) -> OutgoingSettlement {
        switch outcome {
        case .delivered(let reply): return .sent(reply: reply)
        case .permanentFailure(let reply): return .failed(reply: reply)
        case .refusedRecipient(let reply):
            return AddressFault.isNamed(byReply: reply) ? .undeliverable(reply: reply) : .failed(reply: reply)
        case .transientFailure(let reply):
            let jitter = Double(tokens.bytes(1).first ?? 128) / 255
            // A clock that was set back makes no message younger than new.
            let age = max(0, moment.timeIntervalSince(entry.createdAt))
            guard let delay = schedule.delay(attempts: entry.attempts + 1, age: age, jitter: jitter) else {
                return .failed(reply: "given up after \(Int(age / 3600)) hours: \(reply)")
            }
            return .retry(at: moment.addingTimeInterval(delay), reply: reply)
        }
    }
}

extension OutgoingComposer {
    /// What its author is told of a message that failed.
    func messages(after settlement: OutgoingSettlement, of entry: OutgoingEntry, at moment: Date) -> [Notification] {
        let reply: String
        switch settlement {
        case .failed(let words), .undeliverable(let words): reply = words
        case .suppressed(let reason): reply = reason
        case .sent, .retry, .notSent: return []
        }
        let carried = entry.notification.nature == .personal ? entry.entry : nil
        return NotificationPlan.deliveryFailure(
            of: entry.notification.template, to: entry.notification.recipient.address,
            author: carried?.direction == .outgoing ? carried?.author : entry.asker, desk: entry.notification.desk,
            people: entry.ticket.map { $0.participants + [$0.assignee].compactMap { $0 } } ?? [],
            status: AddressFault.status(ofReply: reply), reply: reply, at: moment, policy: policy)
    }
}
