import ArgumentParser
import Foundation
import InternetMessage
import TicketStore
import Ticketing

struct QueueCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Outgoing messages, their attempts and last answers.",
        subcommands: [
            List.self, Show.self, Retry.self, Drop.self, QueueSuppressedCommand.self, QueueSuppressCommand.self,
            QueueUnsuppressCommand.self, QueueFillCommand.self, QueueMeasureCommand.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List outgoing messages, newest first.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @OptionGroup var page: PageOptions
        @Option(help: "queued, deferred, sent, failed, suppressed or not-sent; may be repeated.")
        var state: [OutgoingState] = []

        func run() async throws {
            let records = try await options.withInstallation { installation in
                try await page.gather { (cursor, limit) throws(StoreError) in
                    try await installation.store.outgoing.list(states: state, cursor: cursor, limit: limit)
                }
            }
            format.printList(
                records, heads: ["ID", "STATE", "ATTEMPTS", "CREATED", "TICKET", "TO", "TEMPLATE", "LAST ANSWER"],
                row: {
                    [
                        "\($0.id)", $0.state.rawValue, "\($0.attempts)", Timestamp.text($0.createdAt),
                        $0.ticket?.description ?? "-", "\($0.recipient.address)",
                        "\($0.template)/\($0.version)/\($0.language)", $0.lastReply ?? "",
                    ]
                }, json: JSON.outgoing)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One message with its attempts, or its bytes as they are sent.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @Flag(help: "The bytes as they are sent, once it has been composed.") var raw = false
        @Argument(help: "Identifier, as `queue list` shows it.") var id: OutgoingID

        func run() async throws {
            if raw {
                let message = try await options.withInstallation { try await $0.store.outgoing.composed(id) }
                guard let message else { throw CommandFailure("message \(id) has not been composed yet") }
                return StandardOutput.write(message.bytes)
            }
            let detail = try await options.withInstallation { try await $0.store.outgoing.detail(id) }
            switch format.format {
            case .json: StandardOutput.line(JSON.outgoing(detail).text)
            case .text: StandardOutput.line(text(detail))
            }
        }

        private func text(_ detail: OutgoingDetail) -> String {
            let record = detail.record
            let lines = [
                ["message", "\(record.id)"], ["state", record.state.rawValue],
                ["last answer", record.lastReply ?? "-"], ["to", "\(record.recipient.address)"],
                ["ticket", record.ticket?.description ?? "-"],
                ["template", "\(record.template)/\(record.version)/\(record.language)"],
                ["priority", record.priority.name], ["message-id", record.messageID.value],
                ["created", Timestamp.text(record.createdAt)],
                ["next attempt", record.nextAttemptAt.map(Timestamp.text) ?? "-"],
                ["settled", record.settledAt.map(Timestamp.text) ?? "-"],
            ]
            let attempts = detail.attempts.map {
                ["attempt", "\(Timestamp.text($0.at))  \($0.outcome.rawValue)  \($0.reply)"]
            }
            return Terminal.table(lines + attempts)
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send a message at once, whatever its state was.")

        @OptionGroup var options: CommonOptions
        @Argument(help: "Identifiers, as `queue list` shows them.") var id: [OutgoingID]

        func run() async throws {
            try await options.withInstallation { installation in
                for id in id {
                    try await installation.store.outgoing.retry(id, at: Date())
                    StandardOutput.line("message \(id) is due now")
                }
            }
        }
    }

    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Never send a message; the ledger keeps it.")

        @OptionGroup var options: CommonOptions
        @Argument(help: "Identifiers, as `queue list` shows them.") var id: [OutgoingID]
        @Option(help: "Why; the ledger keeps it.") var reason = "dropped from the command line"

        func run() async throws {
            try await options.withInstallation { installation in
                for id in id {
                    try await installation.store.outgoing.drop(id, reason: reason, at: Date())
                    StandardOutput.line("message \(id) will not be sent")
                }
            }
        }
    }
}
