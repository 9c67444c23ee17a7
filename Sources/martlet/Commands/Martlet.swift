import ArgumentParser

/// The program: one file a command in this folder.
struct Martlet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "martlet", abstract: "A support desk that lives in the mail.",
        discussion: """
            Every command takes --config FILE; without it $MARTLET_CONFIG, ./etc/martlet.yaml and \
            /etc/martlet/martlet.yaml are tried in this order. Results go to standard output, everything else to \
            standard error. Exit status: 0 done, 1 failed, 64 wrong call.
            """,
        version: "martlet \(Martlet.version)",
        subcommands: [
            ServeCommand.self, ConfigCommand.self, MailCommand.self, MailboxCommand.self, QueueCommand.self,
            TicketCommands.self, ApprovalCommand.self,
            TemplateCommand.self, ReportCommand.self, PersonCommand.self, BackupCommand.self, RestoreCommand.self,
            MigrateCommand.self,
            DoctorCommand.self, DKIMCommand.self, HTMLCommand.self,
        ])

    static let version = "0.1.0"
}

/// `--config` may stand anywhere after the command's name, before a subcommand too.
enum CommandArguments {
    static func normalized(_ arguments: [String]) -> [String] {
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        guard let command = arguments.first, !command.hasPrefix("-") else { return arguments }
        var kept: [String] = []
        var moved: [String] = []
        var index = 0
        while index < end {
            if arguments[index] == "--config", index + 1 < end {
                moved += arguments[index...(index + 1)]
                index += 2
            } else if arguments[index].hasPrefix("--config=") {
                moved.append(arguments[index])
                index += 1
            } else {
                kept.append(arguments[index])
                index += 1
            }
        }
        return kept + moved + arguments[end...]
    }
}

/// What a command says when it could not do its work: exit status 1.
struct CommandFailure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
