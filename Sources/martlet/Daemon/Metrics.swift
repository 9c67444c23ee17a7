import Foundation
import Ticketing

/// The daemon's own lines for `/metrics`, in Prometheus' text format.
struct Metrics: Sendable {
    let ledger: any Ledger
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
}
