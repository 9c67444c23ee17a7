import ArgumentParser
import InternetMessage
import TicketStore
import Ticketing

struct TicketOpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open a ticket for somebody.",
        discussion: "The text comes from --text or from standard input. The requester gets an acknowledgement.")

    @OptionGroup var options: CommonOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var actor: ActorOptions
    @Option(help: "Name of the desk; the only one by default.") var desk: String?
    @Option(help: "Subject.") var subject: String
    @Option(help: "The text; without it, standard input is read.") var text: String?
    @Option(help: "Address of who asks.") var requester: AddressArgument
    @Option(help: "Name of who asks.") var name: String?
    @Option(help: "incident, service_request or question.") var kind: TicketKind = .question
    @Option(help: "low, normal, high or urgent.") var priority: Priority = .normal

    func run() async throws {
        let text = try self.text ?? StandardInput.text(limit: Ticket.longestText)
        guard let address = CommandAddress.address(requester.text) else { throw ValidationError("--requester") }
        let record = try await options.withInstallation { installation in
            let desk = try self.desk ?? only(installation)
            let record = try await installation.desk.open(
                desk: desk, subject: subject, text: text,
                requester: Mailbox(displayName: name, address: address), kind: kind, priority: priority,
                by: try await actor.actor(onDesk: desk, installation))
            return ShownTicket(record, installation)
        }
        TicketOutput.show(record, format)
    }

    private func only(_ installation: Installation) throws -> String {
        let desks = installation.configuration.desks
        guard let desk = desks.first, desks.count == 1 else {
            throw CommandFailure(
                "there are several desks: name one with --desk (\(desks.map(\.name).joined(separator: ", ")))")
        }
        return desk.name
    }
}
