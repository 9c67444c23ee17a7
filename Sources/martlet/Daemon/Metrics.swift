import Foundation
import Ticketing

/// The daemon's own lines for `/metrics`, in Prometheus' text format.
struct Metrics: Sendable {
    let ledger: any Ledger
    let outgoing: any OutgoingQueue
    let tickets: any Tickets
    let mailboxes: any Mailboxes
    let now: @Sendable () -> Date
    let startedAt: Date

    func text() async -> String {
        var lines: [String] = []
        lines += ["# HELP martlet_mail Incoming mail by its state in the ledger.", "# TYPE martlet_mail gauge"]
        do {
            let counts = try await ledger.counts()
            lines += MailState.allCases.map { "martlet_mail{state=\"\($0.rawValue)\"} \(counts[$0] ?? 0)" }
            lines += try await outgoingLines()
            lines += ["# HELP martlet_tickets Tickets by status.", "# TYPE martlet_tickets gauge"]
            let tickets = try await tickets.counts(desks: nil, participant: nil)
            lines += TicketState.allCases.map { "martlet_tickets{status=\"\($0.rawValue)\"} \(tickets[$0] ?? 0)" }
            lines += MailboxMetrics(records: try await mailboxes.list(), now: now()).lines
            lines += ["# HELP martlet_up Whether the database answers.", "# TYPE martlet_up gauge", "martlet_up 1"]
        } catch {
            // A scrape must say that the database is away, not fail with it.
            lines = ["# HELP martlet_up Whether the database answers.", "# TYPE martlet_up gauge", "martlet_up 0"]
        }
        lines += [
            "# HELP process_start_time_seconds Start of the daemon.", "# TYPE process_start_time_seconds gauge",
            "process_start_time_seconds \(startedAt.timeIntervalSince1970)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// An alarm watches the age: it grows where nothing is sent, whatever the reason, and is zero where all is well.
    private func outgoingLines() async throws(StoreError) -> [String] {
        let moment = now()
        let census = try await outgoing.census(at: moment)
        let age = census.oldestDueAt.map { max(0, moment.timeIntervalSince($0)) } ?? 0
        return ["# HELP martlet_outgoing Outgoing messages by state.", "# TYPE martlet_outgoing gauge"]
            + OutgoingState.allCases.map {
                "martlet_outgoing{state=\"\($0.rawValue)\"} \(census.counts[$0] ?? 0)"
            } + [
                "# HELP martlet_outgoing_oldest_due_seconds How long the message that waits longest has been due.",
                "# TYPE martlet_outgoing_oldest_due_seconds gauge", "martlet_outgoing_oldest_due_seconds \(age)",
                "# HELP martlet_suppressed_addresses Addresses that get no mail.",
                "# TYPE martlet_suppressed_addresses gauge",
                "martlet_suppressed_addresses \(census.suppressedAddresses)",
            ]
    }
}
