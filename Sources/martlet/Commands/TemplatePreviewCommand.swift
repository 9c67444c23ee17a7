import ArgumentParser
import Foundation
import InternetMessage
import TemplateEngine
import TicketStore
import Ticketing

struct TemplatePreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "A template filled in from a ticket, as its requester would get it.",
        discussion: "Prints the message as mail: `martlet template preview … > a.eml` opens in any mail program.")

    @OptionGroup var options: CommonOptions
    @Option(help: "Number of the ticket, such as IT-42.") var ticket: TicketNumber
    @Option(help: "Language tag.") var language: String
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
            nature: .notice, messageID: MessageID("preview@invalid"), desk: record.ticket.desk,
            values: [
                "status.from": TicketState.new.rawValue, "status.to": record.ticket.state.rawValue,
                "link.url": "\(installation.configuration.http.publicURL)/login/link/…",
                "link.expires": "\(Int64(Date().timeIntervalSince1970) + 3_600)",
            ])
        let entry = OutgoingEntry(
            id: OutgoingID(rawValue: 0), notification: notification, ticket: record.ticket,
            entry: record.entries.last { $0.kind == .message }, thread: record.entries.compactMap(\.messageID),
            recipient: requester, composed: nil, attempts: 0, createdAt: Date())
        switch installation.composer.compose(entry, at: Date()) {
        case .success(let message): return message
        case .failure(let fault): throw CommandFailure("the template cannot be filled in: \(fault)")
        }
    }
}
