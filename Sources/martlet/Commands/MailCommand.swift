import ArgumentParser
import Foundation
import InternetMessage
import TicketStore
import Ticketing

struct MailCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Incoming mail: what came, what became of it, and why.",
        subcommands: [
            MailExplainCommand.self, MailDeliverCommand.self, List.self, Show.self, Retry.self,
            MailReplayCommand.self, MailMeasureCommand.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the ledger of incoming mail, newest first.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @OptionGroup var page: PageOptions
        @Option(help: "received, ticketed, attached, recorded, ignored, parked …; may be repeated.")
        var state: [MailState] = []
        @Option(help: "Only mail of this desk; may be repeated.") var desk: [String] = []

        func run() async throws {
            let desks = desk.isEmpty ? nil : desk
            let mails = try await options.withInstallation { installation in
                try await page.gather { (cursor, limit) throws(StoreError) in
                    try await installation.store.ledger.list(states: state, desks: desks, cursor: cursor, limit: limit)
                }
            }
            format.printList(
                mails, heads: ["ID", "STATE", "RECEIVED", "DESK", "TICKET", "FROM", "SUBJECT", "PARKED BECAUSE"],
                row: {
                    [
                        "\($0.id)", $0.state.rawValue, Timestamp.text($0.receivedAt), $0.desk,
                        $0.ticket?.description ?? "-", $0.author ?? $0.reversePath.text, $0.subject ?? "",
                        $0.state == .parked ? $0.reason ?? "" : "",
                    ]
                }, json: JSON.mail)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One mail with its trace, or its bytes as they came.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @Flag(help: "The bytes as they came.") var raw = false
        @Argument(help: "Identifier, as `mail list` shows it.") var id: MailID

        func run() async throws {
            if raw {
                let message = try await options.withInstallation { try await $0.store.ledger.raw(id) }
                return StandardOutput.write(message.bytes)
            }
            let mail = try await options.withInstallation { try await $0.store.ledger.mail(id) }
            switch format.format {
            case .json: StandardOutput.line(JSON.mail(mail).text)
            case .text: StandardOutput.line(text(mail))
            }
        }

        private func text(_ mail: LedgerMail) -> String {
            var lines = [
                ["mail", "\(mail.id)"], ["state", mail.state.rawValue], ["reason", mail.reason ?? "-"],
                ["desk", mail.desk], ["ticket", mail.ticket?.description ?? "-"], ["from", mail.author ?? "-"],
                ["subject", mail.subject ?? "-"], ["sender", mail.reversePath.text],
                ["recipients", mail.recipients.map(\.description).joined(separator: ", ")],
                ["transport", mail.transport], ["size", "\(mail.size)"],
                ["message-id", mail.messageID?.value ?? "-"], ["received", Timestamp.text(mail.receivedAt)],
                ["settled", mail.settledAt.map(Timestamp.text) ?? "-"],
                ["copies", "\(mail.copies)"],
                ["bytes", bytes(mail)],
            ]
            lines += mail.trace.map { ["trace", $0] } + mail.problems.map { ["problem", $0] }
            return Terminal.table(lines)
        }

        private func bytes(_ mail: LedgerMail) -> String {
            if let mailbox = mail.leftIn { return "a notice; the mail itself lies in the mailbox \(mailbox)" }
            if let erasedAt = mail.erasedAt { return "erased " + Timestamp.text(erasedAt) }
            return mail.rawRemovedAt.map { "removed " + Timestamp.text($0) } ?? "kept"
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take parked mail through again, or ignored mail as a person's; fetch what lies in a mailbox.")

        @OptionGroup var options: CommonOptions
        @Argument(help: "Identifiers, as `mail list` shows them.") var id: [MailID]

        func run() async throws {
            try await options.withInstallation { installation in
                for id in id {
                    try await installation.store.ledger.retry(id, by: "the command line", at: Date())
                    let mailbox = try await installation.store.ledger.mail(id).leftIn
                    StandardOutput.line(
                        mailbox.map { "mail \(id) is fetched when \($0) is visited next" }
                            ?? "mail \(id) is taken through again")
                }
            }
        }
    }
}
