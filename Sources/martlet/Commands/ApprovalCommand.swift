import ArgumentParser
import Foundation
import InternetMessage
import Portal
import TemplateEngine
import TicketStore
import Ticketing

struct ApprovalCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "approval", abstract: "Decisions that tickets wait for.",
        discussion: "Nobody decides for another: deciding takes the approver's own mail, session or token.",
        subcommands: [
            List.self, Show.self, ApprovalRequestCommand.self, ApprovalReviseCommand.self, ApprovalCommentCommand.self,
            Withdraw.self, ApprovalReplaceCommand.self, ApprovalVerifyCommand.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List approvals, newest first.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @OptionGroup var page: PageOptions
        @Option(help: "pending, approved, rejected, expired or withdrawn; may be repeated.")
        var state: [Approval.State] = []
        @Option(help: "Only of this ticket, such as IT-42.") var ticket: TicketNumber?

        func run() async throws {
            let items = try await options.withInstallation { installation in
                var query = ApprovalQuery()
                query.states = state
                if let ticket { query.ticket = try await installation.store.tickets.record(ticket).ticket.id }
                let wanted = query
                return try await page.gather { (cursor, limit) throws(StoreError) in
                    var query = wanted
                    (query.cursor, query.limit) = (cursor, limit)
                    return try await installation.store.approvals.list(query, at: Date())
                }
            }
            format.printList(
                items, heads: ["NUMBER", "TICKET", "STATE", "ASKED", "WAITS FOR", "TEXT"],
                row: {
                    [
                        "\($0.approval.id)", "\($0.ticket.number)", $0.approval.state.rawValue,
                        Timestamp.text($0.approval.createdAt),
                        $0.approval.waitingFor.map(\.label).joined(separator: ", "),
                        $0.approval.content.text.shortened,
                    ]
                }, line: { ApprovalJSON.text($0) })
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One approval with its steps and decisions.",
            discussion: """
                With --evidence also the chained records that prove them; with --export all of it, mails included, as one \
                HTML file that says how it is checked without us. docs/approvals.md says the same.
                """)

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @Flag(help: "What proves the decisions.") var evidence = false
        @Option(help: ArgumentHelp("Write the evidence here; nothing may be there yet.", valueName: "file"))
        var export: String?
        @Option(help: "Language of the exported file: en or zh.") var language: LanguageTag?
        @Argument(help: "Number of the approval.") var number: ApprovalID

        func validate() throws {
            guard export == nil || evidence else { throw ValidationError("--export goes with --evidence") }
            guard let language, !["en", "zh"].contains(language.description) else { return }
            throw ValidationError("--language is en or zh")
        }

        func run() async throws {
            if let export { return try await write(to: export) }
            let (item, records) = try await options.withInstallation { installation in
                let approvals = installation.store.approvals
                return (
                    try await approvals.find(number, at: Date()),
                    evidence ? try await approvals.evidence(of: number) : []
                )
            }
            switch format.format {
            case .json: StandardOutput.line(ApprovalJSON.text(item, evidence: evidence ? records : nil))
            case .text: ApprovalOutput.show(item, evidence ? records : nil)
            }
        }

        private func write(to file: String) async throws {
            let dossier = try await options.withInstallation { installation in
                try await EvidenceCollector(approvals: installation.store.approvals, ledger: installation.store.ledger)
                    .dossier(of: number, at: Date())
            }
            guard !FileManager.default.fileExists(atPath: file) else {
                throw CommandFailure("\(file) is there already: name another, or take it away first")
            }
            let bytes = EvidenceDocument.bytes(dossier, language: language?.description ?? "en")
            do {
                try Data(bytes).write(to: URL(filePath: file), options: .withoutOverwriting)
            } catch {
                throw CommandFailure("\(file) cannot be written: \(FileTrouble.system(error))")
            }
            StandardOutput.line("the evidence is in \(file)")
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ask no more.")

        @OptionGroup var options: CommonOptions
        @OptionGroup var format: FormatOption
        @OptionGroup var actor: ActorOptions
        @Argument(help: "Number of the approval.") var number: ApprovalID

        func run() async throws {
            let item = try await options.withInstallation { installation in
                let ticket = try await installation.store.approvals.find(number, at: Date()).ticket
                let actor = try await actor.actor(onDesk: ticket.desk, installation)
                return try await installation.approving.withdraw(number, by: actor)
            }
            ApprovalOutput.print(item, format)
        }
    }
}
