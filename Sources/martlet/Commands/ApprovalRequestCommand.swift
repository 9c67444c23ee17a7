import ArgumentParser
import Foundation
import Portal
import TicketStore
import Ticketing

/// `martlet approval request`.
struct ApprovalRequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Ask for a decision on a ticket.",
        discussion: """
            The text comes from --text or from standard input. Each approver gets a mail of their own. Several steps \
            come from a file with --steps, as the API takes them: [{"approvers": ["boss@example.com"], "rule": "all", \
            "passive": false, "due_after": 86400, "escalate_to": "lead"}].
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var actor: ActorOptions
    @OptionGroup var content: ApprovalContentOptions
    @Option(help: "An address, lead, manager, group:NAME or role:ROLE; may be repeated.") var approver: [String] = []
    @Option(help: "any, all, majority, first, or how many; all by default.") var rule: ApprovalRule?
    @Option(help: "When it is late, such as 1d; goes with --escalate-to.") var dueAfter: DurationArgument?
    @Option(help: "Who may then decide in the place of whoever has not: a name like an approver's.")
    var escalateTo: String?
    @Option(help: ArgumentHelp("Steps in JSON, instead of --approver and its like.", valueName: "file"))
    var steps: String?
    @Option(help: "What is to be decided; without it, standard input is read.") var text: String?
    @Option(help: "Until when, such as 3d or 12h; for as long as it takes by default.") var within: DurationArgument?
    @Option(name: .customLong("default"), help: "What it comes to then: approve or reject; it expires by default.")
    var verdict: VerdictArgument?
    @Argument(help: "Number of the ticket, such as IT-42.") var number: TicketNumber

    func validate() throws {
        guard (steps == nil) != approver.isEmpty else {
            throw ValidationError("name who decides with --approver, or steps with --steps")
        }
        let isOfOneStep = rule != nil || dueAfter != nil || escalateTo != nil
        guard steps == nil || !isOfOneStep else {
            throw ValidationError("--rule, --due-after and --escalate-to stand in the file of --steps")
        }
        guard (dueAfter == nil) == (escalateTo == nil) else {
            throw ValidationError("--due-after and --escalate-to go together")
        }
        guard verdict == nil || within != nil else { throw ValidationError("--default goes with --within") }
    }

    func run() async throws {
        let drafts = try self.drafts()
        let text = try self.text ?? StandardInput.text(limit: ApprovalRequest.longestText)
        let item = try await options.withInstallation { installation in
            let actor = try await actor.actor(for: number, installation)
            let record = try await installation.store.tickets.record(number)
            return try await installation.approving.request(
                on: record.ticket, text: text, fields: content.fields ?? [],
                files: try record.approvalFiles(content.file ?? []), steps: drafts,
                expiresAt: within.map { Date().addingTimeInterval($0.seconds) }, defaultVerdict: verdict?.verdict,
                by: actor)
        }
        ApprovalOutput.print(item, format)
    }

    private func drafts() throws -> [ApprovalDesk.StepDraft] {
        if let steps { return try ApprovalSteps.read(steps) }
        return [
            ApprovalDesk.StepDraft(
                rule: rule ?? .all, approvers: approver, dueAfter: dueAfter?.seconds,
                escalatesTo: escalateTo)
        ]
    }

    /// The file of `--steps`.
    private enum ApprovalSteps {
        static func read(_ file: String) throws -> [ApprovalDesk.StepDraft] {
            do {
                return try ApprovalStepsJSON.read(Array(Data(contentsOf: URL(filePath: file))))
            } catch let error as ApprovalStepsJSON.Fault {
                throw CommandFailure("\(file): \(error.description)")
            } catch {
                throw CommandFailure("\(file) cannot be read: \(FileTrouble.system(error))")
            }
        }
    }
}

/// `martlet approval revise`.
struct ApprovalReviseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revise", abstract: "Ask anew, about something else.",
        discussion: """
            All approvers are asked anew from the first step on; what was decided about the old version counts no more. \
            What is not given stays as it is.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var actor: ActorOptions
    @OptionGroup var content: ApprovalContentOptions
    @Option(help: "What is to be decided now.") var text: String?
    @Flag(help: "Without any fields.") var noFields = false
    @Flag(help: "Without any files.") var noFiles = false
    @Argument(help: "Number of the approval.") var number: ApprovalID

    func validate() throws {
        guard text != nil || content.fields != nil || content.file != nil || noFields || noFiles else {
            throw ValidationError("give --text, --field or --file, or --no-fields or --no-files")
        }
        guard !noFields || content.fields == nil, !noFiles || content.file == nil else {
            throw ValidationError("--no-fields and --no-files go with none")
        }
    }

    func run() async throws {
        let item = try await options.withInstallation { installation in
            let ticket = try await installation.store.approvals.find(number, at: Date()).ticket
            let actor = try await actor.actor(onDesk: ticket.desk, installation)
            let record = try await installation.store.tickets.record(ticket.number)
            let files = try noFiles ? [] : content.file.map { try record.approvalFiles($0) }
            return try await installation.approving.revise(
                number, text: text, fields: noFields ? [] : content.fields, files: files, by: actor)
        }
        ApprovalOutput.print(item, format)
    }
}

/// `martlet approval comment`.
struct ApprovalCommentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comment", abstract: "Ask or remark without deciding.",
        discussion: """
            It goes by mail to those who have not decided; what an approver says goes to whoever asks. The text comes from \
            --text or from standard input.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var actor: ActorOptions
    @Option(help: "What is to be said; without it, standard input is read.") var text: String?
    @Argument(help: "Number of the approval.") var number: ApprovalID

    func run() async throws {
        let text = try self.text ?? StandardInput.text(limit: ApprovalComment.longestText)
        let item = try await options.withInstallation { installation in
            let ticket = try await installation.store.approvals.find(number, at: Date()).ticket
            let actor = try await actor.actor(onDesk: ticket.desk, installation)
            return try await installation.approving.comment(text, on: number, by: actor)
        }
        ApprovalOutput.print(item, format)
    }
}

/// What is asked beside the text.
struct ApprovalContentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A label and its value, such as \"Amount=900 €\"; may be repeated.", valueName: "label=value"))
    var field: [FieldArgument] = []
    @Option(
        name: .customLong("file"),
        help: ArgumentHelp(
            "Number of an attachment of the ticket, as 'ticket show --format json' names it; may be repeated.",
            valueName: "id"))
    var chosen: [AttachmentID] = []

    /// nil where none is given.
    var fields: [ApprovalContent.Field]? { field.isEmpty ? nil : field.map(\.field) }
    var file: [AttachmentID]? { chosen.isEmpty ? nil : chosen }
}

/// `Amount=900 €`
struct FieldArgument: ExpressibleByArgument {
    let field: ApprovalContent.Field

    init?(argument: String) {
        let halves = argument.split(separator: "=", maxSplits: 1)
        guard halves.count == 2 else { return nil }
        field = ApprovalContent.Field(label: String(halves[0]), value: String(halves[1]))
    }
}

/// `approve` or `reject`.
struct VerdictArgument: ExpressibleByArgument {
    let verdict: ApprovalVerdict

    init?(argument: String) {
        guard let verdict = ApprovalVerdict(command: argument) else { return nil }
        self.verdict = verdict
    }
}
