import ArgumentParser
import Foundation
import TicketStore
import Ticketing

struct ApprovalReplaceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace", abstract: "Ask somebody else in the place of an approver who has not decided.",
        discussion: "They get a mail of their own; the key in the old one is void.")

    @OptionGroup var options: CommonOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "Number of the approval.") var number: ApprovalID
    @Option(help: "Address of whoever is asked now.") var approver: AddressArgument
    @Option(help: "An address, lead, manager, group:NAME or role:ROLE; of several the first who may be asked is.")
    var by: String

    func run() async throws {
        let item = try await options.withInstallation { installation in
            let ticket = try await installation.store.approvals.find(number, at: Date()).ticket
            let actor = try await actor.actor(onDesk: ticket.desk, installation)
            return try await installation.approving.replace(approver.text, by: by, in: number, by: actor)
        }
        ApprovalOutput.print(item, format)
    }
}
