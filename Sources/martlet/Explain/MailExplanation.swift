import Foundation
import InternetMessage
import TicketStore
import Ticketing

/// Reads a mail and decides on it exactly as the daemon would, and says so instead of doing it.
struct MailExplanation: Sendable {
    private let surroundings: ExplainSurroundings
    private let reader: MailReader

    init(surroundings: ExplainSurroundings, parser: any MessageParsing) {
        self.surroundings = surroundings
        reader = MailReader(parser: parser)
    }

    func object(_ bytes: [UInt8], file: String) async -> JSON {
        let raw = RawMessage(bytes)
        let message = await read(raw)
        let envelope = self.envelope(of: message)
        let desk = self.desk(of: envelope)
        let digest = ContentDigest.sha256(of: raw, reversePath: envelope.reversePath)
        let correlation = Correlation(
            message: message, envelope: envelope, digest: digest, policy: surroundings.intake)
        var steps = ["read from \(file == "-" ? "standard input" : file)"]
        if let desk, !desk.isAddressed { steps.append("no recipient is ours: taken as if for desk \(desk.name)") }
        let context = await self.context(correlation, steps: &steps)
        let intake = IntakeCase(
            desk: desk?.name ?? "", envelope: envelope, message: message,
            authentication: await surroundings.sender.authentication(of: message, raw: raw, at: Date()),
            correlation: correlation, context: context, policy: surroundings.intake,
            forwarded: await reader.forwarded(in: message))
        let plan = IntakePlan(
            intake, mail: MailID(rawValue: 0), notifications: surroundings.notifications, steps: steps)
        return ExplainedMail(file: file, message: message, intake: intake, plan: plan, desk: desk?.name).json
    }

    /// A stored mail has lost its envelope: the reverse-path is what `Return-Path` says.
    private func read(_ raw: RawMessage) async -> InternetMessage {
        let unknown = ReversePath.mailbox(MailAddress(localPart: "unknown", domain: "sender.invalid"))
        let message = await reader.read(raw, envelope: Envelope(reversePath: unknown, forwardPaths: []))
        return message.judged(reversePath: nil)
    }

    /// Every address it may have come for, trace fields first.
    private func envelope(of message: InternetMessage) -> Envelope {
        let traced = ["delivered-to", "x-original-to", "envelope-to"].flatMap { name in
            message.header.bodies(of: name).flatMap { AddressList(parsing: $0, limit: 10).mailboxes.map(\.address) }
        }
        let named = (traced + message.to.map(\.address) + message.cc.map(\.address)).prefix(100)
        let ours = named.filter { surroundings.intake.desks.desk(owning: $0) != nil }
        return Envelope(
            reversePath: ReversePath(writtenIn: message.header), forwardPaths: ours.map { ForwardPath($0) })
    }

    private func desk(of envelope: Envelope) -> (name: String, isAddressed: Bool)? {
        let desks = surroundings.intake.desks
        if let address = envelope.forwardPaths.first?.address, let desk = desks.desk(owning: address) {
            return (desk.name, true)
        }
        return desks.desks.first.map { ($0.name, false) }
    }

    private func context(_ correlation: Correlation, steps: inout [String]) async -> IntakeContext {
        guard let store = surroundings.store else { return IntakeContext() }
        do {
            var context = try await store.tickets.context(for: correlation, at: Date())
            // A mail that was taken in before is explained as if it came for the first time.
            if context.sibling != nil { context.repeated = nil }
            context.sibling = nil
            return context
        } catch {
            steps.append("the database could not be asked: \(CommandFailure.words(for: error))")
            return IntakeContext()
        }
    }
}
