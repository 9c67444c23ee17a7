import ArgumentParser
import Foundation
import InternetMessage
import TemplateEngine
import TicketStore
import Ticketing

struct TemplatePreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "A template filled in from a ticket, as its requester would get it.",
        discussion: """
            Prints the message as mail: `martlet template preview … > a.eml` opens in any mail program. What no ticket \
            holds, such as a decision or a report's figures, is made up.
            """)

    @OptionGroup var options: CommonOptions
    @Option(help: "Number of the ticket, such as IT-42.") var ticket: TicketNumber
    @Option(help: "Language tag.") var language: String
    @Option(help: "Whose variant: requester, approver or agent.") var role: Role?
    @Argument(help: "Key, such as acknowledgement.") var key: TemplateKey

    func run() async throws {
        let message = try await options.withInstallation { installation in
            let record = try await installation.store.tickets.record(ticket)
            let version = try TemplateSource.version(nil, of: key, installation.notifications.templates)
            return try compose(record, version: version, installation)
        }
        StandardOutput.write(message.bytes)
    }

    private func compose(
        _ record: TicketRecord, version: TemplateVersion, _ installation: Installation
    ) throws -> RawMessage {
        let requester = record.ticket.requester
        let notification = Notification(
            template: key.rawValue, version: version.rawValue, language: language, recipient: requester.mailbox,
            nature: key.nature, messageID: MessageID("preview@invalid"), desk: record.ticket.desk,
            values: TemplatePreview.sample(for: key, about: record.ticket, role: role, at: Date()))
        let entry = OutgoingEntry(
            id: OutgoingID(rawValue: 0), notification: notification, ticket: record.ticket,
            entry: record.entries.last { $0.kind == .message }, thread: record.entries.compactMap(\.messageID),
            recipient: requester, composed: nil, attempts: 0, createdAt: Date())
        switch installation.composer.compose(entry, at: Date()) {
        case .success(let composition):
            guard composition.problems.isEmpty else {
                throw CommandFailure(
                    "the template cannot be filled in:\n"
                        + composition.problems.map { "  \($0)" }.joined(separator: "\n"))
            }
            return composition.message
        case .failure(let fault): throw CommandFailure("the template cannot be filled in: \(fault)")
        }
    }
}
