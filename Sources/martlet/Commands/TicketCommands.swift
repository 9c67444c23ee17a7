import ArgumentParser
import Foundation
import InternetMessage
import TicketStore
import Ticketing

struct TicketCommands: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "ticket", abstract: "The desk from a terminal.",
        subcommands: [List.self, Show.self, TicketOpenCommand.self, Reply.self, Set.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List tickets, newest change first.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @OptionGroup var page: PageOptions
        @Option(help: "new, in_progress, pending, resolved, closed or cancelled; may be repeated.")
        var status: [TicketState] = []
        @Option(help: "Only tickets of this desk; may be repeated.") var desk: [String] = []
        @Flag(help: "Only tickets of which a promise is missed.") var late = false
        @Argument(help: "Words that number, subject, requester or text contain.") var words: [String] = []

        func run() async throws {
            var query = TicketQuery()
            query.text = words.isEmpty ? nil : words.joined(separator: " ")
            query.states = status
            query.desks = desk.isEmpty ? nil : desk
            let wanted = query
            let (tickets, desks) = try await options.withInstallation { installation in
                let desks = installation.configuration.directory
                let tickets = try await page.gather { (cursor, limit) throws(StoreError) in
                    var query = wanted
                    if late { query.late = Lateness(desks, at: Date()) }
                    (query.cursor, query.limit) = (cursor, limit)
                    return try await installation.store.tickets.list(query)
                }
                return (tickets, desks)
            }
            format.printList(
                tickets,
                heads: ["NUMBER", "STATUS", "PRIORITY", "DESK", "UPDATED", "DUE", "ASSIGNEE", "REQUESTER", "SUBJECT"],
                row: {
                    [
                        "\($0.number)", $0.state.rawValue, $0.priority.rawValue, $0.desk, Timestamp.text($0.updatedAt),
                        desks.promise(of: $0).map(TicketOutput.due) ?? "-", $0.assignee?.label ?? "-",
                        $0.requester.label, $0.subject,
                    ]
                }, json: { JSON.ticket($0, promise: desks.promise(of: $0)) })
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One ticket with its timeline.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @Argument(help: "Number, such as IT-42.") var number: TicketNumber

        func run() async throws {
            let record = try await options.withInstallation {
                ShownTicket(try await $0.store.tickets.record(number), $0)
            }
            TicketOutput.show(record, format)
        }
    }

    struct Reply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer a ticket, or note something on it.",
            discussion: "The text comes from --text or from standard input. Without --as the desk itself speaks.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @OptionGroup var actor: ActorOptions
        @Option(help: "The text; without it, standard input is read.") var text: String?
        @Option(help: "A participant, not the requester, who is not to get this answer; may be repeated.")
        var leaveOut: [AddressArgument] = []
        @Flag(help: "A work note that only agents see.") var note = false
        @Argument(help: "Number, such as IT-42.") var number: TicketNumber

        func run() async throws {
            let text = try self.text ?? StandardInput.text(limit: Ticket.longestText)
            let leftOut = try leaveOut.map { argument in
                guard let address = CommandAddress.address(argument.text) else { throw ValidationError("--leave-out") }
                return address
            }
            let (record, readers) = try await options.withInstallation { installation in
                let actor = try await actor.actor(for: number, installation)
                let record = try await installation.desk.perform(
                    [note ? .note(text: text) : .reply(text: text, leavingOut: leftOut)], on: number, by: actor)
                let isAnswer = !note && AccessPolicy.works(actor.person, on: record.ticket)
                let readers = installation.desk.audience(of: record.ticket, from: actor.person, leavingOut: leftOut)
                return (ShownTicket(record, installation), isAnswer ? readers : nil)
            }
            TicketOutput.show(record, format, readers: readers)
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change status, priority or assignee: all of it, or nothing.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @OptionGroup var actor: ActorOptions
        @Option(help: "new, in_progress, pending, resolved, closed or cancelled.") var status: TicketState?
        @Option(help: "low, normal, high or urgent.") var priority: Priority?
        @Option(help: "An agent's address; none takes it from whoever has it.") var assignee: String?
        @Argument(help: "Number, such as IT-42.") var number: TicketNumber

        func validate() throws {
            guard status != nil || priority != nil || assignee != nil else {
                throw ValidationError("name at least one of --status, --priority and --assignee")
            }
        }

        func run() async throws {
            let record = try await options.withInstallation { installation in
                let actor = try await actor.actor(for: number, installation)
                var commands: [TicketCommand] = []
                if let priority { commands.append(.setPriority(priority)) }
                if let assignee {
                    commands.append(
                        .assign(assignee == "none" ? nil : try await PersonLookup.person(assignee, installation)))
                }
                if let status { commands.append(.setState(status)) }
                return ShownTicket(
                    try await installation.desk.perform(commands, on: number, by: actor), installation)
            }
            TicketOutput.show(record, format)
        }
    }
}
