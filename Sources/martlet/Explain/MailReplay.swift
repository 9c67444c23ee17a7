import Foundation
import InternetMessage
import TicketStore
import Ticketing

/// Decides on a mail of the ledger anew, with today's rules, settings and tickets, and compares; changes nothing.
struct MailReplay: Sendable {
    let store: Store
    let intake: IntakePolicy
    let sender: SenderCheck
    let notifications: NotificationPolicy
    let reader: MailReader

    enum Outcome: Sendable {
        case same(IntakePlan)
        case differs(IntakePlan, ticket: TicketNumber?)
        /// Its bytes are gone, or cannot be read.
        case skipped(reason: String)
    }

    func outcome(of mail: LedgerMail) async -> Outcome {
        guard mail.erasedAt == nil else { return .skipped(reason: "it was erased with a person") }
        guard mail.rawRemovedAt == nil else { return .skipped(reason: "its bytes were removed by retention") }
        guard mail.leftIn == nil else { return .skipped(reason: "it lies in its mailbox") }
        do throws(StoreError) {
            let raw = try await store.ledger.raw(mail.id)
            let envelope = Envelope(
                reversePath: mail.reversePath, forwardPaths: mail.recipients.map { ForwardPath($0) })
            let message = await reader.read(raw, envelope: envelope)
            let correlation = Correlation(
                message: message, envelope: envelope,
                digest: ContentDigest.sha256(of: raw, reversePath: mail.reversePath), policy: intake)
            let context = Self.before(mail, try await store.tickets.context(for: correlation, at: Date()))
            let plan = IntakePlan(
                IntakeCase(
                    desk: mail.desk, envelope: envelope, message: message,
                    authentication: await sender.authentication(of: message, raw: raw, at: mail.receivedAt),
                    correlation: correlation, context: context, policy: intake,
                    forwarded: await reader.forwarded(in: message)),
                mail: mail.id, notifications: notifications, steps: ["replayed from the ledger"])
            return Self.compare(mail, plan, context)
        } catch {
            return .skipped(reason: CommandFailure.words(for: error))
        }
    }

    /// What was known before this mail came: without the ticket that it opened, and without itself as its sibling.
    private static func before(_ mail: LedgerMail, _ context: IntakeContext) -> IntakeContext {
        var context = context
        if !mail.trace.contains(where: { $0.hasPrefix("sibling: ") && !$0.hasSuffix("nothing to say") }) {
            context.sibling = nil
        }
        guard mail.state == .ticketed, let own = mail.ticket.flatMap({ context.ticket($0) })?.id else { return context }
        context.tickets.removeAll { $0.id == own }
        if context.repeated == own { context.repeated = nil }
        context.ticketsByMessageID = context.ticketsByMessageID.mapValues { $0.filter { $0 != own } }
            .filter { !$0.value.isEmpty }
        for index in context.tickets.indices where context.tickets[index].successor == own {
            context.tickets[index].successor = nil
        }
        return context
    }

    private static func compare(_ mail: LedgerMail, _ plan: IntakePlan, _ context: IntakeContext) -> Outcome {
        var ticket: TicketNumber?
        if case .existing(let id) = plan.ticket?.target { ticket = context.ticket(id)?.number }
        let isSame = plan.state == mail.state && (plan.state == .ticketed || ticket == mail.ticket)
        return isSame ? .same(plan) : .differs(plan, ticket: ticket)
    }
}
