import Foundation
import InternetMessage
import Logging
import MailGateway
import Ticketing

/// Where LMTP and the pollers hand mail in: every way ends in the same `enqueue`.
struct MailIntake: Sendable {
    let desks: DeskDirectory
    let queue: any IncomingQueue
    let sender: SenderCheck
    let logger: Logger

    /// Unknown recipients are refused at RCPT and never later.
    func verdict(for path: ForwardPath) -> RecipientVerdict {
        desks.desk(owning: path.address) == nil ? .unknown : .accepted
    }

    func accept(_ envelope: Envelope, _ message: RawMessage) async -> [AcceptanceOutcome] {
        let owners = envelope.forwardPaths.map { desks.desk(owning: $0.address)?.name }
        let names = owners.compactMap { $0 }
        guard names.count == owners.count else {
            return owners.map { $0 == nil ? .refused("no such address") : .temporaryFailure }
        }
        do throws(StoreError) {
            let ids = try await enqueue(envelope, message, .lmtp, desks: names).map(\.id)
            guard ids.count == names.count else { return names.map { _ in .temporaryFailure } }
            return ids.map { .stored(id: $0.description) }
        } catch {
            logger.error("mail cannot be stored", metadata: ["error": "\(error)"])
            return names.map { _ in .temporaryFailure }
        }
    }

    /// For a poller, which knows the desk and no envelope.
    func accept(_ message: RawMessage, _ provenance: Provenance, desk: Desk) async throws -> MailboxAcceptance {
        guard let address = desk.addresses.first else { throw StoreError.notFound }
        let path = ReversePath(writtenIn: HeaderSection(scanning: message, limits: MessageLimits()))
        let envelope = Envelope(reversePath: path, forwardPaths: [ForwardPath(address)])
        let entries = try await enqueue(envelope, message, provenance, desks: [desk.name])
        guard let entry = entries.first else { throw StoreError.notFound }
        return entry.isCopy ? .copy : .new
    }

    /// For a poller: what stands in the ledger for a message that stays in its mailbox.
    func notice(of message: LeftMessage, desk: Desk) throws(StoreError) -> LeftNotice {
        guard let address = desk.addresses.first else { throw .notFound }
        let raw = message.notice
        let read = InternetMessage(unstructured: raw, limits: MessageLimits())
        let envelope = Envelope(reversePath: ReversePath(writtenIn: read.header), forwardPaths: [ForwardPath(address)])
        return LeftNotice(
            arrival: Arrival(
                envelope: envelope, raw: raw, provenance: message.place, digest: ContentDigest.sha256(of: raw),
                desks: [desk.name], receivedAt: Date()),
            mailbox: message.mailbox, reason: message.summary, author: read.from.first?.address.description,
            subject: read.subject, messageID: read.messageID)
    }

    private func enqueue(
        _ envelope: Envelope, _ message: RawMessage, _ provenance: Provenance, desks: [String]
    ) async throws(StoreError) -> [Reception] {
        let entries = try await queue.receive(
            Arrival(
                envelope: envelope, raw: message, provenance: provenance,
                digest: ContentDigest.sha256(of: message, reversePath: envelope.reversePath), desks: desks,
                receivedAt: Date()))
        let ids = entries.map(\.id)
        logger.info(
            entries.allSatisfy(\.isCopy) ? "mail was there already" : "mail accepted",
            metadata: [
                "queue-id": "\(ids.map(\.description).joined(separator: ","))", "transport": "\(provenance.transport)",
                "sender": "\(envelope.reversePath.text)", "size": "\(message.bytes.count)",
            ])
        try await align(entries.filter(\.isCopy).map(\.id), message)
        return entries
    }

    /// The first copy may have come by a way on which nobody looked at its author.
    private func align(_ copies: [MailID], _ message: RawMessage) async throws(StoreError) {
        guard !copies.isEmpty else { return }
        let word = sender.word(on: message)
        if word.isAligned { try await queue.align(copies, by: word.detail, at: Date()) }
    }
}
