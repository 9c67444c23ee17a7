import Foundation
import Ticketing

/// Lines on mailboxes for `/metrics`, in Prometheus' text format. A mailbox without a value has no line of it.
struct MailboxMetrics: Sendable {
    let records: [MailboxRecord]
    let now: Date

    var lines: [String] {
        guard !records.isEmpty else { return [] }
        return gauge("up", "Whether the mailbox was read when it was last visited.") {
            [.healthy, .consentEnding].contains($0.health(at: now)) ? 1 : 0
        }
            + gauge("last_success_timestamp_seconds", "The last visit that came to its end, to some minutes.") {
                $0.state.succeededAt?.timeIntervalSince1970
            }
            + gauge("failures", "Failed visits in a row.") { Double($0.failure?.count ?? 0) }
            + gauge("remaining", "Messages that at least still wait in the mailbox.") { Double($0.state.remaining) }
            + gauge("left", "Messages that were left in the mailbox.") {
                Double($0.state.leftTooLarge) + Double($0.state.leftUnreadable)
            }
            + gauge("unaccounted", "Messages of which nobody knows what became of them; anything but 0 is a fault.") {
                Double($0.state.unaccounted)
            }
            + gauge("consent_end_timestamp_seconds", "The end of the consent, where it is known.") {
                $0.consent?.endsAt?.timeIntervalSince1970
            }
    }

    private func gauge(_ name: String, _ help: String, _ value: (MailboxRecord) -> Double?) -> [String] {
        ["# HELP martlet_mailbox_\(name) \(help)", "# TYPE martlet_mailbox_\(name) gauge"]
            + records.compactMap { record in
                value(record).map { "martlet_mailbox_\(name){mailbox=\"\(Self.escaped(record.name))\"} \($0)" }
            }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
